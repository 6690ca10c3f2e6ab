"""The text index: TF-IDF over three fields of each profile, quick to fit again after one change.

A field has a row for every text that stands for itself: each offer, each need, and one description. A
question is compared with all rows of a field by one sparse product, every entry q[t]·D[i, t] of which is what
an explanation quotes. Rows have length one (short ones less), term frequency is sublinear, and idf is that of
BM25 (Robertson and Zaragoza, 2009): next to nothing for a word that most texts of this network use. Where a
language writes compounds as one word, their parts count too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, pairwise
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core import languages
from matchmaker.core.comparing import PROOF
from matchmaker.core.compounds import PART, SHORTEST, split
from matchmaker.core.documents import Finder
from matchmaker.core.entities import Profile
from matchmaker.core.reader import (
    LIGHT,
    NOTHING,
    UNTOLD,
    FloatArray,
    Numbers,
    Passage,
    Reader,
    Stacked,
    Vector,
    gathered,
    stack,
)
from matchmaker.core.rows import BoolArray, FewRows, Rows
from matchmaker.core.stems import CODES

PIVOT_WORDS = 5.0
"""Texts of fewer than about so many words of middling rarity weigh less, word for word."""

RARE_TEXTS, RARE_SHARE = 2, 0.0025
"""A word is rare if at most two texts and a quarter of a hundredth of all texts use it."""

EVERYDAY_TEXTS, EVERYDAY_SHARE = 20, 0.1
"""A word is everyday, for the writing coach, if a tenth of all texts, and no fewer than 20, use it."""

MOST_PARTS = 20_000
"""The parts of so many compounds stay known."""


class Counted(NamedTuple):
    """How many texts there were when words were weighed, and the square of the least length of a row."""

    texts: int
    pivot: float


def idf(texts: int, used: npt.NDArray[np.integer]) -> FloatArray:
    """How much words say of which so many of all texts use each: BM25's."""
    return np.asarray(np.log1p((texts - used + 0.5) / (used + 0.5)), float)


def is_rare(texts: int, used: npt.NDArray[np.integer]) -> BoolArray:
    """Which words are rare."""
    return np.asarray(used <= RARE_TEXTS + RARE_SHARE * texts, bool)


def is_everyday(texts: int, used: npt.NDArray[np.integer]) -> BoolArray:
    """Which words are everyday."""
    return np.asarray(used >= np.maximum(EVERYDAY_TEXTS, EVERYDAY_SHARE * texts), bool)


class Field(IntEnum):
    """The three texts that a profile is compared by."""

    OFFERS = 0
    NEEDS = 1
    ABOUT = 2


def _nearest(found: FloatArray, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
    """The highest values above zero, at most so many, and where they stand; of equals the first."""
    found[but] = 0.0
    numbers = np.flatnonzero(found > 0)
    if len(numbers) > most:
        values = found[numbers]
        least = np.partition(values, len(values) - most)[len(values) - most]
        surely = values > least
        equal = np.flatnonzero(values == least)[: most - int(surely.sum())]
        numbers = numbers[np.sort(np.append(np.flatnonzero(surely), equal))]
    return numbers, found[numbers]


def _joined(about: csr_array, done: csr_array) -> csr_array:
    """Descriptions and deeds as one text each, of length one where there are any deeds."""
    both = csr_array(about + done)
    both.sort_indices()
    lengths = np.sqrt(np.asarray(both.multiply(both).sum(axis=1), float).ravel())
    lengths[np.diff(done.indptr) == 0] = 1.0  # a short description alone stays shorter than one
    both.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(both.indptr))
    return both


@dataclass(frozen=True, slots=True)
class Texts:
    """The passages of one profile, by field: each offer and need for itself, the description as one."""

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

    def rows(self, field: Field) -> tuple[tuple[Passage, ...], ...]:
        """The same as the rows of the index: what belongs together stands together."""
        return (self.about,) if field is Field.ABOUT else tuple((one,) for one in self.field(field))


class TextIndex:
    """TF-IDF of all profiles; `fit` learns it, the rest only reads."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()
        self._parts: dict[str, tuple[str, ...]] = {}
        self.finder_: Finder | None = None

    def fit(self, texts: Sequence[Texts], done: Sequence[str] = (), part: csr_array | None = None) -> Self:
        """Learn from the texts of all profiles, in the order of their numbers.

        `done` are the texts of activities, `part` (profiles × activities) says who took part: what one did
        belongs to what one is, each activity as a text of its own (better than all of them as one: .212
        against .162 hit@10 on Interreg's past).
        """
        learn = self.reader.learn
        sizes = [[1 if one is Field.ABOUT else len(text.field(one)) for text in texts] for one in Field]
        passages = (row for field in Field for text in texts for row in text.rows(field))
        learnt = gathered(learn(row) for row in chain(passages, (((text, 1.0),) for text in done)))
        self.reader.forget()
        self.size_ = len(texts)
        self.width_ = len(self.reader.words)
        weighted = self._weigh(self._split(learnt))
        stops = np.cumsum([0, *map(sum, sizes), len(done)])
        parts = [weighted[start:stop] for start, stop in pairwise(stops.tolist())]
        self.done_ = parts.pop()
        if part is not None and len(done):
            parts[Field.ABOUT] = _joined(parts[Field.ABOUT], csr_array(part @ self.done_))
        told = [learnt.languages[start:stop] for start, stop in pairwise(stops.tolist())]
        fields = zip(parts, sizes, told[: len(parts)], strict=True)
        self.rows_ = [Rows(rows, size, self.rare_, said) for rows, size, said in fields]
        return self

    def take(self, numbers: Numbers) -> TextIndex:
        """The texts of some profiles alone, by their place among `numbers`; words weigh as they do in all."""
        few = copy(self)
        few.rows_, few.size_ = [rows.take(numbers) for rows in self.rows_], len(numbers)
        return few

    def taken(self, field: Field) -> Numbers:
        """The numbers among all of the rows of one field that were taken."""
        rows = self.rows_[field]
        return rows.numbers if isinstance(rows, FewRows) else np.arange(len(rows))

    def _split(self, rows: Stacked) -> csr_array:
        """The counts of all rows, with those of the parts of compounds."""
        counts, joining = rows.matrix(self.width_), rows.joins
        words, used = self.reader.words, np.bincount(counts.indices, minlength=self.width_)
        by_word = ((words[number], int(used[number])) for number in np.flatnonzero(used))
        self.used_: Mapping[str, int] = {word: texts for word, texts in by_word if len(word) >= SHORTEST}
        self._parts = {}
        inside = np.unique(counts.indices[np.repeat(joining, np.diff(counts.indptr))])
        found = [(i, self.reader.vocabulary[part]) for i in inside.tolist() for part in self.parts(words[i])]
        if not found:
            return counts
        whole, part = zip(*found, strict=True)
        spread = csr_array((np.full(len(found), PART), (whole, part)), (self.width_, self.width_))
        only = csr_array((joining.astype(float), (range(len(joining)), range(len(joining)))))
        whole_and_parts = csr_array(counts + only @ counts @ spread)
        # A product leaves its rows in any order; sums that go through them would differ in the last bits.
        whole_and_parts.sort_indices()
        return whole_and_parts

    def _weigh(self, counts: csr_array) -> csr_array:
        """TF-IDF of all rows, and the idf for queries."""
        used = np.bincount(counts.indices, minlength=self.width_)
        texts = int(np.count_nonzero(np.diff(counts.indptr)))
        self.idf_: FloatArray = idf(texts, used)
        self.met_ = used > 0
        self.rare_, self.everyday_ = is_rare(texts, used), is_everyday(texts, used)
        counts.data = (1.0 + np.log(np.maximum(counts.data, LIGHT))) * self.idf_[counts.indices]
        squares = np.add.reduceat(np.append(counts.data**2, 0.0), counts.indptr[:-1]) if counts.nnz else 0.0
        # A text of two words is no proof of anything: rows shorter than the pivot stay shorter than one.
        pivot = PIVOT_WORDS * float(np.mean(self.idf_[used > 0])) ** 2 if counts.nnz else 1.0
        self.counted_ = Counted(texts, pivot)
        lengths = np.sqrt(np.maximum(squares, pivot))
        counts.data /= np.repeat(lengths, np.diff(counts.indptr)) if counts.nnz else 1.0
        return counts

    def vector(self, passages: tuple[Passage, ...]) -> Vector:
        """The weighted vector of length one for any texts; words that nobody uses are left out."""
        counts, _ = self.counted(passages)
        # A reader may know words of texts that are gone, or that are not for everybody.
        met = self.met_[counts.ids]
        counts = counts._replace(ids=counts.ids[met], values=counts.values[met])
        if counts.empty:
            return NOTHING
        values = (1.0 + np.log(np.maximum(counts.values, LIGHT))) * self.idf_[counts.ids]
        length = float(np.linalg.norm(values))
        return Vector(counts.ids, values / length, words=counts.words) if length else NOTHING

    def counted(self, passages: tuple[Passage, ...]) -> tuple[Vector, dict[str, float]]:
        """How often texts use each word, those of compounds included, and each word not known here."""
        counts, strange = self.reader.read(passages, self.width_)
        return (self._with_parts(counts, strange) if counts.joins else counts), strange

    def _words(self, vector: Vector) -> Mapping[int, str] | Sequence[str]:
        """The words by number: those that a vector carries, else all."""
        return self.reader.words if vector.words is None else vector.words

    def _with_parts(self, counts: Vector, strange: Mapping[str, float]) -> Vector:
        """The counts of a question and those of the parts of its compounds, known here or not."""
        words, said = self._words(counts), dict[int, str]()
        given = dict(zip(counts.ids.tolist(), counts.values.tolist(), strict=True))
        found = dict(given)
        for term, times in [*((words[number], times) for number, times in given.items()), *strange.items()]:
            for part in self.parts(term):
                number = self.reader.vocabulary[part]
                found[number] = found.get(number, 0.0) + PART * times
                said[number] = part
        ids = np.array(sorted(found), np.int32)
        values = np.array([found[number] for number in ids.tolist()], np.float64)
        return Vector(ids, values, True, None if counts.words is None else {**counts.words, **said})

    def parts(self, term: str) -> tuple[str, ...]:
        """The words of this network that a compound is made of; nothing for any other word."""
        known = self._parts.get(term)
        if known is None:
            known = split(term, self.used_)
            # What only questions say is not kept: they have no end.
            if len(self._parts) < MOST_PARTS and term in self.reader.vocabulary:
                self._parts[term] = known
        return known

    def scan(self, queries: Sequence[Vector], field: Field, also: Sequence[Vector] = ()) -> FloatArray:
        """Cosine of every query (rows) with every text of a field (columns), each in [0, 1].

        Nothing where the two share neither a rare word nor two different ones; a question of one word
        needs that one only. Behind them the products of others (`also`), however little they share.
        """
        rows, asked = self.rows_[field], len(queries) + len(also)
        return rows.scan(queries, also) if asked and len(rows) else np.zeros((asked, len(rows)))

    def pairs(
        self, queries: Sequence[Vector], field: Field, least: float
    ) -> tuple[Numbers, Numbers, FloatArray]:
        """The pairs of query and text whose cosine, that of `scan`, is at least so much: both numbers and it.

        For very many queries: nothing is kept of all the pairs that have no word in common.
        """
        rows, asked = self.rows_[field], stack(queries, self.width_)
        found = csr_array(asked @ rows.columns)
        asked.data = np.ones_like(asked.data)
        # Every product is above zero, so both matrices have their cells in the same places.
        shared = csr_array(asked @ rows.proof)
        row = np.repeat(np.arange(len(queries)), np.diff(found.indptr))
        enough = np.array([min(PROOF, len(query.ids)) for query in queries])
        kept = (found.data >= least) & (shared.data >= enough[row])
        return row[kept], found.indices[kept].astype(np.int64), np.minimum(found.data[kept], 1.0)

    def products(self, query: Vector, field: Field) -> FloatArray:
        """The product of a vector with every text of a field, however little the two share."""
        return self.rows_[field].products([query]).ravel()

    def similar_done(self, query: Vector) -> FloatArray:
        """The cosine of a vector with the text of every activity."""
        return np.asarray(self.done_ @ stack([query], self.width_).toarray().ravel())

    def nearest_done(self, query: Vector, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
        """The activities whose texts are nearest to a vector, at most so many, and their cosines.

        In the order of their numbers; of equals the first; none of `but`, and none without a word in common.
        """
        return _nearest(self.similar_done(query), most, but)

    def nearest_about(self, query: Vector, most: int, but: Numbers) -> tuple[Numbers, FloatArray]:
        """The same for the descriptions of stakeholders."""
        if self.finder_ is not None:
            return self.finder_.nearest_about(query, self.rows_[Field.ABOUT], most, but)
        return _nearest(self.products(query, Field.ABOUT), most, but)

    def described(self, number: int) -> Vector:
        """The weighted vector of what one profile says of itself and has done, of length one."""
        rows = self.rows_[Field.ABOUT]
        ids, values = rows.row(rows.of(number).start)
        length = float(np.linalg.norm(values)) if len(values) else 0.0
        return Vector(ids.astype(np.int32), values / length) if length else NOTHING

    def tell_languages(self, number: int, texts: Texts) -> None:
        """Spare whoever reads the texts of one profile to guess their languages: they were told at fit."""
        for rows, own in zip(self.rows_, (texts.offers, texts.needs, texts.about[:1]), strict=True):
            for place, (text, _) in enumerate(own):
                if not languages.known(text):
                    language = rows.language(rows.of(number).start + place)
                    if language != UNTOLD:
                        languages.told(text, CODES[language])

    def compare(self, query: Vector, field: Field) -> FloatArray:
        """The best cosine between `query` and the texts that every profile has in a field."""
        if query.empty:
            return np.zeros(self.size_)
        return self.rows_[field].best(self.scan([query], field)[0])

    def shared(self, query: Vector, field: Field, row: int) -> dict[str, float]:
        """The terms that make up the cosine of `query` and one row, each with its part of the sum."""
        ids, values = self.rows_[field].row(row)
        if query.empty or not len(ids):
            return {}
        places = ids.searchsorted(query.ids)
        (met,) = (ids.take(places, mode="clip") == query.ids).nonzero()
        words, products = self._words(query), query.values[met] * values[places[met]]
        found = zip(query.ids[met].tolist(), products.tolist(), strict=True)
        return {words[i]: product for i, product in found if product > 0}

    def is_rare(self, term: str) -> bool:
        """Whether so few texts use a term that it is proof alone."""
        number = self.reader.vocabulary.get(term, self.width_)
        return number >= self.width_ or bool(self.rare_[number])

    def is_everyday(self, term: str) -> bool:
        """Whether so many texts use a term that it says little about any of them."""
        number = self.reader.vocabulary.get(term, self.width_)
        return number < self.width_ and bool(self.everyday_[number])
