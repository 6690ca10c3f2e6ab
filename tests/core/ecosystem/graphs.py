"""Networks whose measures stand in books, and made-up ones of any size."""

from __future__ import annotations

import networkx as nx
import numpy as np

from matchmaker.core.entities import Link
from matchmaker.core.network import Network


def network_of(graph: nx.Graph[int]) -> Network:
    """The same as a network of ours; the order of the nodes is kept, whatever weighs a tie is not."""
    ids = {node: f"s-{number:05}" for number, node in enumerate(graph)}
    pairs = (sorted((ids[a], ids[b])) for a, b in graph.edges if a != b)
    return Network(list(ids.values()), [Link(a, b) for a, b in pairs])


def grown(n: int, m: int, *, seed: int = 1) -> Network:
    """A network of groups with a few who have many ties, and some who have none."""
    rng = np.random.default_rng(seed)
    group = rng.integers(max(2, n // 40), size=n)
    pull = 1 + rng.pareto(2.2, n)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < m:
        a = int(rng.choice(n, p=pull / pull.sum()))
        others = np.flatnonzero(group == group[a]) if rng.random() < 0.8 else np.arange(n)
        b = int(rng.choice(others, p=pull[others] / pull[others].sum()))
        if a != b:
            pairs.add((min(a, b), max(a, b)))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(sorted(pairs))
    return network_of(graph)
