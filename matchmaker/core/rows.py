"""The weighted texts of one field of the index: all of them, or those of a few stakeholders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.reader import FloatArray, Numbers

PROOF = 2.0
"""So many different words must be shared before they count; a rare one is proof alone."""

BoolArray = npt.NDArray[np.bool_]


def spans(starts: Numbers, numbers: Numbers) -> Numbers:
    """The numbers of all rows of some owners, those of each side by side.

    The rows of owner `i` are `starts[i]` to `starts[i + 1] - 1`.
    """
    first, sizes = starts[numbers], starts[numbers + 1] - starts[numbers]
    ends = np.cumsum(sizes)
    return np.repeat(first - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


class Rows:
    """The weighted texts of one field, those of one profile side by side.

    A question is answered term by term: only where it has words is anything read.
    """

    def __init__(self, matrix: csr_array, sizes: Sequence[int] | Numbers, rare: BoolArray) -> None:
        self.matrix, self.rare = matrix, rare
        self.starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=self.starts[1:])
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self._holders = np.flatnonzero(np.diff(self.starts))

    def prepare(self) -> None:
        """Build what a question needs, so that none has to wait for it."""
        _ = self.columns, self.proof

    @cached_property
    def columns(self) -> csr_array:
        """The transpose: for every term the texts that have it."""
        return self.matrix.T.tocsr()

    @cached_property
    def proof(self) -> csr_array:
        """The transpose with what a shared word proves in place of its weight."""
        weights = np.repeat(np.where(self.rare, PROOF, 1.0), np.diff(self.columns.indptr))
        return csr_array((weights, self.columns.indices, self.columns.indptr), self.columns.shape)

    def products(self, asked: csr_array) -> FloatArray:
        """The product of each question (a row of `asked`) with every text (columns of the result)."""
        return np.asarray((asked @ self.columns).toarray())

    def proofs(self, asked: csr_array) -> FloatArray:
        """How much the words prove that each question shares with every text; a rare one proves `PROOF`."""
        words = csr_array((np.ones_like(asked.data), asked.indices, asked.indptr), asked.shape)
        return np.asarray((words @ self.proof).toarray())

    def postings(self, asked: csr_array) -> int:
        """How many words of texts `products` looks at."""
        return int((self.columns.indptr[asked.indices + 1] - self.columns.indptr[asked.indices]).sum())

    def best(self, values: FloatArray) -> FloatArray:
        """For every profile the highest of the values of its rows; 0 without rows."""
        found = np.zeros(len(self.starts) - 1)
        if len(self._holders):
            found[self._holders] = np.maximum.reduceat(values, self.starts[self._holders])
        return found

    def of(self, number: int) -> slice:
        """The rows of one profile."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def spans(self, numbers: Numbers) -> Numbers:
        """The numbers of the rows of some profiles."""
        return spans(self.starts, numbers)

    def take(self, numbers: Numbers) -> FewRows:
        """The texts of some profiles alone, in the order of these numbers."""
        matrix = self.matrix[self.spans(numbers)]
        return FewRows(matrix, np.diff(self.starts)[numbers], self.rare)


class FewRows(Rows):
    """So few texts that a question is compared row by row: a transpose of them would cost more.

    Each product is the same sum, term after term, as where there are many.
    """

    def products(self, asked: csr_array) -> FloatArray:
        """The product of each question (a row of `asked`) with every text (columns of the result)."""
        return by_rows(self.matrix, asked)

    def proofs(self, asked: csr_array) -> FloatArray:
        """How much the words prove that each question shares with every text; a rare one proves `PROOF`."""
        proving = csr_array(
            (np.where(self.rare[asked.indices], PROOF, 1.0), asked.indices, asked.indptr), asked.shape
        )
        return by_rows(self._met, proving)

    @cached_property
    def _met(self) -> csr_array:
        """One for every word of a text."""
        ones = np.ones(len(self.matrix.data))
        return csr_array((ones, self.matrix.indices, self.matrix.indptr), self.matrix.shape)


def by_rows(texts: csr_array, asked: csr_array) -> FloatArray:
    """The products of a few questions (rows of the result) with every row of `texts`."""
    wide = np.zeros((asked.shape[1], asked.shape[0]))
    question = np.repeat(np.arange(asked.shape[0]), np.diff(asked.indptr))
    wide[asked.indices, question] = asked.data
    return np.asarray((texts @ wide).T)
