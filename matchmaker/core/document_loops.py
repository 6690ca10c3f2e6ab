"""The loops behind `core.documents`, compiled: whose the best documents are."""

from __future__ import annotations

import numpy as np

from matchmaker.core.compiled import compiled
from matchmaker.core.kth import kth
from matchmaker.core.reader import FloatArray, Numbers


@compiled
def highest(scores: FloatArray, k: int) -> float:
    """The k-th highest score."""
    return -kth(-scores, k)


@compiled
def above(scores: FloatArray, k: int) -> Numbers:
    """The places of the k highest scores above zero, ascending; of equal ones the first."""
    least = highest(scores, k) if k < scores.size else 0.0
    room = k
    for place in range(scores.size):
        room -= int(scores[place] > least)
    found, count = np.empty(scores.size, np.int64), 0
    for place in range(scores.size):
        equal = scores[place] == least and room > 0
        if scores[place] > 0.0 and (scores[place] > least or equal):
            found[count] = place
            count += 1
            room -= int(equal)
    return found[:count]


@compiled
def whose(owners: Numbers, scores: FloatArray, k: int, most: int) -> Numbers:
    """Whose the k best documents are (ascending), at most so many: those whose best document is best."""
    size = 64
    while size < 2 * owners.size:
        size *= 2
    # The place of the best document of each owner stands at the hash of the owner or soon after.
    table, best = np.full(size, -1, np.int64), np.zeros(owners.size)
    for place in above(scores, k):
        at = (owners[place] * 40503 >> 4) & (size - 1)
        while table[at] >= 0 and owners[table[at]] != owners[place]:
            at = (at + 1) & (size - 1)
        if table[at] < 0 or scores[place] > scores[table[at]]:
            if table[at] >= 0:
                best[table[at]] = 0.0
            table[at], best[place] = place, scores[place]
    found: Numbers = owners[above(best, most)]
    return found
