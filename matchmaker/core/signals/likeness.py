"""How alike the descriptions of some are to those of others: by a compiled loop where a network is large."""

from __future__ import annotations

import numpy as np

from matchmaker.core.reader import FloatArray, Numbers, Vector
from matchmaker.core.rows import Rows

FEW = 16
"""With the texts of so many the loop compares others; with more a product of matrices does."""


def likeness(descriptions: Rows, numbers: Numbers, others: Numbers) -> FloatArray:
    """The products of the descriptions of some (rows) with those of others (columns), all by number."""
    if descriptions.loops is None or not 0 < len(others) <= FEW:
        return np.asarray((descriptions.texts(numbers) @ descriptions.texts(others).T).toarray(), float)
    said = [descriptions.row(descriptions.of(other).start) for other in others.tolist()]
    vectors = [Vector(ids.astype(np.int32), values) for ids, values in said]
    return descriptions.take(numbers).products(vectors).T
