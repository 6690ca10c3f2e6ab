"""From passages to counts of terms: the vocabulary of a network, and what was read once stays known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.languages import guess_language
from matchmaker.core.stems import CODES
from matchmaker.core.text import is_compounding, terms

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Languages = npt.NDArray[np.uint8]

# A name or a theme's label counts half a word, so that a text outweighs a title.
LIGHT = 0.5

AT_ONCE = 50_000
"""So many rows are held as vectors before their cells are laid behind those of the others."""


UNTOLD = 255
"""Stands for the language of what is too short to tell it."""


class Vector(NamedTuple):
    """A sparse vector: term numbers in ascending order and their values.

    `joins` tells whether the language of the text writes compounds as one word. `words` has the terms by
    number where nobody else knows them (see `core.kept.words`). `language` is the place of that of the text
    among `CODES`, `UNTOLD` where there is none.
    """

    ids: IntArray
    values: FloatArray
    joins: bool = False
    words: Mapping[int, str] | None = None
    language: int = UNTOLD

    @property
    def empty(self) -> bool:
        """Whether no term is left."""
        return len(self.ids) == 0


Passage = tuple[str, float]
"""A text and how much one of its words counts."""

NOTHING = Vector(np.empty(0, np.int32), np.empty(0))


class Reader:
    """Turns passages into counts of terms and remembers them by their content.

    The vocabulary only grows, so counts once read stay true over later fits, and older indexes may go on
    asking from other threads while one thread learns: they take the words below their own width only.
    `forget` drops the passages that no profile holds any more. Until then, what a reader `beside` it has read
    is taken over in words of its own. One that does not remember (`remembers`) serves a single fit.
    """

    def __init__(
        self,
        split: Callable[[str], Iterable[str]] = terms,
        joins: Callable[[str], bool] = is_compounding,
        *,
        beside: Reader | None = None,
        remembers: bool = True,
    ) -> None:
        self.split = split
        self.remembers = remembers
        self.joins = joins
        self._beside = beside
        self._theirs = np.empty(0, np.int32)
        self._numbers: dict[str, int] = {}
        self.vocabulary: Mapping[str, int] = self._numbers
        self.words: list[str] = []
        self._memo: dict[tuple[Passage, ...], Vector] = {}
        self._used: dict[tuple[Passage, ...], Vector] = {}

    def learn(self, passages: tuple[Passage, ...]) -> Vector:
        """Counts of `passages`; words never met before get a number. By one thread at a time."""
        if not passages:
            return NOTHING
        known = self._memo.get(passages)
        if known is None and self._beside is not None:
            known = self._taken_over(self._beside, passages)
        if known is None:
            counts = self._count(passages)
            for term in counts:
                self._number(term)
            known = self._vector(passages, counts)
        if self.remembers:
            self._used[passages] = known
        return known

    def _number(self, term: str) -> int:
        """The number of a word; one never met before gets the next."""
        if term not in self.vocabulary:
            # The word first, so that whoever sees the number finds the word.
            self.words.append(term)
            self._numbers[term] = len(self.words) - 1
        return self.vocabulary[term]

    def _taken_over(self, other: Reader, passages: tuple[Passage, ...]) -> Vector | None:
        """What another reader counted, which may be learning meanwhile, in numbers of our own."""
        found = other._memo.get(passages)
        if found is None:
            found = other._used.get(passages)
        if found is None or found.empty:
            return found
        if (more := int(found.ids[-1]) + 1 - len(self._theirs)) > 0:
            self._theirs = np.append(self._theirs, np.full(more + len(self._theirs), -1, np.int32))
        for number in found.ids[self._theirs[found.ids] < 0].tolist():
            self._theirs[number] = self._number(other.words[number])
        ids = self._theirs[found.ids]
        order = np.argsort(ids)
        return found._replace(ids=ids[order], values=found.values[order])

    def read(self, passages: tuple[Passage, ...], width: int) -> tuple[Vector, dict[str, float]]:
        """Counts of `passages` by the first `width` words known, and those of all other words.

        Nothing is learnt.
        """
        known, strange = self._memo.get(passages), dict[str, float]()
        if known is None:
            numbers, counts = self.vocabulary, self._count(passages)
            strange = {term: times for term, times in counts.items() if term not in numbers}
            known = self._vector(passages, {t: n for t, n in counts.items() if t not in strange})
        # Words that came later have the highest numbers, and numbers ascend.
        end = int(np.searchsorted(known.ids, width))
        if end == len(known.ids):
            return known, strange
        later = zip(known.ids[end:].tolist(), known.values[end:].tolist(), strict=True)
        strange |= {self.words[number]: times for number, times in later}
        return known._replace(ids=known.ids[:end], values=known.values[:end]), strange

    def apart(self) -> Reader:
        """A reader that knows no word yet, and takes over what this one has read."""
        return Reader(self.split, self.joins, beside=self)

    def forget(self) -> None:
        """Keep what was learnt since the last call, drop the rest."""
        self._memo, self._used = self._used, {}
        self._beside, self._theirs = None, np.empty(0, np.int32)

    def _count(self, passages: tuple[Passage, ...]) -> Mapping[str, float]:
        if len(passages) == 1 and passages[0][1] == 1.0:
            return Counter(self.split(passages[0][0]))
        counts: dict[str, float] = {}
        for text, weight in passages:
            for term, times in Counter(self.split(text)).items():
                counts[term] = counts.get(term, 0.0) + weight * times
        return counts

    def _vector(self, passages: tuple[Passage, ...], counts: Mapping[str, float]) -> Vector:
        numbers = self.vocabulary
        cells = sorted((numbers[term], times) for term, times in counts.items())
        ids = np.array([number for number, _ in cells], np.int32)
        values = np.array([times for _, times in cells], np.float64)
        return Vector(ids, values, self.joined(passages), language=spoken(passages))

    def joined(self, passages: tuple[Passage, ...]) -> bool:
        """Whether one of the texts is in a language that writes compounds as one word."""
        # Names and labels are too short to tell their language.
        return any(self.joins(text) for text, weight in passages if weight > LIGHT)


def spoken(passages: tuple[Passage, ...]) -> int:
    """The place of the language of the first text that tells its own among `CODES`, else `UNTOLD`."""
    return next((_PLACES[guess_language(text)] for text, weight in passages if weight > LIGHT), UNTOLD)


_PLACES = {code: place for place, code in enumerate(CODES)}


class Stacked(NamedTuple):
    """Rows behind each other: row i has the cells `starts[i]:starts[i + 1]`; the rest as in `Vector`."""

    ids: IntArray
    values: FloatArray
    starts: Numbers
    joins: npt.NDArray[np.bool_]
    languages: Languages

    def matrix(self, width: int) -> csr_array:
        """The same as a sparse matrix of `width` columns."""
        return csr_array((self.values, self.ids, self.starts), shape=(len(self.joins), width))


def gathered(rows: Iterable[Vector]) -> Stacked:
    """Rows that come one after the other; of those that have come only the cells are held."""
    parts = [_joined([])]
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        parts.append(_joined(some))
    ids, values, sizes, joins, languages = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return Stacked(ids, values, starts, joins, languages)


def _joined(
    rows: Sequence[Vector],
) -> tuple[IntArray, FloatArray, Numbers, npt.NDArray[np.bool_], Languages]:
    """The cells of some rows, how many each has, which of them join words, and their languages."""
    sizes = np.array([len(row.ids) for row in rows], np.int64)
    joins = np.array([row.joins for row in rows], bool)
    ids = np.concatenate([NOTHING.ids, *(row.ids for row in rows)])
    languages = np.array([row.language for row in rows], np.uint8)
    return ids, np.concatenate([NOTHING.values, *(row.values for row in rows)]), sizes, joins, languages


def stack(rows: Sequence[Vector], width: int) -> csr_array:
    """The rows as one sparse matrix of `width` columns."""
    starts = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row.ids) for row in rows], out=starts[1:])
    ids = np.concatenate([row.ids for row in rows]) if rows else NOTHING.ids
    values = np.concatenate([row.values for row in rows]) if rows else NOTHING.values
    return csr_array((values, ids, starts), shape=(len(rows), width))
