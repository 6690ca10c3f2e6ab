"""Finding the words typed: who has all of them, and how well.

Relevance is 1 + Σ log(1 + n / (1 + nᵢ)) · log(1 + fᵢ) over the words i: n stakeholders in all, nᵢ of them
with the word, and fᵢ times here. The rarest word is looked at first, so that the work is that of the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matchmaker.core.directory.columns import Columns
from matchmaker.core.directory.inverted import Inverted, Span, Times
from matchmaker.core.reader import FloatArray, IntArray
from matchmaker.core.signals.pool import BoolArray

MUCH_LONGER = 16
"""So many times longer than the list that it narrows, a list is searched instead of spread out."""


class Found(NamedTuple):
    """Who has all the words in some columns, ascending; how often each word, and how many have each."""

    numbers: IntArray
    times: list[Times]
    spread: list[int]


def spans_of(columns: Columns, words: Sequence[str]) -> list[Span]:
    """The keys meant by each word: itself, or all that begin so for the last, which may be unfinished."""
    keys = columns.words.keys
    last = len(words) - 1
    return [keys.begin(word) if place == last else keys.find(word) for place, word in enumerate(words)]


def find_words(columns: Columns, alive: BoolArray | None, words: Sequence[str]) -> Found:
    """Who of those `alive` (everybody if None) has all of `words`, which must not be empty."""
    index, spans = columns.words, spans_of(columns, words)
    order = sorted(range(len(words)), key=lambda place: index.postings(spans[place]))
    found, spread = _postings(index, spans[order[0]], alive)
    numbers, times = found
    known = {order[0]: times}
    spreads = {order[0]: spread}
    for place in order[1:]:
        own, spreads[place] = _looked_up(index, spans[place], alive, numbers)
        kept = own > 0
        numbers, known[place] = numbers[kept], own[kept]
        known |= {other: known[other][kept] for other in known if other != place}
    return Found(
        numbers,
        [known[place] for place in range(len(words))],
        [spreads[place] for place in range(len(words))],
    )


def _postings(index: Inverted, span: Span, alive: BoolArray | None) -> tuple[tuple[IntArray, Times], int]:
    """Who has any key of the range, how often, and how many they are."""
    if span[1] - span[0] == 1:
        documents, times = index.row(span[0])
    else:
        total = index.total(span)
        documents = np.flatnonzero(total).astype(np.int32)
        times = total[documents]
    if alive is not None:
        kept = alive[documents]
        documents, times = documents[kept], times[kept]
    return (documents, times), len(documents)


def _looked_up(index: Inverted, span: Span, alive: BoolArray | None, numbers: IntArray) -> tuple[Times, int]:
    """How often each of `numbers`, all alive, has a key of the range; how many of everybody have one."""
    if span[1] - span[0] != 1:
        total = index.total(span)
        return total[numbers], int(np.count_nonzero(total if alive is None else total[alive]))
    documents, times = index.row(span[0])
    spread = len(documents) if alive is None else int(np.count_nonzero(alive[documents]))
    if len(documents) > MUCH_LONGER * len(numbers):
        place = np.minimum(np.searchsorted(documents, numbers), len(documents) - 1)
        return np.where(documents[place] == numbers, times[place], np.float32(0)), spread
    total = np.zeros(index.size, np.float32)
    total[documents] = times
    return total[numbers], spread


def relevance(size: int, spread: Sequence[int], times: Sequence[Times]) -> FloatArray:
    """How well each matches: `size` stakeholders in all, `spread` of them with each word."""
    total = np.ones(len(times[0]))
    for having, often in zip(spread, times, strict=True):
        total += np.log(1 + size / (1 + having)) * _log1p(often)
    return total


def _log1p(times: Times) -> FloatArray:
    """log(1 + times): looked up, since the same small whole numbers come a million times."""
    most = float(times.max(initial=0))
    if most >= len(times):
        return np.log1p(times.astype(float))
    table: FloatArray = np.log1p(np.arange(most + 1.0))
    return table[times.astype(np.intp)]
