"""Rows and columns of a version with others over them and behind them: what is asked for is put together.

Nothing of the version is copied but the rows that are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.reader import FloatArray, Numbers, Vector, stack
from matchmaker.core.rows import BoolArray, FewRows, Integers, Loose, Rows, Texts, by_rows

Entry = TypeVar("Entry", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Over:
    """Which numbers (ascending, below `size`) are those of others now; all else is as it was."""

    numbers: Numbers
    size: int

    @cached_property
    def _marks(self) -> npt.NDArray[np.bool_]:
        """Whether each number is one of these, so that the many who are not need not be searched for."""
        marks = np.zeros(self.size, bool)
        marks[self.numbers] = True
        return marks

    def new(self, asked: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which are those of others."""
        return np.asarray(self._marks[asked])

    def place(self, number: int) -> int:
        """The place of one among the others, -1 for who is as it was."""
        return int(np.searchsorted(self.numbers, number)) if self._marks[number] else -1

    def places(self, asked: npt.NDArray[np.integer]) -> Numbers:
        """The place of each among the others, -1 for who is as it was."""
        new, found = self.new(asked), np.full(len(asked), -1)
        found[new] = np.searchsorted(self.numbers, asked[new])
        return found


class Column(Generic[Entry]):
    """One value for each number, looked up in `values` for the others and in `base` for the rest."""

    def __init__(self, base: npt.NDArray[Entry], over: Over, values: npt.NDArray[Entry]) -> None:
        self.base, self.over, self.values = base, over, values

    def __getitem__(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[Entry]:
        new = self.over.new(numbers)
        if not new.any():
            return np.asarray(self.base[numbers])
        found = np.empty(len(numbers), self.base.dtype)
        found[new] = self.values[np.searchsorted(self.over.numbers, numbers[new])]
        found[~new] = self.base[numbers[~new]]
        return found


def patched(base: npt.NDArray[Entry], over: Over, values: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
    """The same column with the values of the others in it; itself where none differs from what was there."""
    if over.size == len(base) and np.array_equal(
        base[over.numbers], values, equal_nan=base.dtype.kind == "f"
    ):
        return base
    found = np.zeros(over.size, base.dtype)
    found[: len(base)] = base
    found[over.numbers] = values
    return found


class Stacked:
    """The rows of a sparse matrix with others over them, as far as whoever takes a few of them needs it."""

    def __init__(self, base: csr_array, over: Over, rows: csr_array) -> None:
        self.base, self.over, self.rows = base, over, rows
        self.shape = over.size, max(base.shape[1], rows.shape[1])

    def lengths(self, numbers: npt.NDArray[np.integer]) -> Numbers:
        """How many cells each of these rows has."""
        return self._lengths(numbers, self.over.places(numbers))

    def _lengths(self, numbers: npt.NDArray[np.integer], places: Numbers) -> Numbers:
        old, new = self.base.indptr, self.rows.indptr
        at = np.where(places < 0, numbers, 0)
        before = old[at + 1] - old[at] if len(old) > 1 else np.zeros(len(at), np.int64)
        return np.asarray(np.where(places < 0, before, new[places + 1] - new[places]), np.int64)

    def __matmul__(self, column: FloatArray) -> FloatArray:
        """The product of every row with a column as long as the rows."""
        found = np.zeros(self.over.size)
        found[: self.base.shape[0]] = self.base @ column[: self.base.shape[1]]
        found[self.over.numbers] = self.rows @ column[: self.rows.shape[1]]
        return found

    def parts(self, numbers: Numbers) -> list[tuple[Numbers, Texts]]:
        """Some rows: those of the version, and the others."""
        new = self.over.new(numbers)
        if not new.any():
            return [(numbers, self.base[numbers])]
        old, late = numbers[~new], numbers[new]
        rows, starts = np.searchsorted(self.over.numbers, late), self.rows.indptr
        counts = (starts[rows + 1] - starts[rows]).astype(np.int64)
        cells = spans(starts[rows].astype(np.int64), counts)
        owner = np.repeat(np.arange(len(late)), counts)
        others = Loose(owner, self.rows.indices[cells], self.rows.data[cells], len(late))
        return [(old, self.base[old]), (late, others)]

    def row(self, number: int) -> tuple[Numbers, FloatArray]:
        """The columns and values of one row."""
        place = self.over.place(number)
        matrix, row = (self.base, number) if place < 0 else (self.rows, place)
        cells = slice(*matrix.indptr[row : row + 2].tolist())
        return matrix.indices[cells].astype(np.int64), matrix.data[cells].astype(float, copy=False)

    def __getitem__(self, numbers: npt.NDArray[np.integer] | Sequence[int]) -> csr_array:
        asked = np.asarray(numbers, np.int64)
        new = self.over.new(asked)
        if not new.any():
            rows = self.base[asked]
            return csr_array((rows.data, rows.indices, rows.indptr), shape=(len(asked), self.shape[1]))
        counts = self.lengths(asked)
        data, starts = np.empty(counts.sum()), np.append(0, np.cumsum(counts))
        indices, into = np.empty(len(data), np.int32), np.repeat(new, counts)
        late = self.rows[np.searchsorted(self.over.numbers, asked[new])]
        for part, matrix in ((~into, self.base[asked[~new]]), (into, late)):
            data[part], indices[part] = matrix.data, matrix.indices
        return csr_array((data, indices, starts), shape=(len(asked), self.shape[1]))

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The columns of some rows, those of each side by side, and how many each has."""
        places = self.over.places(numbers)
        new, counts = places >= 0, self._lengths(numbers, places)
        found, into = np.empty(counts.sum(), np.int64), np.repeat(new, counts)
        for part, to, matrix, rows in (
            (~new, ~into, self.base, numbers[~new]),
            (new, into, self.rows, places[new]),
        ):
            begins = matrix.indptr[rows].astype(np.int64)
            found[to] = matrix.indices[spans(begins, counts[part])]
        return found, counts


class ChangedRows(Rows):
    """The texts of one field, those of some owners changed: to take a few from.

    `over` says whose they are and `sizes` how many each of these has now, `texts` which these are. Where each
    has `one` (a description) the rows have the numbers of their owners, else the changed ones stand behind
    all others.
    """

    def __init__(
        self, base: Rows, over: Over, sizes: Numbers, texts: csr_array, rare: BoolArray, *, one: bool
    ) -> None:
        self.base, self.over, self.rare = base, over, rare
        # The last stands for whoever is not changed, and is never looked at.
        self._sizes = np.append(sizes, 0)
        behind = np.arange(len(base), len(base) + int(sizes.sum()))
        labels = over if one else Over(behind, len(base) + len(behind))
        self.stacked = Stacked(base.matrix, labels, texts)
        self.matrix = self.stacked  # type: ignore[assignment]  # rows are taken out of it, and no more
        first = over.numbers if one else len(base) + np.cumsum(sizes) - sizes
        self._first: Numbers = np.append(first, 0)

    def __len__(self) -> int:
        return self.stacked.over.size

    def begins(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The first row of each of these profiles, and how many it has."""
        places = self.over.places(numbers)
        first, sizes, old = self._first[places], self._sizes[places], places < 0
        first[old], sizes[old] = self.base.begins(numbers[old])
        return first, sizes

    def of(self, number: int) -> slice:
        """The rows of one profile."""
        rows = self.spans(np.array([number], np.int64))
        return slice(int(rows[0]), int(rows[-1]) + 1) if len(rows) else slice(0, 0)

    def postings(self, query: Vector) -> int:
        """How many words of texts `products` looks at for one query: those of the version, and all newer."""
        known = query._replace(ids=query.ids[query.ids < self.base.matrix.shape[1]])
        return self.base.postings(known) + int(self.stacked.rows.nnz)

    def words(self, rows: Integers) -> int:
        """How many words these rows had in the version, which is near enough to choose a way by."""
        return self.base.words(rows[rows < len(self.base)])

    def row(self, row: int) -> tuple[Numbers, FloatArray]:
        """The words of one text and their weights."""
        return self.stacked.row(row)

    def parts(self, rows: Numbers) -> list[tuple[Numbers, Texts]]:
        """Some rows: those of the version, and the changed ones."""
        return self.stacked.parts(rows)

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns); zero for texts that are gone."""
        found = np.zeros((len(queries), len(self)))
        width = self.base.matrix.shape[1]
        known = [query._replace(ids=query.ids[met], values=query.values[met])
                 for query in queries for met in [query.ids < width]]  # fmt: skip
        found[:, : len(self.base)] = np.asarray((stack(known, width) @ self.base.columns).toarray())
        old = self.over.numbers[self.over.numbers < len(self.base.starts) - 1]
        found[:, self.base.spans(old)] = 0.0
        found[:, self.stacked.over.numbers] = by_rows(self.stacked.rows, queries)
        return found

    def take(self, numbers: Numbers) -> FewRows:
        """The texts of some profiles alone, in the order of these numbers."""
        return FewRows(self, numbers)


def differing(one: tuple[Any, Any, Any], other: tuple[Any, Any, Any]) -> BoolArray:
    """Which of as many rows are not the same; of each side how many cells they have, the columns, the values.

    >>> one = np.array([2, 1]), np.array([0, 3, 5]), np.array([1.0, 2.0, 3.0])
    >>> differing(one, (one[0], one[1], np.array([1.0, 2.5, 3.0]))).tolist()
    [True, False]
    """
    found = np.asarray(one[0] != other[0], bool)
    # Only rows of as many cells are compared, cell by cell.
    mine, yours = np.repeat(~found, one[0]), np.repeat(~found, other[0])
    cells = (one[1][mine] != other[1][yours]) | (one[2][mine] != other[2][yours])
    found[np.repeat(np.arange(len(found)), one[0])[mine][cells]] = True
    return found
