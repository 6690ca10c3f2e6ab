"""Finding the words typed: who has all of them, and how well.

Relevance is 1 + Σ log(1 + n / (1 + nᵢ)) · log(1 + fᵢ) over the words i: n stakeholders in all, nᵢ of them
with the word, and fᵢ times here. The rarest word is looked at first, so that the work is that of the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from matchmaker.core.directory.columns import Columns
from matchmaker.core.directory.inverted import Inverted, Span, Times
from matchmaker.core.reader import FloatArray, IntArray
from matchmaker.core.signals.pool import BoolArray

MUCH_LONGER = 16
"""So many times longer than the list that it narrows, a list is searched instead of spread out."""


class Row:
    """The postings of one word in some columns: those of its key, or of all keys that begin with it."""

    def __init__(self, index: Inverted, span: Span) -> None:
        self.index, self.span = index, span
        self.size = index.postings(span)
        self._single = span[1] - span[0] == 1

    @cached_property
    def _total(self) -> Times:
        return self.index.total(self.span)

    @cached_property
    def postings(self) -> tuple[IntArray, Times]:
        """Who has the word, ascending, and how often."""
        if self._single:
            return self.index.row(self.span[0])
        there = self._total > 0
        return np.flatnonzero(there).astype(np.int32), self._total[there]

    def spread(self, alive: BoolArray | None) -> int:
        """How many of those `alive` have the word."""
        documents = self.postings[0]
        return len(documents) if alive is None else int(np.count_nonzero(alive[documents]))

    def at(self, numbers: IntArray) -> Times:
        """How often each of `numbers` has the word."""
        if not self._single:
            return self._total[numbers]
        documents, times = self.postings
        if len(documents) > MUCH_LONGER * len(numbers):
            place = np.minimum(np.searchsorted(documents, numbers), len(documents) - 1)
            return np.where(documents[place] == numbers, times[place], np.float32(0))
        total = np.zeros(self.index.size, np.float32)
        total[documents] = times
        return total[numbers]


class Found(NamedTuple):
    """Who has all the words in some columns, ascending, how often each word, and the words' postings."""

    numbers: IntArray
    times: list[Times]
    rows: list[Row]

    def spread(self, alive: BoolArray | None) -> list[int]:
        """How many of those alive have each word."""
        return [len(self.numbers)] if len(self.rows) == 1 else [row.spread(alive) for row in self.rows]


def find_words(columns: Columns, alive: BoolArray | None, words: Sequence[str]) -> Found:
    """Who of those `alive` (everybody if None) has all of `words`, which must not be empty.

    Each word counts as it is, the last also as the beginning of others.
    """
    keys, last = columns.words.keys, len(words) - 1
    spans = [keys.begin(word) if place == last else keys.find(word) for place, word in enumerate(words)]
    rows = [Row(columns.words, span) for span in spans]
    order = sorted(range(len(rows)), key=lambda place: rows[place].size)
    numbers = rows[order[0]].postings[0]
    if alive is not None:
        numbers = numbers[alive[numbers]]
    for place in order[1:]:
        if len(numbers) == 0:
            break
        numbers = numbers[rows[place].at(numbers) > 0]
    times = [row.at(numbers) if len(numbers) else np.zeros(0, np.float32) for row in rows]
    return Found(numbers, times, rows)


def relevance(size: int, spread: Sequence[int], times: Sequence[Times]) -> FloatArray:
    """How well each matches: `size` stakeholders in all, `spread` of them with each word."""
    total = np.ones(len(times[0]))
    for having, often in zip(spread, times, strict=True):
        total += np.log(1 + size / (1 + having)) * _log1p(often)
    return total


def _log1p(times: Times) -> FloatArray:
    """log(1 + times): looked up, since the same small whole numbers come a million times."""
    most = float(times.max(initial=0))
    counted = np.arange(most + 1.0) if most < len(times) else times.astype(float)
    found: FloatArray = np.log1p(counted)
    return found[times.astype(np.intp)] if most < len(times) else found
