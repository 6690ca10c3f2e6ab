"""Who lies between others, and how long the ways are: both come out of the same search for shortest paths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures import fast, plain
from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.reader import FloatArray

MOST_EXACT = 20_000
"""In larger networks betweenness and the mean path are sampled."""

ERROR = 0.001
"""Sampled betweenness is off by at most this, with a chance of 90% for all of them together."""

SOURCES = 200
"""From so many the mean path of a large network is reckoned."""


@dataclass(frozen=True, slots=True)
class Between:
    """`scores`: the share of the shortest paths between all others on which each lies.

    `mean_path` is the mean number of ties on the way between two who can reach each other, None without ties;
    `error` how far a score may be off, None where nothing was sampled.
    """

    scores: FloatArray
    mean_path: float | None
    error: float | None = None


def between(present: csr_array, component: IntArray, *, seed: int) -> Between:
    """Betweenness and the mean path, exact up to `MOST_EXACT` stakeholders."""
    n = present.shape[0]
    if not present.nnz:
        return Between(np.zeros(n), None)
    if n > MOST_EXACT:
        scores = fast.sampled_betweenness(present, error=ERROR, seed=seed)
        return Between(scores, _sampled_path(present, seed=seed), ERROR)
    scores = (fast if fast.suits(n) else plain).betweenness(present)
    return Between(scores, _exact_path(scores, component))


def _exact_path(scores: FloatArray, component: IntArray) -> float:
    """A path of d ties has d - 1 stakeholders in between, so their scores tell how long all paths are."""
    n, sizes = len(scores), np.bincount(component).astype(float)
    pairs = float((sizes * (sizes - 1)).sum()) / 2
    return 1.0 + float(scores.sum()) * (n - 1) * (n - 2) / 2 / pairs


def _sampled_path(present: csr_array, *, seed: int) -> float:
    tied = np.flatnonzero(np.diff(present.indptr))
    chance = np.random.default_rng(seed)
    sources = chance.choice(tied, min(SOURCES, len(tied)), replace=False)
    lengths = fast.distances(present, sources)
    return float(lengths[np.isfinite(lengths) & (lengths > 0)].mean())
