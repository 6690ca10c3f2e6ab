"""What the network falls into: components, communities, and the cores in which all hold together."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matchmaker.core.ecosystem.measures import fast, plain
from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.reader import FloatArray


def components(present: csr_array) -> IntArray:
    """The number of each one's component; the largest is 0, of two alike the one that comes first."""
    if not present.shape[0]:
        return np.zeros(0, np.int64)
    _, label = connected_components(present, directed=False)
    return _by_size(np.asarray(label, np.int64))


def communities(present: csr_array, degrees: FloatArray, *, seed: int) -> tuple[IntArray, float | None]:
    """The community of each, the largest is 0, and the modularity; -1 and None without ties.

    Louvain (Blondel and others, 2008) in small networks, Leiden (Traag, Waltman and van Eck, 2019) beyond.
    """
    found = np.full(len(degrees), -1, np.int64)
    tied = np.flatnonzero(degrees)
    if not len(tied):
        return found, None
    way = fast if fast.suits(len(degrees)) else plain
    found[tied] = _by_size(way.communities(present[tied][:, tied], seed=seed))
    return found, modularity(present, degrees, found)


def modularity(present: csr_array, degrees: FloatArray, community: IntArray) -> float:
    """How many more ties lie within communities than chance would put there (Newman and Girvan, 2004)."""
    total = degrees.sum()
    left, right = present.nonzero()
    inside = np.count_nonzero(community[left] == community[right]) / total
    tied = community >= 0
    shares = np.bincount(community[tied], weights=degrees[tied]) / total
    return float(inside - (shares**2).sum())


def cores(present: csr_array) -> IntArray:
    """The largest k for which each is in a group whose members all have k ties within it (Seidman, 1983)."""
    return fast.cores(present) if fast.suits(present.shape[0]) else plain.cores(present)


def _by_size(label: IntArray) -> IntArray:
    """The same groups numbered by size; of two alike the one whose first member comes first."""
    _, first, group, sizes = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(sizes), np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return np.asarray(number[group], np.int64)
