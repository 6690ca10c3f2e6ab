"""How closed the circles are: whether one's partners know each other. Sparse products, no walk in Python."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures.values import NO_CONSTRAINT
from matchmaker.core.reader import FloatArray

ROWS = 4096
"""So many stakeholders at once: all pairs within two steps of everybody would fill the memory."""


def transitivity(present: csr_array, degrees: FloatArray) -> float | None:
    """The share of all pairs of partners who are partners themselves; None where nobody has two.

    3 × triangles / pairs of ties that meet (Newman, Watts and Strogatz, PNAS 2002).
    """
    pairs = float((degrees * (degrees - 1)).sum())
    if not pairs:
        return None
    return sum(float(shared.sum()) for shared, _ in _shared(present, np.ones(len(degrees)))) / pairs


def constraint(present: csr_array, degrees: FloatArray) -> FloatArray:
    """Burt's constraint of each: how far all their ties lead back to the same few.

    The sum over all partners j of (p_ij + Σ_q p_iq p_qj)², where p_ij = 1/degree of i for a tie (Burt,
    Structural Holes, 1992). `NO_CONSTRAINT` for who has no tie.
    """
    share = np.divide(1.0, degrees, out=np.zeros_like(degrees), where=degrees > 0)
    found = np.full(len(degrees), NO_CONSTRAINT)
    start = 0
    for shared, mine in _shared(present, share):
        stop = start + mine.shape[0]
        # Of (1 + s)², over all partners: one for each, and twice s and s² for who shares partners.
        sums = np.diff(mine.indptr) + np.asarray((2 * shared + shared.power(2)).sum(axis=1)).ravel()
        tied = degrees[start:stop] > 0
        found[start:stop][tied] = (share[start:stop] ** 2 * sums)[tied]
        start = stop
    return found


def _shared(present: csr_array, worth: FloatArray) -> Iterator[tuple[csr_array, csr_array]]:
    """For each tie the `worth` of the partners that both ends share, by blocks of rows; and the ties."""
    weighed = present.copy()
    weighed.data = np.repeat(worth, np.diff(present.indptr))
    for start in range(0, present.shape[0], ROWS):
        mine = present[start : start + ROWS]
        yield (mine @ weighed).multiply(mine).tocsr(), mine
