"""Whom two stakeholders have in common, and by whom they could reach each other."""

from __future__ import annotations

from typing import Protocol

import numpy as np

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


def _across(ties: Ties, near: Numbers, far: Numbers) -> tuple[Numbers, Numbers]:
    """The ends of all ties between somebody of `near`, whose rows are read, and somebody of `far`."""
    rows = ties.rows(near)
    hit = among(rows.indices, far)
    return rows.owners(near)[hit], rows.indices[hit].astype(np.int64)
