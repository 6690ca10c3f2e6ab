"""The ties of a network with those of changed stakeholders, and how often and lately these did something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.changed.over import Over, differing, patched
from matchmaker.core.changed.people import ChangedIds, ChangedNumbers
from matchmaker.core.changed.turns import Turns
from matchmaker.core.entities import Link
from matchmaker.core.graph.changes import Row
from matchmaker.core.graph.ties import Ties
from matchmaker.core.kept.tied import Tied
from matchmaker.core.network import rarity_of
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.record import Record, years_since


class Ends(NamedTuple):
    """Ties by the numbers of both ends: how strong, and how lately (see `Record`)."""

    a: Numbers
    b: Numbers
    weight: FloatArray
    lately: FloatArray

    @classmethod
    def of(cls, links: Sequence[Link], number: Mapping[str, int], today: date) -> Ends:
        """Those between two of these; none to oneself or without weight."""
        # In the order in which a fit adds them up: of the same two by kind.
        found, get = sorted(links, key=attrgetter("kind")), number.get
        a = np.fromiter(map(get, [one.a for one in found], repeat(-1)), np.int64, len(found))
        b = np.fromiter(map(get, [one.b for one in found], repeat(-1)), np.int64, len(found))
        weight = np.array([one.weight for one in found], float)
        years = years_since(today, [one.day for one in found], [one.since for one in found])
        real = np.lexsort((b, a))
        real = real[((a >= 0) & (b >= 0) & (a != b) & (weight > 0))[real]]
        return cls(a[real], b[real], weight[real], np.exp(-years[real]))


def joined(ends: Ends, over: Over) -> tuple[Numbers, Numbers, FloatArray]:
    """The ties of everybody changed, as rows in the order of `over`: how many, to whom, how strong."""
    owner, partner = np.concatenate([ends.a, ends.b]), np.concatenate([ends.b, ends.a])
    weight, places = np.tile(ends.weight, 2), over.places(owner)
    keys, which = np.unique((places * over.size + partner)[places >= 0], return_inverse=True)
    # Added up in the order given, as one would who reads the ties one by one.
    total = np.bincount(which, weight[places >= 0], minlength=len(keys)).astype(float)
    counts = np.bincount(keys // over.size, minlength=len(over.numbers))
    return counts, keys % over.size, total


def network_with(
    base: Tied, ids: ChangedIds, number: ChangedNumbers, ends: Ends, over: Over, turns: Turns
) -> Tied:
    """The ties, where some stakeholders have others now than in the version."""
    ties = base.ties.with_changes(_other(base.ties, over, *joined(ends, over)), size=over.size)
    touched = ties.changes.numbers
    changed, degrees = Over(touched, ties.size), ties.degrees(touched).astype(float)
    columns = {
        "degrees": patched(base.degrees, changed, degrees),
        "rarity": patched(base.rarity, changed, rarity_of(degrees)),
    }
    return Tied.of(ids, number, ties, columns, turns if turns.first else None)


def _other(ties: Ties, over: Over, counts: Numbers, partners: Numbers, weights: FloatArray) -> dict[int, Row]:
    """The rows that are others now than in the version, of those who changed."""
    old = over.numbers < ties.size
    before, mine = ties.rows(over.numbers[old]), np.repeat(old, counts)
    differs, ends = ~old, np.cumsum(counts)
    differs[old] = differing(
        (before.counts, before.indices, before.weights), (counts[old], partners[mine], weights[mine])
    )
    rows = dict[int, Row]()
    for place in np.flatnonzero(differs).tolist():
        cells = slice(int(ends[place] - counts[place]), int(ends[place]))
        row = zip(partners[cells].tolist(), weights[cells].tolist(), strict=True)
        rows[int(over.numbers[place])] = dict(row)
    return rows


def record_with(base: Record, over: Over, ends: Ends) -> Record:
    """How often and how lately: counted anew for those who changed, as of the day of the version."""
    record, size = copy(base), len(over.numbers)
    times, recent = np.zeros(size), np.zeros(size)
    for places in (over.places(ends.a), over.places(ends.b)):
        there = places >= 0
        times += np.bincount(places[there], minlength=size)
        recent += np.bincount(places[there], ends.lately[there], minlength=size)
    record.times, record.recent = patched(base.times, over, times), patched(base.recent, over, recent)
    nothing: npt.NDArray[np.bool_] = np.zeros(size, bool)
    record.done = patched(base.done, over, nothing)
    return record


def others_of(network: Tied, numbers: Numbers) -> Numbers:
    """All who are tied to any of these, ascending."""
    return np.unique(network.ties.rows(numbers).indices).astype(np.int64)
