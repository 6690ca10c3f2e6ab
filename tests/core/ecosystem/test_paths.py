"""How two are linked: the shortest ways, at most three."""

from __future__ import annotations

import networkx as nx
import pytest

from matchmaker.core.ecosystem.paths import shortest_paths
from matchmaker.core.entities import Link
from matchmaker.core.network import Network


def network(*ties: str, alone: str = "") -> Network:
    """A network of ties like "ab" among those with one letter for a name."""
    ids = sorted({letter for tie in ties for letter in tie} | set(alone))
    return Network(ids, [Link(min(tie), max(tie)) for tie in ties])


def test_partners_are_linked_directly() -> None:
    assert shortest_paths(network("ab", "bc", "ac"), "a", "b") == (("a", "b"),)


def test_of_equally_short_ways_those_through_the_fewest_ties_come_first() -> None:
    ties = ("ax", "ay", "az", "xb", "yb", "zb", "xp", "xq", "yp")
    assert shortest_paths(network(*ties), "a", "b") == (("a", "z", "b"), ("a", "y", "b"), ("a", "x", "b"))
    assert shortest_paths(network(*ties), "a", "b", most=1) == (("a", "z", "b"),)


def test_who_is_not_linked_or_not_there_has_no_way() -> None:
    found = network("ab", "cd", alone="e")
    for a, b in (("a", "c"), ("a", "e"), ("a", "a"), ("a", "nobody"), ("nobody", "a")):
        assert shortest_paths(found, a, b) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_ways_are_those_that_networkx_finds(seed: int) -> None:
    graph = nx.gnm_random_graph(40, 60, seed=seed)
    names = {node: f"n{node:02}" for node in graph}
    found = Network(sorted(names.values()), [Link(names[min(tie)], names[max(tie)]) for tie in graph.edges])
    for target in range(1, 40):
        ways = set(shortest_paths(found, "n00", names[target], most=1000))
        known = nx.all_shortest_paths(graph, 0, target) if nx.has_path(graph, 0, target) else ()
        assert ways == {tuple(names[node] for node in way) for way in known}
