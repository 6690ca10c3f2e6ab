"""Openness and what a tie does to it, against networkx's constraint counted anew."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.ecosystem.effects import partners_of
from matchmaker.core.ecosystem.openness import Openness
from matchmaker.core.network import Network
from tests.core.ecosystem.sparse import free_pairs, name, network_of, random_network

SEEDS = range(5)


def expected(graph: nx.Graph[str], network: Network) -> list[float]:
    """1 - constraint of each by networkx, 0 for who has no tie."""
    found = nx.constraint(graph)
    return [0.0 if np.isnan(found[key]) else 1.0 - min(1.0, found[key]) for key in network.ids]


@pytest.mark.parametrize("ties", [45, 90, 250])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_follows_the_constraint_of_networkx_whatever_ties_are_made(seed: int, ties: int) -> None:
    network, _ = random_network(seed, ties=ties)
    graph, partners = network.graph.copy(), partners_of(network)
    openness = Openness(partners)
    for u, v in free_pairs(network, seed, 12):
        if v in partners[u]:
            continue
        before = expected(graph, network)
        assert [openness.now(at) for at in range(len(partners))] == pytest.approx(before)
        added = openness.added(u, v)
        graph.add_edge(name(u), name(v))
        assert added == pytest.approx(sum(expected(graph, network)) - sum(before), abs=1e-12)
        partners[u].add(v)
        partners[v].add(u)
        openness.forget(u, v)


def test_a_star_is_open_in_its_middle_and_closed_at_its_ends() -> None:
    # Burt (1992): n unconnected partners of equal weight leave a constraint of 1/n; one partner leaves 1.
    openness = Openness([{1, 2, 3, 4}, {0}, {0}, {0}, {0}])
    assert openness.now(0) == pytest.approx(0.75)
    assert openness.now(1) == 0.0


def test_a_copy_goes_its_own_way() -> None:
    network = network_of(5, [(0, 1), (1, 2), (2, 3)])
    partners, other = partners_of(network), partners_of(network)
    openness = Openness(partners)
    before = openness.now(0), openness.added(0, 4)
    copied = openness.copy(other)
    other[0].add(3)
    other[3].add(0)
    copied.forget(0, 3)
    assert copied.now(0) == pytest.approx(0.5)
    assert (openness.now(0), openness.added(0, 4)) == before
