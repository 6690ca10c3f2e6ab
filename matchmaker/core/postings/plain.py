"""The plain way to the same answers: numpy alone, for small indexes and where nothing can be compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.layout import BLOCK
from matchmaker.core.postings.query import Asked

Numbers = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

SLACK = 0.992
"""Below (1 - 2^-8) / (1 + 2^-8), which is what the rounding of the postings may take from one sum and give to
another, and below what float64 adds to it. `kernels` has the proof."""


def spans(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Numbers:
    """The numbers from each start to before its end, one span after the other."""
    lengths = ends - starts
    shifts = np.repeat(starts - np.append(0, np.cumsum(lengths)[:-1]), lengths)
    found: Numbers = shifts + np.arange(len(shifts))
    return found


def select(index: Postings, asked: Asked, allowed: npt.NDArray[np.bool_] | None, k: int) -> Numbers:
    """The documents that may be among the k best, ascending: these, and whoever comes within the rounding."""
    cells = asked.ids[:, None] * index.blocks + np.arange(index.blocks)
    starts = index.starts[cells].astype(np.int64).ravel()
    ends = index.starts[cells + 1].astype(np.int64).ravel()
    words = index.words[spans(starts, ends)]
    lengths = ends - starts
    numbers = np.repeat(np.tile(np.arange(index.blocks) * BLOCK, len(asked.ids)), lengths)
    numbers += index.numbers[numbers + (words & np.uint32(0xFFFF))]
    values = (words & np.uint32(0xFFFF0000)).view(np.float32).astype(float)
    values *= np.repeat(asked.weights / asked.weights.max(), lengths.reshape(cells.shape).sum(axis=1))
    sums = np.bincount(numbers, values, minlength=index.size)
    if allowed is not None:
        sums[~allowed] = 0.0
    found = np.flatnonzero(sums)
    if len(found) <= k:
        return found
    least = np.partition(sums[found], len(found) - k)[len(found) - k]
    near: Numbers = found[sums[found] >= SLACK * least]
    return near


def rescore(index: Postings, asked: Asked, numbers: Numbers) -> FloatArray:
    """The exact score of each document: its products in the order of its terms, summed in float64."""
    starts, ends = index.row_starts[numbers], index.row_starts[numbers + 1]
    cells = spans(starts, ends)
    terms = index.row_terms[cells]
    place = np.searchsorted(asked.ids, terms).clip(max=len(asked.ids) - 1)
    weights = np.where(asked.ids[place] == terms, asked.weights[place], 0.0)
    owner = np.repeat(np.arange(len(numbers)), ends - starts)
    # bincount adds one cell after the other, as the definition does; numpy's own sums add in pairs.
    found = np.bincount(owner, weights * index.row_values[cells], minlength=len(numbers))
    return found.astype(np.float64)
