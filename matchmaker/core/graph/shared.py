"""Shared partners: how many, and how rare they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.few import worth_loading
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


def shared_among(ties: Ties, partners: Numbers, rarity: Floats, among: Numbers) -> tuple[Floats, Floats]:
    """For each of some (ascending): how many of one's `partners` they share, and how rare these are.

    `rarity` has an entry for everybody. In a large network a loop answers, else numpy, to the last bit alike.
    """
    if worth_loading(ties.size):
        from matchmaker.core.graph import loops

        counts, total = loops.shared(ties.base, ties.changes, partners, read_only(rarity), among)
        return counts, total
    rows = ties.rows(partners)
    places = np.searchsorted(among, rows.indices)
    there = np.append(among, -1)[places] == rows.indices
    places, rare = places[there], rows.owners(rarity[partners])[there]
    counts = np.bincount(places, minlength=len(among)).astype(np.float64)
    return counts, np.bincount(places, rare, minlength=len(among)).astype(np.float64, copy=False)
