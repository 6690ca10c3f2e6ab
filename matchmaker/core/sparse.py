"""Sparse matrices as plain arrays that may lie in files, and arrays under one name after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import read_only, spans

Array = npt.NDArray[Any]
Arrays = Mapping[str, Array]

FEW = np.iinfo(np.int32).max
"""So many cells are numbered with 32 bits."""


def cells(matrix: csr_array) -> dict[str, Array]:
    """The cells of a matrix in the order in which they lie, and its `form`: rows, columns, and two flags.

    The flags say whether the cells of each row are sorted, and whether none stands twice: to find out reads
    them all, so it is done only once.
    """
    few = max(matrix.nnz, *matrix.shape) <= FEW
    numbers = np.int32 if few else np.int64
    # Not asked of the matrix itself, which would remember the answer and from then on go another way.
    same = csr_array((matrix.data, matrix.indices, matrix.indptr), shape=matrix.shape)
    flags = bool(same.has_sorted_indices), bool(same.has_canonical_format)
    return {
        "data": matrix.data,
        "indices": matrix.indices.astype(numbers, copy=False),
        "indptr": matrix.indptr.astype(numbers, copy=False),
        "form": np.array([*matrix.shape, *flags], np.int64),
    }


def of_cells(arrays: Arrays) -> csr_array:
    """The matrix of such arrays, which may be mapped files that nobody may write; none is copied or read."""
    rows, columns, is_sorted, canonical = arrays["form"].tolist()
    data, indices, indptr = (read_only(arrays[name]) for name in ("data", "indices", "indptr"))
    matrix = csr_array((data, indices, indptr), shape=(rows, columns))
    # scipy copies what is a small view of a larger array.
    matrix.data, matrix.indices = data, indices
    matrix.has_sorted_indices, matrix.has_canonical_format = bool(is_sorted), bool(canonical)
    return matrix


class Laid(Protocol):
    """What lies over a version: it looks like a matrix, and is none (see `core.changed.stacked`)."""

    def taken(self, numbers: npt.NDArray[np.int64]) -> tuple[Array, Array, Array]:
        """The columns and values of some rows, one row after the other, and how many each has."""


def taken(matrix: csr_array, rows: npt.NDArray[np.integer]) -> tuple[Array, Array, Array]:
    """The columns and values of some rows, one row after the other, and how many each has.

    scipy makes a matrix of them first, which takes five times as long where they are a few.
    """
    if type(matrix) is not csr_array:
        return cast(Laid, matrix).taken(rows.astype(np.int64, copy=False))
    begins = matrix.indptr[rows].astype(np.int64)
    counts = matrix.indptr[rows + 1] - begins
    found = spans(begins, counts)
    return matrix.indices[found], matrix.data[found], counts


def named(**parts: Arrays) -> dict[str, Array]:
    """The arrays of several parts, each under the name of its part and its own: `part.name`."""
    return {f"{part}.{name}": array for part, own in parts.items() for name, array in own.items()}


def part(arrays: Arrays, name: str) -> dict[str, Array]:
    """The arrays of one part, by their own names."""
    begin = f"{name}."
    return {key.removeprefix(begin): array for key, array in arrays.items() if key.startswith(begin)}
