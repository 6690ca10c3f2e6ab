"""The same measures by networkit (C++), for networks in which networkx would take minutes.

See docs/decisions/0007. It is loaded where it is first needed, for that takes a second.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.reader import FloatArray

FROM = 500
"""From so many stakeholders on networkit is used: beyond, betweenness takes networkx more than a second."""

# Scores that several threads add up differ in their last digits from run to run; these do not.
DIGITS = 12


def suits(size: int) -> bool:
    """Whether a network of this size is measured by networkit."""
    return size >= FROM


def betweenness(present: csr_array) -> FloatArray:
    """See `plain.betweenness`: the same numbers up to the twelfth digit, by as many threads as there are."""
    if present.shape[0] < 3:
        return np.zeros(present.shape[0])
    library, graph = _library(seed=0, threads=0), graph_of(present)
    scores = library.centrality.Betweenness(graph, normalized=True).run().scores()
    return np.round(np.array(scores, float), DIGITS)


def sampled_betweenness(present: csr_array, *, error: float, seed: int) -> FloatArray:
    """Betweenness from random pairs, all of it within `error` with a chance of 90%.

    KADABRA (Borassi and Natale, ACM JEA 2019), in the way that gives the same scores for the same seed.
    """
    library, graph = _library(seed=seed, threads=1), graph_of(present)
    # networkit counts a pair in both directions and divides by one, so its scores and its error are double.
    sampling = library.centrality.KadabraBetweenness(graph, 2 * error, 0.1, True)
    return np.array(sampling.run().scores(), float) / 2


def communities(present: csr_array, *, seed: int) -> IntArray:
    """The community of each by Leiden, with one thread: more would find another partition each time."""
    library, graph = _library(seed=seed, threads=1), graph_of(present)
    leiden = library.community.ParallelLeiden(graph, randomize=True, iterations=3)
    return np.array(leiden.run().getPartition().getVector(), np.int64)


def cores(present: csr_array) -> IntArray:
    """The core number of each."""
    library, graph = _library(seed=0, threads=1), graph_of(present)
    return np.array(library.centrality.CoreDecomposition(graph).run().scores(), np.int64)


def distances(present: csr_array, sources: IntArray) -> FloatArray:
    """How many ties lie between each source and everybody; infinite where no way leads."""
    library, graph = _library(seed=0, threads=1), graph_of(present)
    rows = [np.array(library.distance.BFS(graph, int(one), False).run().getDistances()) for one in sources]
    found = np.array(rows, float)
    # What cannot be reached is the largest number that there is.
    found[found > len(present.indptr)] = np.inf
    return found


def graph_of(present: csr_array) -> Any:
    """The ties as networkit holds them.

    Whoever measures keeps a name for it until the end: some measures of networkit hold no graph alive
    themselves, and one that is gone ends the whole process.
    """
    import networkit

    left, right = present.nonzero()
    once = left < right
    pairs = (left[once].astype(np.uint64), right[once].astype(np.uint64))
    return networkit.GraphFromCoo(pairs, n=present.shape[0])


def _library(*, seed: int, threads: int) -> Any:
    """networkit, its chance seeded, with so many threads; 0: as many as there are."""
    import networkit

    most = _most_threads()
    networkit.setNumberOfThreads(threads or most)
    networkit.setSeed(seed, False)
    return networkit


@cache
def _most_threads() -> int:
    """Asked once, before any are set: later networkit names what was set last."""
    import networkit

    return int(networkit.getMaxNumberOfThreads())
