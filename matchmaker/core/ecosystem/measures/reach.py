"""Whose ties count for much: next to others of weight, or on the ways of many."""

from __future__ import annotations

from math import ceil

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import eigsh

from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.reader import FloatArray

TOP = 0.05
DENSE = 50
"""Up to so many a full decomposition is quicker, and ARPACK needs more than a few."""


def eigenvector(present: csr_array, component: IntArray) -> FloatArray:
    """How well-connected each one's partners are, and theirs in turn (Bonacich, 1987).

    The leading eigenvector of the ties within the largest component, of length 1. Everybody else has 0:
    numbers of different components cannot be compared.
    """
    found = np.zeros(len(component))
    inside = np.flatnonzero(component == 0)
    if len(inside) > 1:
        found[inside] = _leading(present[inside][:, inside])
    return found


def share_of_the_top(scores: FloatArray) -> float | None:
    """Which share of all shortest paths the busiest twentieth carries; None if nobody lies between.

    `scores` are the betweenness of who has ties. Freeman's centralisation would be near 0 in every large
    network; this share keeps its meaning, and can be told in a sentence.
    """
    total = float(scores.sum())
    if not total > 0:
        return None
    return float(np.sort(scores)[-ceil(TOP * len(scores)) :].sum()) / total


def _leading(present: csr_array) -> FloatArray:
    if present.shape[0] <= DENSE:
        vector = np.linalg.eigh(present.toarray())[1][:, -1]
    else:
        # The same start each time: ARPACK would otherwise begin somewhere at random.
        vector = eigsh(present, k=1, which="LA", v0=np.ones(present.shape[0]), tol=1e-10)[1][:, 0]
    # Those next to nobody of weight come out a hair below zero; the sign of the whole is free.
    return np.asarray(np.abs(vector), float)
