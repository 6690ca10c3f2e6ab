"""Bridges: a list that stays within one community of the network shows nobody new."""

from __future__ import annotations

from math import ceil

import numpy as np

from matchmaker.core.fairness.market import Bools, Ints

SHARE = 0.3
FIRST = 10


def bridged(
    order: Ints,
    communities: Ints,
    own: int,
    evident: Bools,
    *,
    share: float = SHARE,
    first: int = FIRST,
) -> Ints:
    """`order` (best first) with at least `share` of its `first` places for other communities.

    `communities` and `evident` are by candidate number: only those with evidence may be moved up. Whoever
    gives way is the weakest of the own community; those who stay keep their order, and so does the rest of
    the list. Where there are not enough with evidence, as many as there are.
    """
    outside = communities[order] != own
    # A list that is shorter than a page gives the same share of what it has.
    places = min(first, len(order))
    lacking = ceil(share * places - 1e-9) - int(outside[:places].sum())
    if lacking <= 0:
        return order
    up = places + np.flatnonzero((outside & evident[order])[places:])[:lacking]
    down = np.flatnonzero(~outside[:places])[::-1][: len(up)]
    moved = np.arange(len(order))
    head = np.concatenate([np.setdiff1d(moved[:places], down), up])
    tail = np.setdiff1d(moved, head)
    found: Ints = order[np.concatenate([head, tail])]
    return found
