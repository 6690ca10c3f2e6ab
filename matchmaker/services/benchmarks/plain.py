"""The two plain ways that everybody has: scikit-learn's linear_kernel, scipy with the transpose stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.benchmarks.approach import LINEAR_KERNEL, TRANSPOSE, Arrays, Built, K, Numbers
from matchmaker.core.benchmarks.corpus import Corpus, Question

Floats = npt.NDArray[np.float32]


class Ranked(NamedTuple):
    """Numbers and scores, the best first."""

    numbers: npt.NDArray[np.int32]
    scores: Floats


def row_of(question: Question, width: int) -> csr_array:
    """A question as a matrix of one row.

    Its indices have the type of the corpus': with others scipy copies the whole other matrix first, and a
    product takes ten times as long.
    """
    starts = np.array([0, len(question.ids)], np.int32)
    return csr_array((question.weights, question.ids, starts), shape=(1, width))


def ranked(numbers: npt.NDArray[np.int32], scores: Floats) -> Ranked:
    """The best K: found without sorting all, then sorted."""
    if len(scores) > K:
        kept = np.argpartition(scores, -K)[-K:]
        numbers, scores = numbers[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")
    return Ranked(numbers[order], scores[order])


@dataclass(frozen=True, slots=True)
class Described:
    """What an approach says of itself where nothing is out of the ordinary."""

    name: str = ""
    exact: bool = True
    weighted: bool = True
    opener: Callable[[Arrays], Built] | None = None
    note: str = ""

    def missing(self, size: int) -> str:
        """Always there."""
        return ""


@dataclass(slots=True)
class Rebuilt:
    """What all indexes have in common that know no changes and share nothing."""

    nbytes: int
    posting_bytes: ClassVar[int] = 0

    def change(self, number: int, question: Question) -> bool:
        """Nothing but building all anew."""
        return False

    def arrays(self) -> Arrays:
        """Nothing to share."""
        return {}

    def numbers(self, answer: Any) -> Numbers:
        """The numbers of the answer."""
        return np.asarray(answer.numbers, np.int64)

    def close(self) -> None:
        """Nothing lies outside of memory."""


@dataclass(slots=True)
class _Rows(Rebuilt):
    matrix: csr_array
    kernel: Any
    all: npt.NDArray[np.int32]

    def prepare(self, question: Question) -> csr_array:
        """A matrix of one row."""
        return row_of(question, self.matrix.shape[1])

    def ask(self, prepared: csr_array) -> Ranked:
        """The product with all rows as a dense row, and the best of it."""
        return ranked(self.all, self.kernel(prepared, self.matrix, dense_output=True).ravel())


@dataclass(slots=True)
class _Columns(Rebuilt):
    columns: csr_array

    def prepare(self, question: Question) -> csr_array:
        """A matrix of one row."""
        return row_of(question, self.columns.shape[0])

    def ask(self, prepared: csr_array) -> Ranked:
        """The sparse product with the stored transpose, and the best of it."""
        found = prepared @ self.columns
        return ranked(found.indices, found.data)


@dataclass(frozen=True, slots=True)
class LinearKernel(Described):
    """What the first search of most projects does: the dot products with everybody, all over."""

    name: str = LINEAR_KERNEL

    def build(self, corpus: Corpus) -> Built:
        """The rows as they are."""
        # It takes a second to load, which only who asks for it should wait for.
        from sklearn.metrics.pairwise import linear_kernel

        return _Rows(corpus.nbytes, corpus.matrix, linear_kernel, np.arange(corpus.size, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class StoredTranspose(Described):
    """scipy at its best: the product reads only the terms of the question."""

    name: str = TRANSPOSE

    def build(self, corpus: Corpus) -> Built:
        """The transpose, term by term."""
        columns = transposed(corpus.matrix)
        return _Columns(nbytes_of(columns), columns)


def transposed(matrix: csr_array) -> csr_array:
    """The transpose with the terms as rows."""
    return csr_array(matrix.T.tocsr())


def nbytes_of(matrix: csr_array) -> int:
    """The bytes of a sparse matrix."""
    return int(matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes)
