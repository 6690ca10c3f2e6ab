"""What is asked of a few of many, by number: by compiled loops in a large network, else by numpy.

Both ways give the same to the last bit. A numpy call costs little among a million and as much among a
thousand: for a thousand candidates most of the time of an answer went into such calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.reader import FloatArray, IntArray, Numbers, Vector
from matchmaker.core.rows import by_rows
from matchmaker.core.sealing import sealed

Thing = TypeVar("Thing")

SMALL = 4096
"""In a smaller network numpy alone answers: to load the loops takes half a second of processor."""


def loops(size: int) -> ModuleType | None:
    """The compiled loops, where there are so many that it pays to load them; None if nothing compiles."""
    if size < SMALL:
        return None
    from matchmaker.core import compiled

    if not compiled.COMPILES:
        return None
    from matchmaker.core import few_loops

    return few_loops


def twin(one: Thing) -> Thing:
    """An object of the same kind with the same attributes: `copy.copy` takes ten times as long."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    return made


def merged(lists: Sequence[Numbers], size: int) -> Numbers:
    """All who are in one of these lists of numbers below `size`, ascending."""
    numbers = np.concatenate(lists)
    fast = loops(size)
    found: Numbers = np.unique(numbers) if fast is None else fast.merged(numbers, size)
    return found


def first(numbers: Numbers, most: int, size: int) -> Numbers:
    """The different ones of some numbers below `size`, at most so many, in the order in which they come."""
    fast = loops(size)
    if fast is not None:
        found: Numbers = fast.first(numbers, most)
        return found
    places = np.sort(np.unique(numbers, return_index=True)[1])
    return numbers[places[:most]]


def _cells(matrix: csr_array) -> tuple[Any, Any, Any]:
    """A sparse matrix as a loop takes it."""
    return sealed(matrix.indptr), sealed(matrix.indices), sealed(matrix.data)


def products(matrix: csr_array, rows: Numbers, query: Vector) -> FloatArray:
    """The product of a vector with some rows of a matrix, in their order."""
    fast = loops(matrix.shape[0])
    # What lies over a version looks like a matrix, and is none (see `core.changed.stacked`).
    if fast is None or type(matrix) is not csr_array or matrix.indices.dtype != np.int32:
        return np.asarray(by_rows(matrix[rows], [query])[0], float)
    found: FloatArray = fast.products(
        *_cells(matrix), rows, sealed(query.ids.astype(np.int32)), sealed(query.values)
    )
    return found


def between(matrix: csr_array, rows: Numbers) -> FloatArray:
    """The product of each of some rows of a matrix with each."""
    fast = loops(matrix.shape[0])
    if fast is None:
        part = matrix[rows]
        return np.asarray((part @ part.T).toarray(), float)
    if type(matrix) is not csr_array:
        matrix, rows = matrix[rows], np.arange(len(rows))
    found: FloatArray = fast.between(*_cells(matrix), rows)
    return found


def apart(worth: FloatArray, alike: FloatArray, variety: float, most: int, size: int) -> Numbers:
    """So many of some of `size`, filled in turn by worth − variety × likeness to those already placed."""
    fast = loops(size)
    if fast is not None:
        found: Numbers = fast.apart(worth, alike, variety, most)
        return found
    worth, near, placed = worth.copy(), np.zeros(len(worth)), list[int]()
    for _ in range(min(most, len(worth))):
        worth[placed] = -np.inf
        placed.append(int(np.argmax(worth - variety * near)))
        near = np.maximum(near, alike[placed[-1]])
    return np.array(placed, np.int64)


def overlaps(matrix: csr_array, rows: Numbers, mine: FloatArray) -> FloatArray:
    """For each of some rows of a matrix the sum of the entries of `mine` at its columns."""
    fast = loops(matrix.shape[0])
    if fast is not None:
        found: FloatArray = fast.overlaps(*_cells(matrix)[:2], rows, mine)
        return found
    terms, counts = _terms(matrix, rows)
    owner = np.repeat(np.arange(len(rows)), counts)
    return np.bincount(owner, mine[terms], minlength=len(rows)).astype(float, copy=False)


def counted(matrix: csr_array, rows: Numbers) -> Numbers:
    """In how many of some rows of a matrix each column is."""
    fast, width = loops(matrix.shape[0]), int(matrix.shape[1])
    if fast is not None:
        found: Numbers = fast.counted(*_cells(matrix)[:2], rows, width)
        return found
    return np.bincount(_terms(matrix, rows)[0], minlength=width)


def _terms(matrix: csr_array, rows: Numbers) -> tuple[IntArray, Numbers]:
    """The columns of some rows, one row after the other, and how many each has."""
    starts = matrix.indptr
    counts = (starts[rows + 1] - starts[rows]).astype(np.int64)
    return matrix.indices[spans(starts[rows].astype(np.int64), counts)], counts
