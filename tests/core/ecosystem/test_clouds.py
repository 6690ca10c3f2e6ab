"""Members of a community among each other."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.spatial.distance import pdist

from matchmaker.core.ecosystem.clouds import MOST_AT_ONCE, arrange_cloud, level, pulls, radius_of, spread

GRAPHS = {
    "one": nx.path_graph(1),
    "two": nx.path_graph(2),
    "path": nx.path_graph(40),
    "star": nx.star_graph(60),
    "everybody knows everybody": nx.complete_graph(25),
    "a star too large for springs": nx.star_graph(MOST_AT_ONCE + 100),
    "many parts": nx.connected_caveman_graph(30, 20),
}


def named(graph: Any) -> nx.Graph[str]:
    """The same graph with ids as ours."""
    renamed: nx.Graph[str] = nx.relabel_nodes(graph, {node: f"s-{node:04d}" for node in graph})
    return renamed


@pytest.mark.parametrize("name", GRAPHS)
def test_everybody_has_room_in_a_disc_with_one_unit_for_each(name: str) -> None:
    graph = named(GRAPHS[name])
    points = arrange_cloud(graph, list(graph), seed=1)
    away = np.hypot(*points.T)
    assert points.shape == (len(graph), 2)
    assert away.max() <= 1.3 * radius_of(len(graph)) + 0.5
    assert len(graph) == 1 or pdist(points).min() > 0.6


def test_partners_are_nearer_than_others() -> None:
    graph = named(nx.connected_caveman_graph(6, 8))
    ids = list(graph)
    points = dict(zip(ids, arrange_cloud(graph, ids, seed=1), strict=True))
    tied = np.mean([np.hypot(*(points[a] - points[b])) for a, b in graph.edges])
    free = np.mean([np.hypot(*(points[a] - points[b])) for a, b in nx.complement(graph).edges])
    assert tied < 0.5 * free


def test_the_seed_and_the_order_make_the_cloud() -> None:
    graph = named(nx.connected_caveman_graph(20, 20))
    ids = list(graph)
    first = arrange_cloud(graph, ids, seed=1)
    assert np.array_equal(first, arrange_cloud(graph, ids, seed=1))
    assert not np.array_equal(first, arrange_cloud(graph, ids, seed=2))


def test_points_upon_each_other_are_pushed_apart() -> None:
    assert pdist(spread(level(np.zeros((30, 2))))).min() > 0.6
    assert pdist(spread(np.zeros((30, 2)))).min() > 0.3


def test_ties_between_parts_are_counted() -> None:
    part = {"a": 0, "b": 0, "c": 1, "d": 2}
    assert pulls([("a", "b"), ("c", "a"), ("b", "c"), ("c", "d"), ("d", "x")], part) == {(0, 1): 2, (1, 2): 1}
