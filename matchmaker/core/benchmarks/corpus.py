"""A made-up corpus, the same for all: seeded TF-IDF vectors of as many organisations as wanted.

Every organisation has three texts: what it offers, what it needs, and what it is about. They stand side by
side in one row, [offers | needs | about], each of length one, and a question is the row of one organisation
with the first two exchanged and each weighted, [w1·needs | w2·offers | w3·about]: the score of a pair is one
sparse dot product. Words follow the law of Zipf and Mandelbrot, 1/(rank + shift), whose first ranks are left
out as stop words are; half of them come from the subjects of the organisation, of which it needs another than
it offers. idf is that of BM25 (Robertson and Zaragoza, 2009), as in `core.index`; term frequency is
sublinear. Rows are made in chunks, each from a seed of its own, so that the words of the first n are the same
whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Told = Callable[[int, int], None]
"""Is told how many of how many rows are made."""

FIELDS = 3
OFFERS, NEEDS, ABOUT = range(FIELDS)

CHUNK = 16_384
"""Rows made at once. A chunk's keys (row, field, word) must fit into 32 bits, for these sort the fastest."""

GRAIN = 20
"""Chance is drawn in steps of 2^-20: one table look-up draws a word."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the corpus is like, whatever its size; `lengths` are mean numbers of words, repeats counted.

    With these the rows have about 116 non-zeros, and the terms of a question about 1.5 postings for each
    organisation of the corpus.
    """

    words: int = 50_000
    topics: int = 80
    vocabulary: int = 1_000
    shift: float = 12.0
    topic_shift: float = 5.0
    topical: float = 0.5
    lengths: tuple[int, int, int] = (33, 33, 55)
    spread: float = 0.4
    weights: tuple[float, float, float] = (0.4, 0.4, 0.2)

    @property
    def width(self) -> int:
        """How many terms there are: each word once in each field."""
        return FIELDS * self.words


@dataclass(frozen=True, slots=True)
class Question:
    """A sparse question: term numbers, ascending, and their weights; `asker` is the row that asks."""

    ids: Ints
    weights: Floats
    asker: int = -1


@dataclass(frozen=True, slots=True)
class Corpus:
    """The vectors of `matrix.shape[0]` organisations, float32, and what they were made from."""

    matrix: csr_array
    shape: Shape
    seed: int

    @property
    def size(self) -> int:
        """How many organisations."""
        return int(self.matrix.shape[0])

    @property
    def nbytes(self) -> int:
        """Bytes of the vectors: 8 for each non-zero and 4 for each row."""
        return sum(int(one.nbytes) for one in (self.matrix.data, self.matrix.indices, self.matrix.indptr))

    def question(self, number: int) -> Question:
        """What one organisation asks for."""
        return question_of(self.matrix, number, self.shape)

    def asking(self, count: int) -> npt.NDArray[np.int64]:
        """Who asks: so many organisations, drawn with the seed, no one twice."""
        chance = np.random.default_rng([self.seed, self.size, 1])
        return np.asarray(chance.choice(self.size, min(count, self.size), replace=False), np.int64)


def made(shape: Shape, size: int, *, seed: int, told: Told = lambda _done, _all: None) -> Corpus:
    """The corpus of `size` organisations.

    Needs about 8 bytes for each of the 116·size non-zeros, and 100 MB beside (4.0 GB at 4,300,000).

    Raises:
        ValueError: the numbers of words and rows do not fit 32-bit keys.
    """
    if CHUNK * shape.width >= 2**32:
        raise ValueError("A corpus has at most 87,000 words.")
    tables = _Tables.of(shape, seed)
    # Pages that nothing is written to cost no memory, and the rest is given back at the end.
    room = int(size * sum(shape.lengths) * 1.05) + 100_000
    indices, data = np.empty(room, np.int32), np.empty(room, np.float32)
    counts, filled = np.empty((size, FIELDS), np.int32), 0
    texts = np.zeros(shape.width, np.int64)
    for start in range(0, size, CHUNK):
        rows = min(CHUNK, size - start)
        ids, often, per_field = _chunk(shape, tables, rows, np.random.default_rng([seed, start]))
        part = slice(filled, filled + len(ids))
        indices[part], data[part] = ids, often
        counts[start : start + rows] = per_field
        texts += np.bincount(ids, minlength=shape.width)
        filled += len(ids)
        told(start + rows, size)
    indices.resize(filled, refcheck=False)
    data.resize(filled, refcheck=False)
    _weigh(data, indices, counts, _idf(texts, size))
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(counts.sum(axis=1), out=starts[1:])
    matrix = csr_array((data, indices, starts.astype(np.int32)), shape=(size, shape.width))
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    return Corpus(matrix, shape, seed)


def question_of(matrix: csr_array, number: int, shape: Shape) -> Question:
    """The question of one row: its needs meet offers, its offers needs, each field with its weight."""
    part = slice(int(matrix.indptr[number]), int(matrix.indptr[number + 1]))
    ids, values = matrix.indices[part], matrix.data[part]
    ends = np.searchsorted(ids, [0, shape.words, 2 * shape.words, shape.width])
    offers, needs, about = (slice(a, b) for a, b in pairwise(ends.tolist()))
    w1, w2, w3 = (np.float32(one) for one in shape.weights)
    return Question(
        np.concatenate([ids[needs] - shape.words, ids[offers] + shape.words, ids[about]]).astype(np.int32),
        np.concatenate([w1 * values[needs], w2 * values[offers], w3 * values[about]]).astype(np.float32),
        number,
    )


def postings(texts: npt.NDArray[np.int64], question: Question) -> int:
    """How many postings the terms of a question have; `texts` holds how many rows use each term."""
    return int(texts[question.ids].sum())


@dataclass(frozen=True, slots=True)
class _Tables:
    """Inverse cumulative distributions in 2^20 steps, so that a uniform number is a word by one look-up."""

    words: Ints
    ranks: Ints
    topics: Ints
    of_topic: Ints
    """Topic × rank: the word of the corpus."""

    @classmethod
    def of(cls, shape: Shape, seed: int) -> _Tables:
        """The tables; which words belong to a topic is drawn with the seed."""
        chance = np.random.default_rng([seed, 2**32 - 1])
        # Subjects have words of their own; the commonest words belong to none.
        common = shape.words // 100
        rare, ranks = shape.words - common, min(shape.vocabulary, shape.words - common)
        drawn = [chance.choice(rare, ranks, replace=False) for _ in range(shape.topics)]
        of_topic = np.asarray(common + np.stack(drawn), np.int32)
        return cls(
            _inverse(shape.words, shape.shift),
            _inverse(of_topic.shape[1], shape.topic_shift),
            _inverse(shape.topics, shape.topics / 2),
            of_topic,
        )


def _inverse(ranks: int, shift: float) -> Ints:
    """For each of 2^20 equally likely numbers the rank that it draws, with chances 1/(rank + shift)."""
    chances = 1.0 / (np.arange(ranks) + shift)
    ends = np.cumsum(chances / chances.sum())
    steps = (np.arange(2**GRAIN) + 0.5) / 2**GRAIN
    return np.asarray(np.minimum(np.searchsorted(ends, steps), ranks - 1), np.int32)


def _chunk(
    shape: Shape, tables: _Tables, rows: int, chance: np.random.Generator
) -> tuple[Ints, Floats, npt.NDArray[np.int64]]:
    """Terms of some rows, how often each stands there (sublinear), and how many each field has.

    A whole chunk is drawn and cut to `rows`: else the last rows of a small corpus were others in a large one.
    """
    mean = np.log(np.array(shape.lengths)) - shape.spread**2 / 2
    lengths = np.clip(np.rint(chance.lognormal(mean, shape.spread, (CHUNK, FIELDS))), 3, 400).astype(np.int64)
    own, wanted, other = (tables.topics[chance.integers(0, 2**GRAIN, CHUNK)] for _ in range(3))
    # Each text has a first and a second subject; what one needs is about other subjects than what one offers.
    first, second = np.stack([own, wanted, own], axis=1), np.stack([other, wanted, other], axis=1)
    keys = np.repeat(np.arange(CHUNK * FIELDS, dtype=np.uint32) * np.uint32(shape.words), lengths.ravel())
    keys += _words(shape, tables, np.stack([first.ravel(), second.ravel()]), lengths.ravel(), chance)
    keys.sort()
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    often = np.diff(np.append(begins, len(keys)))
    found = keys[begins]
    per_field = np.bincount(found // np.uint32(shape.words)).reshape(CHUNK, FIELDS)[:rows]
    kept = int(per_field.sum())
    ids = (found[:kept] % np.uint32(shape.width)).astype(np.int32)
    return ids, (1 + np.log(often[:kept])).astype(np.float32), per_field


def _words(
    shape: Shape, tables: _Tables, subjects: Ints, lengths: npt.NDArray[np.int64], chance: np.random.Generator
) -> npt.NDArray[np.uint32]:
    """A word for every place of every text: from all words, or from those of a subject of the text."""
    drawn = chance.integers(0, 2**32, int(lengths.sum()), dtype=np.uint32)
    # The low bits draw the word, the next one which subject, and those above whether it is of a subject.
    low, which = drawn & np.uint32(2**GRAIN - 1), (drawn >> np.uint32(GRAIN)) & np.uint32(1)
    topical = (drawn >> np.uint32(GRAIN + 1)) < np.uint32(round(shape.topical * 2 ** (31 - GRAIN)))
    topic = np.where(which == 0, np.repeat(subjects[0], lengths), np.repeat(subjects[1], lengths))
    found = np.where(topical, tables.of_topic[topic, tables.ranks[low]], tables.words[low])
    return np.asarray(found, np.uint32)


def _idf(texts: npt.NDArray[np.int64], size: int) -> Floats:
    """The rarity of each term, from how many rows use it: log(1 + (n - t + 1/2)/(t + 1/2))."""
    return np.log1p((size - texts + 0.5) / (texts + 0.5)).astype(np.float32)


def _weigh(data: Floats, indices: Ints, counts: npt.NDArray[np.int32], idf: Floats) -> None:
    """Turn frequencies into weights in place, each field of each row of length one; chunk by chunk."""
    filled = 0
    for rows in _slices(len(counts)):
        fields = counts[rows].ravel()
        part = slice(filled, filled + int(fields.sum()))
        data[part] *= idf[indices[part]]
        starts = np.cumsum(fields) - fields
        lengths = np.sqrt(np.add.reduceat(data[part].astype(np.float64) ** 2, starts))
        data[part] /= np.repeat(lengths.astype(np.float32), fields)
        filled = part.stop


def _slices(size: int) -> Iterator[slice]:
    return (slice(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK))
