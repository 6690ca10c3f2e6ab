"""Products of a few queries with all texts of a large network, or with a few of them, by compiled loops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.few import SMALL, worth_loading
from matchmaker.core.reader import FloatArray, IntArray, Numbers, Vector
from matchmaker.core.sealing import sealed

PROOF = 2.0
"""So many different words must be shared before they count; a rare one is proof alone."""


Cells = tuple[npt.NDArray[np.signedinteger], npt.NDArray[np.int32], FloatArray]
"""Where each row of a matrix begins and the last ends, the word of each cell and its weight: all sealed."""


class Piece(NamedTuple):
    """Some rows of a matrix, by number, and where what is found of each shall stand."""

    cells: Cells
    rows: Numbers
    places: Numbers


def cells_of(matrix: csr_array) -> Cells:
    """The cells of a matrix as the compiled loops take them."""
    return sealed(matrix.indptr), sealed(matrix.indices), sealed(matrix.data)


def by_terms(columns: csr_array, queries: Sequence[Vector]) -> FloatArray | None:
    """The products of a few queries (rows) with all texts, of which `columns` is the transpose.

    Only where a query has words is anything read, and each sum is added up term after term, as a sparse
    product does. None where the texts are few or nothing compiles: then there is no loop for it.
    """
    loops = loops_for(columns, columns.shape[1])
    if loops is None:
        return None
    arrays = cells_of(columns)
    found = np.zeros((len(queries), columns.shape[1]))
    for query, sums in zip(queries, found, strict=True):
        loops.add(*arrays, sealed(query.ids.astype(np.int32)), sealed(query.values), sums)
    return found


def in_pieces(
    loops: ModuleType,
    pieces: Iterable[Piece],
    queries: Sequence[Vector],
    rare: npt.NDArray[np.bool_],
    size: int,
    *,
    proven: int,
) -> FloatArray:
    """The products of a few queries (rows) with so many rows that lie in some pieces; none is copied.

    Each sum is added up word after word, as a sparse product does. Of the first so many `proven` queries
    nothing is left where the two share neither a rare word nor two different ones (a query of one word needs
    that one only), and nothing above one.
    """
    ids = np.concatenate([query.ids for query in queries]).astype(np.int32, copy=False)
    ends = np.cumsum([len(query.ids) for query in queries])
    size_of_table = 1 << (4 * len(ids) + 63).bit_length()
    marks, keys = np.zeros(loops.MARKS, np.uint8), np.full(size_of_table, -1, np.int32)
    values, proofs = np.zeros((len(queries), size_of_table)), np.zeros(size_of_table)
    weights = np.concatenate([query.values for query in queries])
    loops.tabled(ids, weights, ends, sealed(rare), PROOF, marks, keys, values, proofs)
    found, shared = np.zeros((len(queries), size)), np.zeros((len(queries), size))
    for cells, rows, places in pieces:
        loops.compare(*cells, rows, places, marks, keys, values, proofs, found, shared)
    if proven:
        enough = np.array([min(PROOF, len(query.ids)) for query in queries[:proven]], float)
        loops.judge(found, shared, enough)
    return found


def distinct(numbers: IntArray, most: int) -> tuple[Numbers, IntArray]:
    """The different ones of some numbers below `most`, and the place of each number among them."""
    loops = _loops(most)
    if loops is None:
        few, places = np.unique(numbers, return_inverse=True)
        return few.astype(np.int64), places.astype(np.int32)
    found, each = np.empty(len(numbers), np.int64), np.empty(len(numbers), np.int32)
    count = loops.distinct(numbers, found, each)
    return found[:count], each


def mixed(starts: Numbers, each: IntArray, shares: FloatArray, own: FloatArray, most: int) -> FloatArray:
    """For each row of `own` and each row the sum by the shares that it has: `shares[i]` of `own[:, each[i]]`.

    `most` is how large the network is that they are taken from.
    """
    loops = _loops(most)
    if loops is None:
        shape = (len(starts) - 1, own.shape[1])
        by_shares = csr_array((shares, each, starts), shape=shape)
        return np.stack([np.asarray(by_shares @ row, float) for row in own])
    found = np.empty((len(own), len(starts) - 1))
    loops.mixed(starts, each, shares, own, found)
    return found


def loops_for(matrix: csr_array, count: int) -> ModuleType | None:
    """The compiled loops over such a matrix, where there are so many texts that it pays to load them."""
    fits = matrix.indices.dtype == np.int32 and matrix.data.dtype == np.float64
    return _loops(count) if fits else None


def _loops(count: int) -> ModuleType | None:
    if not worth_loading(count):
        return None
    from matchmaker.core import row_loops

    return row_loops


def warm() -> None:
    """Load the loops, and compile them where nobody has before, so that no reader waits for that."""
    query, one = Vector(np.zeros(1, np.int32), np.ones(1)), np.zeros(1, np.int64)
    for starts in (np.int32, np.int64):
        columns = csr_array((1, SMALL))
        columns.indptr, columns.indices = columns.indptr.astype(starts), columns.indices.astype(np.int32)
        by_terms(columns, [query])
        if (loops := loops_for(columns, SMALL)) is not None:
            in_pieces(loops, [Piece(cells_of(columns), one, one)], [query], np.zeros(1, bool), 1, proven=1)
            each, found = np.zeros(1, np.int32), np.zeros(1, np.int64)
            loops.distinct(each, found, each.copy())
            loops.mixed(np.array([0, 1]), each, np.zeros(1), np.zeros((1, 1)), np.zeros((1, 1)))
