"""The texts of one field, where some have been written anew since the version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from types import ModuleType

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.changed.over import Over
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.comparing import Piece
from matchmaker.core.reader import FloatArray, Languages, Numbers, Vector, stack
from matchmaker.core.rows import BoolArray, FewRows, Rows, Texts, by_rows


class ChangedRows(Rows):
    """The texts of one field, those of some owners changed: to take a few from.

    `over` says whose they are and `sizes` how many each of these has now, `texts` which these are. Where each
    has `one` (a description) the rows have the numbers of their owners, else the changed ones stand behind
    all others. `languages` are those of `texts`.
    """

    def __init__(
        self, base: Rows, over: Over, sizes: Numbers, texts: csr_array, rare: BoolArray, languages: Languages,
        *, one: bool,
    ) -> None:  # fmt: skip
        self.base, self.over, self.rare, self.languages = base, over, rare, languages
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

    @property
    def mean(self) -> float:
        """How many words a row had on average in the version, which is near enough to choose a way by."""
        return self.base.mean

    def row(self, row: int) -> tuple[Numbers, FloatArray]:
        """The words of one text and their weights."""
        return self.stacked.row(row)

    def language(self, row: int) -> int:
        """The place of the language of one text among `CODES`, `UNTOLD` where it tells none."""
        place = self.stacked.over.place(row)
        return self.base.language(row) if place < 0 else int(self.languages[place])

    def parts(self, rows: Numbers) -> list[tuple[Numbers, Texts]]:
        """Some rows: those of the version, and the changed ones."""
        return self.stacked.parts(rows)

    def pieces(self, rows: Numbers) -> list[Piece]:
        """Some rows where they lie: those of the version, and the changed ones."""
        return self.stacked.pieces(rows)

    @cached_property
    def loops(self) -> ModuleType | None:
        """The compiled loops over the rows of the version."""
        return self.base.loops

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
