"""Small corpora of chance, and the answers worked out from the definition alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.postings.search import Hits

Dense = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class Question(NamedTuple):
    """One question of a trial."""

    ids: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    k: int
    allowed: Mask | None


def dense(seed: int, *, most: int = 300) -> Dense:
    """Documents × terms; few or many words, often coarse values and many equal documents."""
    chance = np.random.default_rng(seed)
    size, width = int(chance.integers(1, most)), int(chance.integers(1, 60))
    values = np.round(chance.random((size, width)), int(chance.integers(1, 8)))
    values *= chance.random((size, width)) < 0.5 * chance.random()
    if chance.random() < 0.3:
        values[chance.integers(0, size, size // 2)] = values[0]
    return values.astype(np.float32)


def question(chance: np.random.Generator, size: int, width: int) -> Question:
    """Any terms, also none; k up to more than there are; sometimes only some are allowed."""
    ids = np.sort(chance.choice(width, int(chance.integers(0, width + 1)), replace=False))
    weights = np.round(chance.random(len(ids)), 2)
    allowed = None if chance.random() < 0.5 else chance.random(size) < 0.5
    return Question(ids, weights, int(chance.integers(0, size + 20)), allowed)


def naive(values: Dense, asked: Question, rank: npt.NDArray[np.int64] | None = None) -> Hits:
    """The definition: float64 products summed in the order of the terms, all documents sorted."""
    scores = np.zeros(len(values))
    for term, weight in zip(asked.ids.tolist(), asked.weights.tolist(), strict=True):
        scores += weight * values[:, term].astype(float)
    if asked.allowed is not None:
        scores[~asked.allowed] = 0.0
    ties = np.arange(len(values)) if rank is None else rank
    order = np.lexsort((ties, -scores))[: asked.k]
    order = order[scores[order] > 0.0]
    return Hits(order, scores[order])


def same(found: Hits, expected: Hits) -> bool:
    """Whether both name the same documents in the same order with the same scores, to the last bit."""
    return bool(
        np.array_equal(found.numbers, expected.numbers) and np.array_equal(found.scores, expected.scores)
    )


def zipf(size: int, width: int, words: int, seed: int = 0) -> csr_array:
    """Texts of about so many words, the first of which almost all use; weighed by rarity, length one."""
    chance = np.random.default_rng(seed)
    share = 1.0 / (np.arange(width) + 3.0)
    rows = np.repeat(np.arange(size), words)
    terms = np.minimum(np.searchsorted(np.cumsum(share / share.sum()), chance.random(len(rows))), width - 1)
    counts = csr_array((np.ones(len(rows)), (rows, terms)), (size, width))
    counts.sum_duplicates()
    used = np.bincount(counts.indices, minlength=width)
    counts.data = (1.0 + np.log(counts.data)) * np.log1p(size / used)[counts.indices]
    lengths = np.sqrt(np.add.reduceat(counts.data**2, counts.indptr[:-1]))
    counts.data /= np.repeat(lengths, np.diff(counts.indptr))
    return csr_array(counts.astype(np.float32))
