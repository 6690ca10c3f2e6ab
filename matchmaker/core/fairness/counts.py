"""How evenly attention is spread: plain measures over how often each one was shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64] | npt.NDArray[np.float64] | Sequence[float]


def gini(counts: Counts) -> float:
    """The Gini coefficient: 0 when all are shown equally often, near 1 when one has it all.

    Half the mean difference of all pairs, divided by the mean; nobody, or nobody shown, is 0.

    >>> gini([5, 5, 5, 5]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    ordered = np.sort(np.asarray(counts, dtype=float))
    total = float(ordered.sum())
    if not total:
        return 0.0
    number = len(ordered)
    places = 2.0 * np.arange(1, number + 1) - number - 1
    return float(places @ ordered) / (number * total)


def coverage(counts: Counts) -> float:
    """The share of all that were shown at least once; of nobody it is 1.

    >>> coverage([0, 1, 7, 2])
    0.75
    """
    return _share(np.asarray(counts, dtype=float) > 0)


def floor_share(counts: Counts, floor: float = 0.5) -> float:
    """The share of all that were shown at least `floor` times as often as the average one; of nobody 1.

    >>> floor_share([0, 2, 3, 7])
    0.5
    """
    shown = np.asarray(counts, dtype=float)
    return _share(shown >= floor * shown.mean()) if len(shown) else 1.0


def _share(mask: npt.NDArray[np.bool_]) -> float:
    return float(mask.mean()) if len(mask) else 1.0
