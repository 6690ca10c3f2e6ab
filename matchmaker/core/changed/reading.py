"""Texts that are newer than a version, read once: their words by the numbers of the version, and new ones.

The parts of compounds are looked for among the words of the version, as they are in a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.entities import Profile
from matchmaker.core.index import Field, TextIndex, Texts, idf
from matchmaker.core.naming import passages_of
from matchmaker.core.reader import LIGHT, FloatArray, IntArray, Numbers, Passage


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One text: its words of the version, ascending, and what each weighs; the same of new words."""

    ids: IntArray
    weights: FloatArray
    words: tuple[str, ...]
    times: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """All that was read of one profile: the rows of each field, and that of its name and place."""

    profile: Profile
    rows: tuple[tuple[Row, ...], ...]
    name: Row


def read(profile: Profile, index: TextIndex, naming: TextIndex, labels: Mapping[str, str]) -> Read:
    """Read the texts of a profile with the words of a version."""
    texts = Texts.of(profile, labels)
    rows = tuple(tuple(_row(one, index) for one in texts.rows(field)) for field in Field)
    return Read(profile, rows, _row(passages_of(profile), naming))


def _row(passages: tuple[Passage, ...], index: TextIndex) -> Row:
    counts, strange = index.counted(passages)
    words = tuple(sorted(strange))
    times = np.array([strange[word] for word in words], float)
    return Row(counts.ids, _sublinear(counts.values) * index.idf_[counts.ids], words, _sublinear(times))


def _sublinear(times: FloatArray) -> FloatArray:
    """How much a word weighs that stands so often in a text."""
    return np.asarray(1.0 + np.log(np.maximum(times, LIGHT)), float)


@dataclass(frozen=True, eq=False)
class Weighed:
    """Rows as they stand in an index, and the words that are new in them: in the order of the alphabet."""

    rows: csr_array
    words: tuple[str, ...]
    used: Numbers
    idf: FloatArray


def weighed(rows: Sequence[Row], index: TextIndex) -> Weighed:
    """Weigh rows as a fit does, with what its version counted; a new word by the texts here that use it.

    New words have the numbers from the width of the version on.
    """
    said = list(chain.from_iterable(row.words for row in rows))
    words = tuple(sorted(set(said)))
    number = {word: place for place, word in enumerate(words)}
    new = np.array([number[word] for word in said], np.int64)
    used = np.bincount(new, minlength=len(words))
    rarity = idf(max(index.counted_.texts, int(used.max(initial=0))), used)
    counts = np.array([(len(row.ids), len(row.words)) for row in rows], np.int64).reshape(-1, 2)
    starts = np.append(0, np.cumsum(counts.sum(axis=1)))
    first, then = spans(starts[:-1], counts[:, 0]), spans(starts[:-1] + counts[:, 0], counts[:, 1])
    ids, values = np.empty(starts[-1], np.int32), np.empty(starts[-1])
    ids[first] = np.concatenate([np.empty(0, np.int32), *(row.ids for row in rows)])
    values[first] = np.concatenate([np.empty(0), *(row.weights for row in rows)])
    ids[then] = index.width_ + new
    values[then] = np.concatenate([np.empty(0), *(row.times for row in rows)]) * rarity[new]
    squares = np.add.reduceat(np.append(values**2, 0.0), starts[:-1]) if len(rows) else np.empty(0)
    lengths = np.sqrt(np.maximum(squares, index.counted_.pivot))
    values /= np.repeat(lengths, np.diff(starts))
    shape = (len(rows), index.width_ + len(words))
    return Weighed(csr_array((values, ids, starts), shape=shape), words, used, rarity)
