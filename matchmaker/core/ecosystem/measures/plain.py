"""The measures that need a graph, by networkx: the reference, and quick enough for small networks."""

from __future__ import annotations

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.reader import FloatArray


def betweenness(present: csr_array) -> FloatArray:
    """The share of the shortest paths between all others on which each lies (Freeman 1977, Brandes 2001)."""
    scores = nx.betweenness_centrality(graph_of(present))
    return np.array([scores[n] for n in range(present.shape[0])], float)


def communities(present: csr_array, *, seed: int) -> IntArray:
    """The community of each by Louvain."""
    found = np.zeros(present.shape[0], np.int64)
    for number, members in enumerate(nx.community.louvain_communities(graph_of(present), seed=seed)):
        found[list(members)] = number
    return found


def cores(present: csr_array) -> IntArray:
    """The core number of each."""
    numbers = nx.core_number(graph_of(present))
    return np.array([numbers[n] for n in range(present.shape[0])], np.int64)


def graph_of(present: csr_array) -> nx.Graph[int]:
    """The ties between numbers: the order of a set of numbers is always the same, that of ids is not."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(present.shape[0]))
    left, right = present.nonzero()
    graph.add_edges_from((a, b) for a, b in zip(left.tolist(), right.tolist(), strict=True) if a < b)
    return graph
