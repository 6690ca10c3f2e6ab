"""The text index: TF-IDF over three fields of each profile, quick to fit again after one change.

Each profile gives three rows, D = [offers | needs | about]; a query is compared with each field by one
sparse dot product, and every entry q[t]·D[i, t] of it is what an explanation quotes. Weights are those of
scikit-learn's `TfidfTransformer` with sublinear term frequency and smoothed idf, rows of length one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfTransformer

from matchmaker.core.entities import Profile
from matchmaker.core.text import terms

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]

# A name or a theme's label counts half a word, so that a text outweighs a title.
LIGHT = 0.5

PIVOT_WORDS = 5.0
"""Texts of fewer than about so many words of middling rarity weigh less, word for word."""


class Field(IntEnum):
    """The three texts that a profile is compared by."""

    OFFERS = 0
    NEEDS = 1
    ABOUT = 2


class Vector(NamedTuple):
    """A sparse vector: term numbers in ascending order and their values."""

    ids: IntArray
    values: FloatArray

    @property
    def empty(self) -> bool:
        """Whether no term is left."""
        return len(self.ids) == 0


Passage = tuple[str, float]
"""A text and how much one of its words counts."""

NOTHING = Vector(np.empty(0, np.int32), np.empty(0))


class Reader:
    """Turns passages into counts of terms and remembers them by their content.

    The vocabulary only grows, so counts once read stay true over later fits; `forget` drops the passages
    that no profile holds any more.
    """

    def __init__(self, split: Callable[[str], Iterable[str]] = terms) -> None:
        self.split = split
        self.vocabulary: dict[str, int] = {}
        self._memo: dict[tuple[Passage, ...], Vector] = {}
        self._used: dict[tuple[Passage, ...], Vector] = {}

    def learn(self, passages: tuple[Passage, ...]) -> Vector:
        """Counts of `passages`; words never met before get a number."""
        if not passages:
            return NOTHING
        known = self._memo.get(passages)
        if known is None:
            counts = self._count(passages)
            for term in counts:
                self.vocabulary.setdefault(term, len(self.vocabulary))
            known = self._vector(counts)
        self._used[passages] = known
        return known

    def read(self, passages: tuple[Passage, ...], width: int) -> Vector:
        """Counts of `passages` by the first `width` words known; nothing is learnt."""
        known = self._memo.get(passages)
        if known is None:
            counts = self._count(passages)
            vocabulary = self.vocabulary
            known = self._vector(
                {term: n for term, n in counts.items() if vocabulary.get(term, width) < width}
            )
        return known

    def forget(self) -> None:
        """Keep what was learnt since the last call, drop the rest."""
        self._memo, self._used = self._used, {}

    def _count(self, passages: tuple[Passage, ...]) -> Mapping[str, float]:
        counts: Counter[str] = Counter()
        for text, weight in passages:
            for term in self.split(text):
                counts[term] += weight  # type: ignore[assignment]  # a Counter adds halves as well
        return counts

    def _vector(self, counts: Mapping[str, float]) -> Vector:
        ids = np.fromiter((self.vocabulary[term] for term in counts), np.int32, len(counts))
        values = np.fromiter(counts.values(), np.float64, len(counts))
        order = np.argsort(ids)
        return Vector(ids[order], values[order])


def stack(rows: Sequence[Vector], width: int) -> csr_array:
    """The rows as one sparse matrix of `width` columns."""
    starts = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row.ids) for row in rows], out=starts[1:])
    ids = np.concatenate([row.ids for row in rows]) if rows else NOTHING.ids
    values = np.concatenate([row.values for row in rows]) if rows else NOTHING.values
    return csr_array((values, ids, starts), shape=(len(rows), width))


@dataclass(frozen=True, slots=True)
class Texts:
    """The passages of one profile, by field."""

    offers: tuple[Passage, ...] = ()
    needs: tuple[Passage, ...] = ()
    about: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, profile: Profile, labels: Mapping[str, str]) -> Texts:
        """What `profile` says, with its name and the labels of its themes counted lightly."""
        about = [(profile.about, 1.0)] if profile.about else []
        about += [(profile.name, LIGHT)] if profile.name else []
        about += [(labels[key], LIGHT) for key in profile.themes if key in labels]
        return cls(
            offers=tuple((offer.text, 1.0) for offer in profile.offers),
            needs=tuple((need.text, 1.0) for need in profile.needs),
            about=tuple(about),
        )

    def field(self, field: Field) -> tuple[Passage, ...]:
        """The passages of one field."""
        return (self.offers, self.needs, self.about)[field]


class TextIndex:
    """TF-IDF of all profiles; `fit` learns it, the rest only reads."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()

    def fit(self, texts: Sequence[Texts]) -> Self:
        """Learn from the texts of all profiles, in the order of their numbers."""
        rows = [self.reader.learn(text.field(field)) for field in Field for text in texts]
        self.reader.forget()
        self.size_ = len(texts)
        self.width_ = len(self.reader.vocabulary)
        counts = stack(rows, self.width_)
        weighted = self._weigh(counts)
        n = self.size_
        self.rows_ = [weighted[k * n : (k + 1) * n] for k in range(len(Field))]
        # The transposes answer a query: term by term, only where the query has words.
        self.columns_ = [part.T.tocsr() for part in self.rows_]
        return self

    def _weigh(self, counts: csr_array) -> csr_array:
        """TF-IDF of all rows, and the idf for queries."""
        self.idf_: FloatArray = np.ones(self.width_)
        if not counts.nnz:
            return counts
        weigh = TfidfTransformer(sublinear_tf=True, norm=None)
        # Empty fields must not make every word look rare.
        weigh.fit(counts[np.diff(counts.indptr) > 0])
        self.idf_ = np.asarray(weigh.idf_, np.float64)
        weighted = csr_array(weigh.transform(counts))
        squares = np.asarray((weighted * weighted).sum(axis=1), float).ravel()
        # A text of two words is no proof of anything: rows shorter than the pivot stay shorter than one.
        pivot = PIVOT_WORDS * float(np.mean(self.idf_)) ** 2
        lengths = np.sqrt(np.maximum(squares, pivot))
        weighted.data = weighted.data / np.repeat(lengths, np.diff(weighted.indptr))
        return weighted

    def vector(self, passages: tuple[Passage, ...]) -> Vector:
        """The weighted vector of length one for any texts; words that nobody uses are left out."""
        counts = self.reader.read(passages, self.width_)
        if counts.empty:
            return NOTHING
        values = (1.0 + np.log(counts.values)) * self.idf_[counts.ids]
        length = float(np.linalg.norm(values))
        return Vector(counts.ids, values / length) if length else NOTHING

    def compare(self, query: Vector, field: Field) -> FloatArray:
        """Cosine between `query` and that field of every profile, each in [0, 1]."""
        if query.empty or not self.size_:
            return np.zeros(self.size_)
        row = csr_array((query.values, query.ids, np.array([0, len(query.ids)])), shape=(1, self.width_))
        found: FloatArray = (row @ self.columns_[field]).toarray().ravel()
        return np.clip(found, 0.0, 1.0)

    def shared(self, query: Vector, field: Field, number: int) -> dict[str, float]:
        """The terms that make up `compare(query, field)[number]`, each with its part of the sum."""
        part = self.rows_[field]
        lo, hi = part.indptr[number], part.indptr[number + 1]
        ids, mine, theirs = np.intersect1d(
            query.ids, part.indices[lo:hi], assume_unique=True, return_indices=True
        )
        products = query.values[mine] * part.data[lo:hi][theirs]
        return {self.term(int(i)): float(p) for i, p in zip(ids, products, strict=True) if p > 0}

    def term(self, number: int) -> str:
        """The term with that number."""
        if len(self._names) < self.width_:
            self._names = list(self.reader.vocabulary)
        return self._names[number]

    _names: list[str] = []  # noqa: RUF012  # replaced, never changed in place
