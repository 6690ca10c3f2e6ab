"""The ties of a network with those of changed stakeholders, and how often and lately these did something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date

import numpy as np

from matchmaker.core.changed.people import ChangedIds, ChangedNumbers
from matchmaker.core.changed.stacked import Over, patched
from matchmaker.core.entities import Link
from matchmaker.core.graph.changes import Row
from matchmaker.core.kept.tied import Tied
from matchmaker.core.network import rarity_of
from matchmaker.core.reader import Numbers
from matchmaker.core.record import Record, freshness


def joined(links: Iterable[Link], number: Mapping[str, int], whose: Collection[int]) -> dict[int, Row]:
    """For each of these the ties it has now: partner's number to weight; several to one add up.

    Ties to oneself, to strangers, or without weight are left out.
    """
    rows: dict[int, Row] = {one: {} for one in whose}
    for link in sorted(links, key=lambda one: (one.a, one.b, one.kind)):
        a, b = number.get(link.a), number.get(link.b)
        if a is None or b is None or a == b or link.weight <= 0:
            continue
        for one, other in ((a, b), (b, a)):
            if one in rows:
                rows[one][other] = rows[one].get(other, 0.0) + link.weight
    return rows


def network_with(
    base: Tied, ids: ChangedIds, number: ChangedNumbers, rows: Mapping[int, Row], size: int
) -> Tied:
    """The ties, where some stakeholders have others now than in the version."""
    before = base.ties.dicts([one for one in rows if one < base.ties.size])
    other = {one: row for one, row in rows.items() if before.get(one, {}) != row}
    ties = base.ties.with_changes(other, size=size)
    touched = ties.changes.numbers
    over, degrees = Over(touched, ties.size), ties.degrees(touched).astype(float)
    return Tied.of(
        ids,
        number,
        ties,
        patched(base.degrees, over, degrees),
        patched(base.rarity, over, rarity_of(degrees)),
    )


def record_with(
    base: Record, over: Over, links: Sequence[Link], number: Mapping[str, int], today: date
) -> Record:
    """How often and how lately: counted anew for those who changed, as of the day of the version."""
    record, place = copy(base), {one: i for i, one in enumerate(over.numbers.tolist())}
    times, recent = np.zeros(len(place)), np.zeros(len(place))
    for link in links:
        a, b = number.get(link.a), number.get(link.b)
        if a is None or b is None or a == b or link.weight <= 0:
            continue
        lately = freshness(today, link)
        for one in (a, b):
            if (at := place.get(one)) is not None:
                times[at] += 1.0
                recent[at] += lately
    record.times, record.recent = patched(base.times, over, times), patched(base.recent, over, recent)
    record.done = patched(base.done, over, np.zeros(len(place), bool))
    return record


def others_of(network: Tied, numbers: Numbers) -> Numbers:
    """All who are tied to any of these, ascending."""
    return np.unique(network.ties.rows(numbers).indices).astype(np.int64)
