"""The weighted texts of one field of the index: all of them, or those of a few stakeholders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.comparing import by_rows, by_terms
from matchmaker.core.reader import FloatArray, IntArray, Numbers, Vector
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

__all__ = ["PROOF", "BoolArray", "FewRows", "Integers", "Rows", "by_rows", "spans"]

PROOF = 2.0
"""So many different words must be shared before they count; a rare one is proof alone."""

BoolArray = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.signedinteger]


def spans(starts: Integers, numbers: Integers) -> Numbers:
    """The numbers of all rows of some owners, those of each side by side.

    The rows of owner `i` are `starts[i]` to `starts[i + 1] - 1`.
    """
    first, sizes = starts[numbers], starts[numbers + 1] - starts[numbers]
    ends = np.cumsum(sizes)
    return np.repeat(first - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


class Rows:
    """The weighted texts of one field, those of one profile side by side.

    Questions are answered term by term: only where they have words is anything read.
    """

    def __init__(self, matrix: csr_array, sizes: Sequence[int], rare: BoolArray) -> None:
        self.matrix, self.rare = matrix, rare
        self.starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=self.starts[1:])
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self._holders = np.flatnonzero(np.diff(self.starts))
        # The transposes answer a query: term by term, only where the query has words.
        self.columns = matrix.T.tocsr()

    def arrays(self) -> dict[str, Array]:
        """All but which words are rare, as arrays to be written down."""
        own = {"starts": self.starts, "owner": self.owner, "holders": self._holders}
        return own | named(matrix=cells(self.matrix), columns=cells(self.columns))

    @classmethod
    def from_arrays(cls, arrays: Arrays, rare: BoolArray) -> Rows:
        """The texts of such arrays, which may be mapped files; none is copied."""
        rows = cls.__new__(cls)
        rows.rare, rows.starts, rows.owner = rare, arrays["starts"], arrays["owner"]
        rows.matrix, rows.columns = of_cells(part(arrays, "matrix")), of_cells(part(arrays, "columns"))
        rows._holders = arrays["holders"]
        return rows

    @cached_property
    def proof(self) -> csr_array:
        """How much each word (rows) proves that a text (columns) has: `columns` with other values."""
        weights = np.repeat(np.where(self.rare, PROOF, 1.0), np.diff(self.columns.indptr))
        return csr_array((weights, self.columns.indices, self.columns.indptr), self.columns.shape)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def row(self, number: int) -> tuple[IntArray, FloatArray]:
        """The words of one text, by number and ascending, and what each weighs in it."""
        cells = slice(*self.matrix.indptr[number : number + 2].tolist())
        return self.matrix.indices[cells], self.matrix.data[cells]

    def some(self, numbers: Numbers) -> csr_array:
        """The weighted texts of a few rows."""
        return self.matrix[numbers]

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns)."""
        found = by_terms(self.columns, queries)
        if found is not None:
            return found
        each = [self._added(query, query.values, self.columns.data) for query in queries]
        return np.array(each, float).reshape(len(queries), len(self))

    def proofs(self, queries: Sequence[Vector]) -> FloatArray:
        """How much the words prove that each query shares with every text; a rare one proves `PROOF`."""
        found = [self._added(query, np.where(self.rare[query.ids], PROOF, 1.0)) for query in queries]
        return np.array(found, float).reshape(len(queries), len(self))

    def _added(self, query: Vector, weights: FloatArray, data: FloatArray | None = None) -> FloatArray:
        """For each text the sum of the weights of a query's words in it, times their own if `data` has any.

        Term after term, as a product of matrices adds them up, without the list of everybody that it makes.
        """
        starts = self.columns.indptr
        cells = spans(starts, query.ids)
        each = np.repeat(weights, starts[query.ids + 1] - starts[query.ids])
        if data is not None:
            each *= data[cells]
        return np.bincount(self.columns.indices[cells], each, minlength=len(self)).astype(float, copy=False)

    def postings(self, query: Vector) -> int:
        """How many words of texts `products` looks at for one query."""
        starts = self.columns.indptr
        return int((starts[query.ids + 1] - starts[query.ids]).sum())

    def words(self, rows: Integers) -> int:
        """How many words these rows have together."""
        starts = self.matrix.indptr
        return int((starts[rows + 1] - starts[rows]).sum())

    def best(self, values: FloatArray) -> FloatArray:
        """For every profile the highest of the values of its rows; 0 without rows."""
        found = np.zeros(len(self.starts) - 1)
        if len(self._holders):
            found[self._holders] = np.maximum.reduceat(values, self.starts[self._holders])
        return found

    def counts(self, numbers: Numbers) -> Numbers:
        """How many rows each of these profiles has."""
        return np.asarray(self.starts[numbers + 1] - self.starts[numbers])

    def spans(self, numbers: Numbers) -> Numbers:
        """The numbers of the rows of these profiles, one profile after the other."""
        return spans(self.starts, numbers)

    def of(self, number: int) -> slice:
        """The rows of one profile."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def take(self, numbers: Numbers) -> FewRows:
        """The texts of some profiles alone, in the order of these numbers."""
        return FewRows(self, numbers)


class FewRows(Rows):
    """So few texts that a query is compared row by row: a transpose of them would cost more.

    Each product is the same sum, term after term, as where there are many. Nothing is copied before it is
    asked for.
    """

    def __init__(self, rows: Rows, numbers: Numbers) -> None:
        self.rare, self._rows, self._owners = rows.rare, rows, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of these rows among all."""
        return self._rows.spans(self._owners)

    @cached_property
    def _sizes(self) -> Numbers:
        """How many rows each profile has."""
        return self._rows.counts(self._owners)

    @cached_property
    def starts(self) -> Numbers:  # type: ignore[override]  # as an attribute, but made when asked for
        """Where the rows of each profile begin and, last, where all end."""
        return np.append(0, np.cumsum(self._sizes))

    @cached_property
    def owner(self) -> Numbers:  # type: ignore[override]  # as an attribute, but made when asked for
        """Whose each row is."""
        return np.repeat(np.arange(len(self._owners)), self._sizes)

    @cached_property
    def _holders(self) -> Numbers:  # type: ignore[override]  # as an attribute, but made when asked for
        return np.flatnonzero(self._sizes)

    @cached_property
    def matrix(self) -> csr_array:  # type: ignore[override]  # as an attribute, but made when asked for
        """The weighted texts."""
        return self._rows.matrix[self.numbers]

    def row(self, number: int) -> tuple[IntArray, FloatArray]:
        """The words of one text, by number and ascending, and what each weighs in it."""
        return self._rows.row(int(self.numbers[number]))

    def some(self, numbers: Numbers) -> csr_array:
        """The weighted texts of a few rows."""
        return self._rows.some(self.numbers[numbers])

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns)."""
        return by_rows(self.matrix, queries)

    def proofs(self, queries: Sequence[Vector]) -> FloatArray:
        """How much the words prove that each query shares with every text; a rare one proves `PROOF`."""
        words = [query._replace(values=np.where(self.rare[query.ids], PROOF, 1.0)) for query in queries]
        return by_rows(self._met, words)

    @cached_property
    def _met(self) -> csr_array:
        """One for every word of a text."""
        ones = np.ones(len(self.matrix.data))
        return csr_array((ones, self.matrix.indices, self.matrix.indptr), self.matrix.shape)
