"""The loop behind `core.comparing`, compiled: a query against all texts of a large network, term by term.

A sparse product keeps a list of all texts that it has met, and numpy a copy of all that it adds up.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.compiled import compiled
from matchmaker.core.reader import FloatArray, IntArray

Starts = npt.NDArray[np.int32] | npt.NDArray[np.int64]


@compiled
def add(
    starts: Starts,
    texts: IntArray,
    data: FloatArray,
    ids: IntArray,
    values: FloatArray,
    found: FloatArray,
) -> None:
    """Add to `found` the product of one query with every text, term after term (`Rows.columns`)."""
    for i in range(ids.size):
        term, value = ids[i], values[i]
        for cell in range(starts[term], starts[term + 1]):
            found[texts[cell]] += data[cell] * value
