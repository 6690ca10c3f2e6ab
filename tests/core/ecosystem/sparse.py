"""Small networks for the tests of effects: random ones by seed, and chains."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np

from matchmaker.core.entities import Link
from matchmaker.core.network import Network

KINDS = ("enterprise", "policymaker", "support", "")


def name(number: int) -> str:
    """The id of a number, in the order of the numbers."""
    return f"s-{number:03}"


def network_of(size: int, ties: Iterable[tuple[int, int]]) -> Network:
    """A network of so many with these ties."""
    return Network([name(n) for n in range(size)], [Link(name(min(t)), name(max(t))) for t in ties])


def random_network(seed: int, size: int = 40, ties: int = 45) -> tuple[Network, list[str]]:
    """A sparse random network, in several parts, with a kind for each (some unknown)."""
    graph = nx.gnm_random_graph(size, ties, seed=seed)
    kinds = np.random.default_rng(seed).choice(KINDS, size).tolist()
    return network_of(size, graph.edges), kinds


def free_pairs(network: Network, seed: int, count: int = 25) -> list[tuple[int, int]]:
    """Some pairs without a tie."""
    size = len(network.ids)
    drawn = np.random.default_rng(seed).integers(0, size, (4 * count, 2)).tolist()
    free = [(u, v) for u, v in drawn if u != v and name(v) not in network.neighbours(name(u))]
    return free[:count]
