"""Some rows of a sparse matrix: their products, and what they count.

Both ways give the same to the last bit.
"""

from __future__ import annotations

from types import ModuleType
from typing import Protocol, cast

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.comparing import Piece, cells_of
from matchmaker.core.few import worth_loading
from matchmaker.core.reader import FloatArray, IntArray, Numbers, Vector
from matchmaker.core.rows import by_rows
from matchmaker.core.sealing import sealed
from matchmaker.core.sparse import taken


class Lying(Protocol):
    """What knows where its rows lie."""

    def pieces(self, numbers: Numbers) -> list[Piece]:
        """Some rows where they lie."""


def loops(size: int) -> ModuleType | None:
    """The compiled loops for so many, or None."""
    if not worth_loading(size):
        return None
    from matchmaker.core import few_rows_loops

    return few_rows_loops


def products(matrix: csr_array, rows: Numbers, query: Vector) -> FloatArray:
    """The product of a vector with some rows of a matrix, in their order."""
    found = near(matrix, rows, query)
    return np.asarray(by_rows(matrix[rows], [query])[0], float) if found is None else found


def near(matrix: csr_array, rows: Numbers, query: Vector) -> FloatArray | None:
    """The same where a loop can look the rows up where they lie, else None."""
    fast = loops(matrix.shape[0])
    if fast is None:
        return None
    words, found = (sealed(query.ids.astype(np.int32)), sealed(query.values)), np.empty(len(rows))
    # What lies over a version looks like a matrix, and is none (see `core.changed.stacked`).
    if type(matrix) is csr_array:
        return np.asarray(fast.products(*cells_of(matrix), rows, *words), float)
    for piece in cast(Lying, matrix).pieces(rows):
        found[piece.places] = fast.products(*piece.cells, piece.rows, *words)
    return found


def between(matrix: csr_array, rows: Numbers) -> FloatArray:
    """The product of each of some rows of a matrix with each."""
    fast = loops(matrix.shape[0])
    if fast is None:
        part = matrix[rows]
        return np.asarray((part @ part.T).toarray(), float)
    if type(matrix) is csr_array:
        return np.asarray(fast.between(*cells_of(matrix), rows), float)
    terms, data, counts = taken(matrix, rows)
    starts = sealed(np.append(0, np.cumsum(counts)))
    return np.asarray(fast.between(starts, sealed(terms), sealed(data), np.arange(len(rows))), float)


def overlaps(matrix: csr_array, rows: Numbers, mine: FloatArray) -> FloatArray:
    """For each of some rows of a matrix the sum of the entries of `mine` at its columns."""
    fast = loops(matrix.shape[0])
    if fast is not None:
        found: FloatArray = fast.overlaps(*cells_of(matrix)[:2], rows, mine)
        return found
    terms, counts = _terms(matrix, rows)
    owner = np.repeat(np.arange(len(rows)), counts)
    return np.bincount(owner, mine[terms], minlength=len(rows)).astype(float, copy=False)


def counted(matrix: csr_array, rows: Numbers) -> Numbers:
    """In how many of some rows of a matrix each column is."""
    fast, width = loops(matrix.shape[0]), int(matrix.shape[1])
    if fast is not None:
        found: Numbers = fast.counted(*cells_of(matrix)[:2], rows, width)
        return found
    return np.bincount(_terms(matrix, rows)[0], minlength=width)


def _terms(matrix: csr_array, rows: Numbers) -> tuple[IntArray, Numbers]:
    """The columns of some rows, one row after the other, and how many each has."""
    starts = matrix.indptr
    counts = (starts[rows + 1] - starts[rows]).astype(np.int64)
    return matrix.indices[spans(starts[rows].astype(np.int64), counts)], counts
