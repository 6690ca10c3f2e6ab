"""What is asked of an index: terms and what each weighs, checked once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.postings.layout import LEAST
from matchmaker.core.reader import Vector

Given = Vector | tuple[npt.ArrayLike, npt.ArrayLike]
"""Terms in ascending order and their weights."""


class Asked(NamedTuple):
    """Terms in ascending order and their weights, none of them zero."""

    ids: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]

    def within(self, width: int) -> Asked:
        """The terms that an index of this width can hold; no document has any other."""
        if not len(self.ids) or self.ids[-1] < width:
            return self
        end = int(np.searchsorted(self.ids, width))
        return Asked(self.ids[:end], self.weights[:end])


def asked(given: Given) -> Asked:
    """The terms that weigh anything.

    What weighs less than 2^-60 of the heaviest is left out, in every way of answering: it is lost in the
    rounding of any other product. ValueError for terms that do not ascend and for weights that are negative
    or not finite.
    """
    # Copies, since the loops are compiled for arrays that may be written (see `core.compiled`).
    ids, weights = np.array(given[0], np.int64), np.array(given[1], np.float64)
    if ids.shape != weights.shape or ids.ndim != 1:
        raise ValueError("a question has one weight for each term")
    if not len(ids):
        return Asked(ids, weights)
    heaviest, lightest = float(weights.max()), float(weights.min())
    if not (lightest >= 0.0 and heaviest < np.inf):
        raise ValueError("the weights of a question must be finite and not negative")
    if ids[0] < 0 or not (ids[1:] > ids[:-1]).all():
        raise ValueError("the terms of a question must ascend")
    if lightest > 0.0 and lightest >= heaviest * LEAST:
        return Asked(ids, weights)
    kept = (weights > 0.0) & (weights >= heaviest * LEAST)
    return Asked(ids[kept], weights[kept])
