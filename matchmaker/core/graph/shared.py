"""Shared partners: how many, and how rare they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matchmaker.core.arrays import Numbers
from matchmaker.core.graph.adjacency import Floats, among
from matchmaker.core.graph.ties import Ties


class Shared(NamedTuple):
    """For the stakeholders `numbers`: how many partners they share with one, and their Adamic-Adar index."""

    numbers: Numbers
    counts: Floats
    rarity: Floats


def shared_partners(ties: Ties, number: int, *, those: Numbers | None = None) -> Shared:
    """Who shares partners with `number`, oneself included; of `those` (any order) alone if they are given.

    Adamic-Adar (Social Networks 2003): the sum of 1/log(degree) over the shared partners. The work is that of
    the rows of one's partners, or of `those`; nothing grows with the network.
    """
    mine = ties.partners(number).indices.astype(np.int64)
    if those is None:
        rows = ties.rows(mine)
        found, owners = np.unique(rows.indices, return_inverse=True)
        numbers, between = found.astype(np.int64), rows.owners(np.arange(len(mine)))
    else:
        rows = ties.rows(those)
        hit = among(rows.indices, mine)
        numbers, owners = those, rows.owners(np.arange(len(those)))[hit]
        between = np.searchsorted(mine, rows.indices[hit])
    # A partner of two has at least two ties; whoever has one is shared with oneself alone.
    degrees = ties.degrees(mine)
    rarity = 1.0 / np.log(np.where(degrees < 2, 2.0 + np.e, degrees))
    # Both ways each sum is over partners in ascending order, so it is the same to the last bit.
    counts = np.bincount(owners, minlength=len(numbers)).astype(np.float64)
    total = np.bincount(owners, rarity[between], minlength=len(numbers)).astype(np.float64, copy=False)
    return Shared(numbers, counts, total)
