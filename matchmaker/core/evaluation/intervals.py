"""How sure a mean over queries is: percentile bootstrap (Efron and Tibshirani, 1993) over the queries."""

from __future__ import annotations

import numpy as np

from matchmaker.core.evaluation.measures import Numbers
from matchmaker.core.reader import FloatArray

RESAMPLES = 1_000
LEVEL = 0.95


def intervals(values: FloatArray, *, seed: int, resamples: int = RESAMPLES) -> FloatArray:
    """The 95% interval of each column's mean, as rows of low and high; queries are rows."""
    return _bounds(_shares(len(values), seed, resamples) @ values).T


def grouped(values: FloatArray, groups: Numbers, *, seed: int, resamples: int = RESAMPLES) -> FloatArray:
    """The 95% interval of each column's mean where rows of the same group are drawn together.

    The mean is over rows, so that a group counts by its rows. Of a single group nothing is known.
    """
    names, number = np.unique(groups, return_inverse=True)
    sums = np.zeros((len(names), values.shape[1] + 1))
    # The last column counts the rows.
    np.add.at(sums, number, np.column_stack([values, np.ones(len(values))]))
    if len(names) < 2:
        return np.full((values.shape[1], 2), np.nan)
    drawn = _shares(len(names), seed, resamples) @ sums
    return _bounds(drawn[:, :-1] / drawn[:, -1:]).T


def loss(
    before: FloatArray, after: FloatArray, *, seed: int, resamples: int = RESAMPLES
) -> tuple[float, ...]:
    """Which share of a measure is lost from `before` to `after`, with its 95% interval: value, low, high.

    Paired: each resample draws the same queries for both. Where there was nothing to lose the loss is zero.
    """
    shares = _shares(len(before), seed, resamples)
    low, high = _bounds(_lost(shares @ before, shares @ after))
    value = _lost(np.mean(before, keepdims=True), np.mean(after, keepdims=True))
    return float(value[0]), float(low), float(high)


def _lost(before: FloatArray, after: FloatArray) -> FloatArray:
    return np.divide(before - after, before, out=np.zeros_like(before), where=before > 0)


def _shares(queries: int, seed: int, resamples: int) -> FloatArray:
    """How often each query is drawn in each resample, as a share of all draws."""
    chance = np.random.default_rng(seed)
    draws = chance.multinomial(queries, np.full(queries, 1.0 / queries), size=resamples)
    return np.asarray(draws / queries)


def _bounds(means: FloatArray) -> FloatArray:
    return np.asarray(np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0))
