"""The fast measures against networkx: the same numbers on networks of every shape."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.ecosystem.measures import between as searching
from matchmaker.core.ecosystem.measures import fast, measure, plain
from matchmaker.core.ecosystem.measures.between import between
from matchmaker.core.ecosystem.measures.closure import constraint, transitivity
from matchmaker.core.ecosystem.measures.groups import communities, components, modularity
from matchmaker.core.ecosystem.measures.reach import eigenvector
from matchmaker.core.network import Network
from tests.core.ecosystem.graphs import grown, network_of

ATOL = 1e-6

BOOKS = {
    "karate": nx.karate_club_graph(),
    "davis": nx.davis_southern_women_graph(),
    "florentine": nx.florentine_families_graph(),
    "caveman": nx.connected_caveman_graph(12, 8),
    "small world": nx.connected_watts_strogatz_graph(300, 6, 0.1, seed=1),
    "scale free": nx.barabasi_albert_graph(400, 3, seed=1),
}


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network of up to thirty, some without ties."""
    n = draw(st.integers(1, 30))
    pairs = list(combinations(range(n), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=60, unique=True)) if pairs else []
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(chosen)
    return network_of(graph)


@given(networks())
@settings(max_examples=60)
def test_betweenness_and_cores_are_those_of_networkx(network: Network) -> None:
    present = network.present
    assert np.allclose(fast.betweenness(present), plain.betweenness(present), atol=ATOL)
    assert fast.cores(present).tolist() == plain.cores(present).tolist()


@given(networks())
@settings(max_examples=60)
def test_the_sparse_measures_are_those_of_networkx(network: Network) -> None:
    graph, present, degrees = plain.graph_of(network.present), network.present, network.degrees
    expected = nx.constraint(graph)
    found = constraint(present, degrees)
    for node in graph:
        assert found[node] == (pytest.approx(expected[node], abs=ATOL) if graph.degree(node) else -1)
    assert transitivity(present, degrees) in (None, pytest.approx(nx.transitivity(graph), abs=ATOL))
    component = components(present)
    assert sorted(np.bincount(component).tolist()) == sorted(map(len, nx.connected_components(graph)))
    if degrees.any():
        groups = [set(np.flatnonzero(component == one).tolist()) for one in range(component.max() + 1)]
        lengths = [
            length for one in groups for _, ways in nx.all_pairs_shortest_path_length(graph.subgraph(one))
            for length in ways.values() if length
        ]  # fmt: skip
        assert between(present, component, seed=1).mean_path == pytest.approx(np.mean(lengths), abs=ATOL)


@pytest.mark.parametrize("name", BOOKS)
def test_the_eigenvector_is_that_of_networkx_in_the_largest_component(name: str) -> None:
    network = network_of(BOOKS[name])
    expected = nx.eigenvector_centrality_numpy(plain.graph_of(network.present))
    found = eigenvector(network.present, components(network.present))
    assert np.allclose(found, [expected[n] for n in range(len(found))], atol=ATOL)


@pytest.mark.parametrize("name", BOOKS)
def test_both_ways_find_communities_of_about_the_same_modularity(name: str) -> None:
    network = network_of(BOOKS[name])
    present, degrees = network.present, network.degrees
    graph = plain.graph_of(present)
    slow, quick = (way.communities(present, seed=1) for way in (plain, fast))
    for found in (slow, quick):
        groups = [set(np.flatnonzero(found == one).tolist()) for one in set(found.tolist())]
        theirs = nx.community.modularity(graph, groups, weight=None)
        assert modularity(present, degrees, found) == pytest.approx(theirs, abs=ATOL)
    assert modularity(present, degrees, quick) >= modularity(present, degrees, slow) - 0.02


def test_a_larger_network_is_measured_alike_by_both() -> None:
    network = grown(800, 2400)
    present, degrees = network.present, network.degrees
    assert np.allclose(fast.betweenness(present), plain.betweenness(present), atol=ATOL)
    assert fast.cores(present).tolist() == plain.cores(present).tolist()
    tied = np.flatnonzero(degrees)
    inner = present[tied][:, tied]
    slow, quick = (modularity(inner, degrees[tied], way.communities(inner, seed=1)) for way in (plain, fast))
    assert quick == pytest.approx(slow, abs=0.02)


def test_the_same_network_gives_the_same_measures_every_time() -> None:
    network = grown(700, 2100)
    nothing = [""] * len(network.ids)
    first = measure(network, nothing, nothing, seed=3)
    assert measure(network, nothing, nothing, seed=3) == first


def test_ids_that_are_hashed_otherwise_do_not_change_the_communities() -> None:
    """networkx walks through sets, whose order depends on the ids; numbers always have the same one."""
    graph = BOOKS["small world"]
    renamed = nx.relabel_nodes(graph, {node: node + 100_000 for node in graph})
    one, other = network_of(graph), network_of(renamed)
    assert communities(one.present, one.degrees, seed=1)[0].tolist() == (
        communities(other.present, other.degrees, seed=1)[0].tolist()
    )


def test_sampled_betweenness_keeps_its_bound_and_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = grown(1500, 4500)
    present, component = network.present, components(network.present)
    exact = between(present, component, seed=1)
    monkeypatch.setattr(searching, "MOST_EXACT", 1000)
    monkeypatch.setattr(searching, "ERROR", 0.005)
    sampled = between(present, component, seed=1)
    assert np.abs(sampled.scores - exact.scores).max() <= 0.005
    assert sampled.error == 0.005
    assert sampled.mean_path == pytest.approx(exact.mean_path, rel=0.03)
    assert between(present, component, seed=1).scores.tolist() == sampled.scores.tolist()
