"""How good one ranking is: where the right answers stand among all candidates.

Equal scores count against the ranking: a right answer stands behind every wrong one of the same score. Who
has no score (NaN or -inf) is never suggested, so a right answer without one is never found.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import FloatArray

MEASURES = ("hit@10", "recall@10", "recall@50", "mrr", "ndcg@10")
"""The measures in the order in which `measure` gives them."""

NDCG = MEASURES.index("ndcg@10")

TOP = 10
WIDE = 50

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


def ranked(scores: FloatArray) -> Mask:
    """Who has a score at all."""
    return scores > -np.inf


def ranks(scores: FloatArray, right: Numbers, candidates: Mask) -> FloatArray:
    """The ranks of the right answers (numbers of candidates), the best first; inf for one never found."""
    wrong = candidates & ranked(scores)
    wrong[right] = False
    against = np.sort(scores[wrong])
    mine = scores[right]
    mine = -np.sort(-mine[ranked(mine)])
    # Wrong answers at least as good, then the right ones that stand before this one, then itself.
    above = len(against) - np.searchsorted(against, mine, side="left")
    found = np.full(len(right), np.inf)
    found[: len(mine)] = above + np.arange(1, len(mine) + 1)
    return found


def measure(places: FloatArray) -> FloatArray:
    """The measures of one ranking from the ranks of its right answers, of which there is at least one.

    hit@10 is 1 if one is among the first ten, recall the share of them among the first 10 or 50, MRR the
    reciprocal rank of the first, nDCG@10 the gain of each discounted by log2(rank + 1), over the best that
    so many right answers could reach (Järvelin and Kekäläinen, TOIS 2002).
    """
    first = places <= TOP
    best = 1.0 / np.log2(np.arange(2, min(TOP, len(places)) + 2))
    gain = float(np.sum(1.0 / np.log2(places[first] + 1.0)))
    return np.array(
        [
            float(first.any()),
            float(first.mean()),
            float(np.mean(places <= WIDE)),
            1.0 / float(places.min()),
            gain / float(best.sum()),
        ]
    )


def top(scores: FloatArray, candidates: Mask, *, size: int = TOP) -> Numbers:
    """The numbers of the best candidates, the best first; equal scores in the folder's order."""
    able = np.flatnonzero(candidates & ranked(scores))
    return able[np.argsort(-scores[able], kind="stable")[:size]]
