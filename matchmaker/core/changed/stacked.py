"""Rows and columns of a version with others over them and behind them: what is asked for is put together.

Nothing of the version is copied but the rows that are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from sys import maxsize
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.reader import FloatArray, IntArray, Numbers, Vector, stack
from matchmaker.core.rows import BoolArray, FewRows, Integers, Rows, by_rows

Entry = TypeVar("Entry", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Over:
    """Which numbers (ascending, below `size`) are those of others now; all else is as it was."""

    numbers: Numbers
    size: int

    def places(self, asked: npt.NDArray[np.integer]) -> Numbers:
        """The place of each among the others, -1 for who is as it was."""
        if not len(self.numbers):
            return np.full(len(asked), -1)
        place = np.minimum(np.searchsorted(self.numbers, asked), len(self.numbers) - 1)
        return np.where(self.numbers[place] == asked, place, -1)


class Column(Generic[Entry]):
    """One value for each number, looked up in `values` for the others and in `base` for the rest."""

    def __init__(self, base: npt.NDArray[Entry], over: Over, values: npt.NDArray[Entry]) -> None:
        self.base, self.over, self.values = base, over, values

    def __getitem__(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[Entry]:
        places = self.over.places(numbers)
        new = places >= 0
        if not new.any():
            return self.base[numbers]
        found = np.empty(len(numbers), self.base.dtype)
        found[new], found[~new] = self.values[places[new]], self.base[numbers[~new]]
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
        places = self.over.places(numbers)
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

    def __getitem__(self, numbers: npt.NDArray[np.integer] | Sequence[int]) -> csr_array:
        asked = np.asarray(numbers, np.int64)
        places = self.over.places(asked)
        new, counts = places >= 0, self.lengths(asked)
        starts = np.append(0, np.cumsum(counts))
        data, indices = np.empty(starts[-1]), np.empty(starts[-1], np.int32)
        for part, matrix, rows in ((new, self.rows, places[new]), (~new, self.base, asked[~new])):
            to, cells = spans(starts[:-1][part], counts[part]), spans(matrix.indptr[rows], counts[part])
            data[to], indices[to] = matrix.data[cells], matrix.indices[cells]
        return csr_array((data, indices, starts), shape=(len(asked), self.shape[1]))


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
        self.matrix = Stacked(base.matrix, labels, texts)
        first = over.numbers if one else len(base) + np.cumsum(sizes) - sizes
        self._first: Numbers = np.append(first, 0)

    def __len__(self) -> int:
        return self.matrix.over.size

    def row(self, number: int) -> tuple[IntArray, FloatArray]:
        """The words of one text, by number and ascending, and what each weighs in it."""
        text = self.matrix[[number]]
        return text.indices, text.data

    def counts(self, numbers: Numbers) -> Numbers:
        """How many rows each of these profiles has."""
        places = self.over.places(numbers)
        found, old = self._sizes[places], places < 0
        found[old] = self.base.counts(numbers[old])
        return found

    def spans(self, numbers: Numbers) -> Numbers:
        """The numbers of the rows of these profiles, one profile after the other."""
        places = self.over.places(numbers)
        first, old = self._first[places], places < 0
        first[old] = self.base.starts[numbers[old]]
        return spans(first, self.counts(numbers))

    def of(self, number: int) -> slice:
        """The rows of one profile."""
        rows = self.spans(np.array([number], np.int64))
        return slice(int(rows[0]), int(rows[-1]) + 1) if len(rows) else slice(0, 0)

    def postings(self, query: Vector) -> int:
        """More than any: nothing is found term by term here."""
        return maxsize

    def words(self, rows: Integers) -> int:
        """How many words these rows have together."""
        return int(self.matrix.lengths(rows).sum())

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns); zero for texts that are gone."""
        found = np.zeros((len(queries), len(self)))
        width = self.base.matrix.shape[1]
        known = [query._replace(ids=query.ids[met], values=query.values[met])
                 for query in queries for met in [query.ids < width]]  # fmt: skip
        found[:, : len(self.base)] = np.asarray((stack(known, width) @ self.base.columns).toarray())
        old = self.over.numbers[self.over.numbers < len(self.base.starts) - 1]
        found[:, self.base.spans(old)] = 0.0
        found[:, self.matrix.over.numbers] = by_rows(self.matrix.rows, queries)
        return found

    def take(self, numbers: Numbers) -> FewRows:
        """The texts of some profiles alone, in the order of these numbers."""
        return FewRows(self, numbers)
