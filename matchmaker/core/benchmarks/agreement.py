"""Whether answers agree: each against the exact scores of the whole corpus, in float64, ties allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.benchmarks.corpus import Question

Scores = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

CHUNK = 32_768

TOLERANCE = 2e-5
"""A sum of float32 products, in whatever order, may differ from the exact one by this part.

A score has some hundred terms, none negative, and each product and sum is rounded by at most 2^-24 of what
there is: 120·6e-8 = 7e-6, and the scores of two organisations are compared.
"""


@dataclass(frozen=True, slots=True)
class Best:
    """The exact best of one question, the best first, ties by number."""

    numbers: Numbers
    scores: Scores


def exact_best(matrix: csr_array, questions: Sequence[Question], k: int) -> list[Best]:
    """The exact best k of each question: every row is multiplied, in float64, chunk by chunk."""
    dense = np.zeros((matrix.shape[1], len(questions)))
    for column, question in enumerate(questions):
        dense[question.ids, column] = question.weights
    found: list[Best] = [Best(np.zeros(0, np.int64), np.zeros(0))] * len(questions)
    for start in range(0, matrix.shape[0], CHUNK):
        scores = _rows(matrix, start, min(start + CHUNK, matrix.shape[0])) @ dense
        numbers = np.arange(start, start + len(scores))
        found = [_merged(one, numbers, scores[:, column], k) for column, one in enumerate(found)]
    return found


def exact_scores(matrix: csr_array, question: Question, numbers: Numbers) -> Scores:
    """The exact scores of some rows."""
    dense = np.zeros(matrix.shape[1])
    dense[question.ids] = question.weights
    return np.asarray(matrix[numbers].astype(np.float64) @ dense, np.float64)


def agrees(matrix: csr_array, question: Question, best: Best, numbers: Numbers) -> bool:
    """Whether an answer holds a right top k: as many, none twice, and none with less than the k-th score."""
    if len(numbers) != len(best.numbers) or len(np.unique(numbers)) != len(numbers):
        return False
    least = best.scores[-1] * (1 - TOLERANCE) if len(best.scores) else 0.0
    return bool((exact_scores(matrix, question, numbers) >= least).all())


def _rows(matrix: csr_array, start: int, stop: int) -> csr_array:
    """Some rows in float64; a slice of a sparse matrix would copy its numbers twice."""
    lo, hi = int(matrix.indptr[start]), int(matrix.indptr[stop])
    ends = matrix.indptr[start : stop + 1] - lo
    parts = (matrix.data[lo:hi].astype(np.float64), matrix.indices[lo:hi], ends)
    return csr_array(parts, shape=(stop - start, matrix.shape[1]))


def _merged(best: Best, numbers: Numbers, scores: Scores, k: int) -> Best:
    """The best k of those known so far and of one chunk; `numbers` ascend and come after those known."""
    if len(scores) > k:
        least = np.partition(scores, -k)[-k]
        kept = np.flatnonzero(scores >= least)
        numbers, scores = numbers[kept], scores[kept]
    all_numbers = np.concatenate([best.numbers, numbers])
    all_scores = np.concatenate([best.scores, scores])
    order = np.lexsort((all_numbers, -all_scores))[:k]
    return Best(all_numbers[order], all_scores[order])
