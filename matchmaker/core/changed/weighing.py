"""Texts that are newer than a version, weighed with what the version counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.changed.reading import Said, end_to_end
from matchmaker.core.index import TextIndex, idf
from matchmaker.core.reader import FloatArray, Numbers


@dataclass(frozen=True, eq=False)
class Weighed:
    """Rows as they stand in an index, and the words that are new in them: in the order of the alphabet."""

    rows: csr_array
    words: tuple[str, ...]
    used: Numbers
    idf: FloatArray


def weighed(said: Sequence[Said], index: TextIndex) -> Weighed:
    """Weigh texts as a fit does, with what its version counted; a new word by the texts here that use it.

    New words have the numbers from the width of the version on.
    """
    words = tuple(sorted({*chain.from_iterable(one.words for one in said)}))
    number = {word: place for place, word in enumerate(words)}
    new = np.array([number[word] for one in said for word in one.words], np.int64)
    used = np.bincount(new, minlength=len(words))
    rarity = idf(max(index.counted_.texts, int(used.max(initial=0))), used)
    known = np.array([*chain.from_iterable(one.known for one in said)], np.int64)
    newer = np.array([*chain.from_iterable(one.newer for one in said)], np.int64)
    starts = np.append(0, np.cumsum(known + newer))
    first, then = spans(starts[:-1], known), spans(starts[:-1] + known, newer)
    ids, values = np.empty(starts[-1], np.int32), np.empty(starts[-1])
    ids[first] = end_to_end([one.ids for one in said], np.int32)
    values[first] = end_to_end([one.weights for one in said], np.float64)
    ids[then] = index.width_ + new
    values[then] = end_to_end([one.times for one in said], np.float64) * rarity[new]
    squares = np.add.reduceat(np.append(values**2, 0.0), starts[:-1]) if len(known) else np.empty(0)
    lengths = np.sqrt(np.maximum(squares, index.counted_.pivot))
    values /= np.repeat(lengths, np.diff(starts))
    shape = (len(known), index.width_ + len(words))
    return Weighed(csr_array((values, ids, starts), shape=shape), words, used, rarity)
