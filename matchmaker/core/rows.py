"""The weighted texts of one field of the index: all of them, or those of a few stakeholders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from types import ModuleType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core import comparing
from matchmaker.core.arrays import spans as positions
from matchmaker.core.comparing import PROOF, Cells, Piece, cells_of
from matchmaker.core.reader import UNTOLD, FloatArray, Languages, Numbers, Vector
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part

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

    def __init__(
        self, matrix: csr_array, sizes: Sequence[int], rare: BoolArray, languages: Languages | None = None
    ) -> None:
        self.matrix, self.rare = matrix, rare
        self.languages = np.full(matrix.shape[0], UNTOLD, np.uint8) if languages is None else languages
        self.starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=self.starts[1:])
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self._holders = np.flatnonzero(np.diff(self.starts))
        # The transposes answer a query: term by term, only where the query has words.
        self.columns = matrix.T.tocsr()

    def arrays(self) -> dict[str, Array]:
        """All but which words are rare, as arrays to be written down."""
        own: dict[str, Array] = {"starts": self.starts, "owner": self.owner, "holders": self._holders}
        own["languages"] = self.languages
        return own | named(matrix=cells(self.matrix), columns=cells(self.columns))

    @classmethod
    def from_arrays(cls, arrays: Arrays, rare: BoolArray) -> Rows:
        """The texts of such arrays, which may be mapped files; none is copied."""
        rows = cls.__new__(cls)
        rows.rare, rows.starts, rows.owner = rare, arrays["starts"], arrays["owner"]
        rows.matrix, rows.columns = of_cells(part(arrays, "matrix")), of_cells(part(arrays, "columns"))
        rows._holders, rows.languages = arrays["holders"], arrays["languages"]
        return rows

    @cached_property
    def proof(self) -> csr_array:
        """How much each word (rows) proves that a text (columns) has: `columns` with other values."""
        weights = np.repeat(np.where(self.rare, PROOF, 1.0), np.diff(self.columns.indptr))
        return csr_array((weights, self.columns.indices, self.columns.indptr), self.columns.shape)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns)."""
        found = comparing.by_terms(self.columns, queries)
        if found is not None:
            return found
        each = [self._added(query, query.values, self.columns.data) for query in queries]
        return np.array(each, float).reshape(len(queries), len(self))

    def proofs(self, queries: Sequence[Vector]) -> FloatArray:
        """How much the words prove that each query shares with every text; a rare one proves `PROOF`."""
        found = [self._added(query, np.where(self.rare[query.ids], PROOF, 1.0)) for query in queries]
        return np.array(found, float).reshape(len(queries), len(self))

    def scan(self, queries: Sequence[Vector], also: Sequence[Vector] = ()) -> FloatArray:
        """The products, none above one, of those that share a rare word or `PROOF` different ones.

        A query of one word needs that one only. Behind them the products of others (`also`) as they are.
        """
        found = self.products([*queries, *also])
        if not queries:
            return found
        shared = self.proofs(queries)
        enough = np.array([min(PROOF, len(query.ids)) for query in queries])[:, None]
        own = found[: len(queries)]
        np.clip(np.where(shared >= enough, own, 0.0), 0.0, 1.0, out=own)
        return found

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

    @property
    def mean(self) -> float:
        """How many words a row has on average."""
        return float(self.matrix.indptr[-1]) / max(len(self), 1)

    def best(self, values: FloatArray) -> FloatArray:
        """For every profile the highest of the values of its rows; 0 without rows."""
        found = np.zeros(len(self.starts) - 1)
        if len(self._holders):
            found[self._holders] = np.maximum.reduceat(values, self.starts[self._holders])
        return found

    def begins(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The first row of each of these profiles, and how many it has."""
        first = self.starts[numbers]
        return first, self.starts[numbers + 1] - first

    def spans(self, numbers: Numbers) -> Numbers:
        """The numbers of the rows of these profiles, one profile after the other."""
        return positions(*self.begins(numbers))

    def of(self, number: int) -> slice:
        """The rows of one profile."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def row(self, row: int) -> tuple[Numbers, FloatArray]:
        """The words of one text and their weights."""
        cells = slice(*self.matrix.indptr[row : row + 2].tolist())
        return self.matrix.indices[cells].astype(np.int64), self.matrix.data[cells].astype(float, copy=False)

    def language(self, row: int) -> int:
        """The place of the language of one text among `CODES`, `UNTOLD` where it tells none."""
        return int(self.languages[row])

    def texts(self, numbers: Numbers) -> csr_array:
        """The rows of some profiles, one after the other, as a matrix."""
        return self.matrix[self.spans(numbers)]

    def parts(self, rows: Numbers) -> list[tuple[Numbers, Texts]]:
        """Some rows as one matrix or several, each with the numbers of the rows that it has."""
        return [(rows, self.matrix[rows])]

    def pieces(self, rows: Numbers) -> list[Piece]:
        """Some rows where they lie."""
        return [Piece(self._cells, rows, np.arange(len(rows)))]

    @cached_property
    def _cells(self) -> Cells:
        return cells_of(self.matrix)

    @cached_property
    def loops(self) -> ModuleType | None:
        """The compiled loops over these rows, where there are so many that it pays to load them."""
        return comparing.loops_for(self.matrix, len(self))

    def take(self, numbers: Numbers) -> FewRows:
        """The texts of some profiles alone, in the order of these numbers."""
        return FewRows(self, numbers)


class FewRows(Rows):
    """So few texts that a query is compared row by row: a transpose of them would cost more.

    Each product is the same sum, term after term, as where there are many. Of a large network nothing is
    copied, of a small one not before it is asked for.
    """

    def __init__(self, rows: Rows, numbers: Numbers) -> None:
        self.rare, self._rows, self._owners = rows.rare, rows, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of these rows among all."""
        return positions(*self._begins)

    @cached_property
    def _begins(self) -> tuple[Numbers, Numbers]:
        """Where the rows of each profile begin among all, and how many it has."""
        return self._rows.begins(self._owners)

    @property
    def _sizes(self) -> Numbers:
        return self._begins[1]

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

    @cached_property
    def _parts(self) -> list[tuple[Numbers, Texts]]:
        """The same in pieces, each with the places of its rows here."""
        places = np.arange(len(self.numbers))
        found = self._rows.parts(self.numbers)
        if len(found) == 1:
            return [(places, found[0][1])]
        order = np.argsort(self.numbers, kind="stable")
        return [(order[np.searchsorted(self.numbers, rows, sorter=order)], part) for rows, part in found]

    def row(self, row: int) -> tuple[Numbers, FloatArray]:
        """The words of one text and their weights."""
        return self._rows.row(int(self.numbers[row]))

    def language(self, row: int) -> int:
        """The place of the language of one text among `CODES`, `UNTOLD` where it tells none."""
        return self._rows.language(int(self.numbers[row]))

    def texts(self, numbers: Numbers) -> csr_array:
        """The rows of some profiles, one after the other, as a matrix."""
        return self._rows.matrix[self.numbers[self.spans(numbers)]]

    @cached_property
    def _pieces(self) -> list[Piece]:
        """The same where they lie."""
        return self._rows.pieces(self.numbers)

    @cached_property
    def loops(self) -> ModuleType | None:
        """The compiled loops over all rows."""
        return self._rows.loops

    def scan(self, queries: Sequence[Vector], also: Sequence[Vector] = ()) -> FloatArray:
        """The same by a compiled loop where there is one."""
        if (loops := self.loops) is not None:
            return self._in_pieces(loops, [*queries, *also], proven=len(queries))
        return super().scan(queries, also)

    def products(self, queries: Sequence[Vector]) -> FloatArray:
        """The product of each query (rows) with every text (columns)."""
        if (loops := self.loops) is not None:
            return self._in_pieces(loops, queries, proven=0)
        return self._by_parts(queries, [texts for _, texts in self._parts])

    def _in_pieces(self, loops: ModuleType, queries: Sequence[Vector], *, proven: int) -> FloatArray:
        return comparing.in_pieces(loops, self._pieces, queries, self.rare, len(self), proven=proven)

    def proofs(self, queries: Sequence[Vector]) -> FloatArray:
        """How much the words prove that each query shares with every text; a rare one proves `PROOF`."""
        words = [query._replace(values=np.where(self.rare[query.ids], PROOF, 1.0)) for query in queries]
        return self._by_parts(words, self._met)

    def _by_parts(self, queries: Sequence[Vector], texts: Sequence[Texts]) -> FloatArray:
        asked = wide(queries, len(self.rare))
        if len(texts) == 1:
            return products(texts[0], asked, len(queries))
        found = np.empty((len(queries), len(self)))
        for (places, _), few in zip(self._parts, texts, strict=True):
            found[:, places] = products(few, asked, len(queries))
        return found

    @cached_property
    def _met(self) -> list[Texts]:
        """One for every word of a text."""
        return [
            texts._replace(data=np.ones(len(texts.data)))
            if isinstance(texts, Loose)
            else csr_array((np.ones(len(texts.data)), texts.indices, texts.indptr), texts.shape)
            for _, texts in self._parts
        ]


class Loose(NamedTuple):
    """So few rows that to make a matrix of them would take longer than the products with it."""

    owner: Numbers
    """The row of each word."""
    indices: npt.NDArray[np.integer]
    data: FloatArray
    size: int

    def __matmul__(self, columns: FloatArray) -> FloatArray:
        """The product of each row with each column; sums in the order of the words, as in a matrix."""
        if columns.ndim == 1:
            found = np.bincount(self.owner, self.data * columns[self.indices], minlength=self.size)
            return found.astype(float, copy=False)
        return np.stack([self @ column for column in columns.T], axis=1)


Texts = csr_array | Loose


def wide(queries: Sequence[Vector], width: int) -> FloatArray:
    """A few queries as columns of so many terms; one alone as a plain column."""
    columns = np.zeros((width, len(queries)))
    for place, query in enumerate(queries):
        columns[query.ids, place] = query.values
    return columns.ravel() if len(queries) == 1 else columns


def products(texts: Texts, columns: FloatArray, count: int) -> FloatArray:
    """The products of so many queries (rows of the result) with every row of `texts`."""
    # Rows of a version have no words that are newer.
    known = columns if isinstance(texts, Loose) else columns[: texts.shape[1]]
    return np.asarray((texts @ known).T).reshape(count, -1)


def by_rows(texts: csr_array, queries: Sequence[Vector]) -> FloatArray:
    """The products of a few queries (rows of the result) with every row of `texts`."""
    return products(texts, wide(queries, texts.shape[1]), len(queries))
