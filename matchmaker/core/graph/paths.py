"""Whom two stakeholders have in common, and by whom they could reach each other."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers
from matchmaker.core.graph.adjacency import among
from matchmaker.core.graph.ties import Ties


class Names(Protocol):
    """What tells two apart who are alike in all else, by number: their ids, or how these are in turn."""

    def __getitem__(self, number: int, /) -> str | float: ...


def common(ties: Ties, a: int, b: int, *, ids: Names | None = None) -> Numbers:
    """The partners of both, those with the fewest ties first: they say most about the two.

    Of equals the smaller id is first, or the smaller number without `ids`.
    """
    both = np.intersect1d(ties.partners(a).indices, ties.partners(b).indices, assume_unique=True)
    shared = both.astype(np.int64)
    degrees = ties.degrees(shared)
    if ids is None:
        return shared[np.lexsort((shared, degrees))]
    keys = [(degree, ids[n], n) for degree, n in zip(degrees.tolist(), shared.tolist(), strict=True)]
    return np.array([n for *_, n in sorted(keys)], np.int64)


def path(ties: Ties, a: int, b: int, *, steps: int = 3, ids: Names | None = None) -> tuple[int, ...]:
    """The numbers strictly between `a` and `b` on a shortest path of at most `steps` ties, or ().

    Of several, the one whose members have the fewest ties together; of equals, that of the smaller ids (or
    numbers). No steps beyond three are looked for.
    """
    mine, yours = ties.partners(a).indices, ties.partners(b).indices
    if steps < 2 or a == b or b in mine:
        return ()
    if len(shared := common(ties, a, b, ids=ids)):
        return (int(shared[0]),)
    if steps < 3:
        return ()
    # Only one side's rows are read: of the two ends of a hub and of a small one, the small one's.
    if ties.degrees(mine.astype(np.int64)).sum() > ties.degrees(yours.astype(np.int64)).sum():
        second, first = _across(ties, yours.astype(np.int64), mine.astype(np.int64))
    else:
        first, second = _across(ties, mine.astype(np.int64), yours.astype(np.int64))
    if not len(first):
        return ()
    together = ties.degrees(first) + ties.degrees(second)
    fewest = together == together.min()
    pairs = zip(first[fewest].tolist(), second[fewest].tolist(), strict=True)
    return min(pairs, key=(lambda pair: (ids[pair[0]], ids[pair[1]])) if ids is not None else None)


class Ways:
    """The ways from one stakeholder: the same as `path`, with what is read of its own side read once.

    It holds whom the partners of that stakeholder are tied to: ask for it where these are not too many.
    """

    def __init__(self, ties: Ties, start: int, *, ids: Names | None = None) -> None:
        self._ties, self._start, self._ids = ties, start, ids
        self._mine = ties.partners(start).indices.astype(np.int64)
        self._near = frozenset(self._mine.tolist())
        self._degrees = ties.degrees(self._mine)
        rows = ties.rows(self._mine)
        # Of several partners who are tied to the same one, the one with the fewest ties is taken.
        rank = np.argsort(np.lexsort((self._turn(self._mine), self._degrees)))
        order = np.lexsort((rows.owners(rank), rows.indices))
        self._seconds, first = np.unique(rows.indices[order], return_index=True)
        self._firsts: Numbers = rows.owners(np.arange(len(self._mine)))[order][first]

    def _turn(self, numbers: Numbers) -> Numbers:
        """The turn of each of these where all else is equal."""
        if self._ids is None:
            return numbers
        names = [self._ids[number] for number in numbers.tolist()]
        return np.argsort(np.array(sorted(range(len(names)), key=names.__getitem__), np.int64))

    def to(self, other: int) -> tuple[int, ...]:
        """The numbers strictly between the two on a shortest path of at most three ties, or ()."""
        if other == self._start or other in self._near:
            return ()
        place = int(self._seconds.searchsorted(other))
        if place < len(self._seconds) and self._seconds[place] == other:
            return (int(self._mine[self._firsts[place]]),)
        theirs = self._ties.partners(other).indices
        firsts, led = self._led(theirs)
        if not len(firsts):
            return ()
        seconds = theirs[led].astype(np.int64)
        together = self._degrees[firsts] + self._ties.degrees(seconds)
        fewest = np.flatnonzero(together == together.min())
        pairs = zip(self._mine[firsts[fewest]].tolist(), seconds[fewest].tolist(), strict=True)
        ids = self._ids
        return min(pairs, key=(lambda pair: (ids[pair[0]], ids[pair[1]])) if ids is not None else None)

    def _led(self, others: npt.NDArray[np.integer]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """To which of these a partner leads, and the places among the own partners of those who do."""
        if not len(self._seconds):
            return np.empty(0, np.int64), np.zeros(len(others), bool)
        places = self._seconds.searchsorted(others)
        led = self._seconds.take(places, mode="clip") == others
        return self._firsts[places[led]], led


def _across(ties: Ties, near: Numbers, far: Numbers) -> tuple[Numbers, Numbers]:
    """The ends of all ties between somebody of `near`, whose rows are read, and somebody of `far`."""
    rows = ties.rows(near)
    hit = among(rows.indices, far)
    return rows.owners(near)[hit], rows.indices[hit].astype(np.int64)
