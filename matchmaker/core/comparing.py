"""Products of a few queries with all texts of a large network, term by term by a compiled loop."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.reader import FloatArray, Vector
from matchmaker.core.sealing import sealed

SMALL = 4096
"""Fewer texts are compared by numpy alone: to load the loop takes half a second of processor."""


def by_terms(columns: csr_array, queries: Sequence[Vector]) -> FloatArray | None:
    """The products of a few queries (rows) with all texts, of which `columns` is the transpose.

    Only where a query has words is anything read, and each sum is added up term after term, as a sparse
    product does. None where the texts are few or nothing compiles: then there is no loop for it.
    """
    loops = _loops(columns)
    if loops is None:
        return None
    arrays = sealed(columns.indptr), sealed(columns.indices), sealed(columns.data)
    found = np.zeros((len(queries), columns.shape[1]))
    for query, sums in zip(queries, found, strict=True):
        loops.add(*arrays, sealed(query.ids.astype(np.int32)), sealed(query.values), sums)
    return found


def _loops(columns: csr_array) -> ModuleType | None:
    """The compiled loops, where there are so many texts that it pays to load them."""
    if columns.shape[1] < SMALL or columns.indices.dtype != np.int32 or columns.data.dtype != np.float64:
        return None
    from matchmaker.core import compiled

    if not compiled.COMPILES:
        return None
    from matchmaker.core import row_loops

    return row_loops


def warm() -> None:
    """Load the loop, and compile it where nobody has before, so that no reader waits for that."""
    query = Vector(np.zeros(1, np.int32), np.ones(1))
    for starts in (np.int32, np.int64):
        columns = csr_array((1, SMALL))
        columns.indptr, columns.indices = columns.indptr.astype(starts), columns.indices.astype(np.int32)
        by_terms(columns, [query])
