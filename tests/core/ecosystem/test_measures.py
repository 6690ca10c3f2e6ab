"""The measures against numbers that stand in books, papers and the documentation of libraries."""

from __future__ import annotations

import json
from collections.abc import Sequence

import networkx as nx
import pytest

from matchmaker.core.ecosystem.measures import Measured, measure
from tests.core.ecosystem.graphs import network_of

KINDS = ("enterprise", "innovator", "policymaker", "support")


def measured(graph: nx.Graph[int], kinds: Sequence[str] = (), places: Sequence[str] = ()) -> Measured:
    """The measures of a graph; nobody's kind or place is known unless it is given."""
    nothing = [""] * len(graph)
    return measure(network_of(graph), kinds or nothing, places or nothing, seed=1)


def test_the_karate_club_is_measured_as_networkx_and_igraph_document_it() -> None:
    """Zachary 1977; networkx's and igraph's documentation and tests give these numbers."""
    found = measured(nx.karate_club_graph())
    figures = found.figures
    assert (figures["stakeholders"], figures["ties"], figures["components"]) == (34, 78, 1)
    # networkx: density 0.139, transitivity 0.2557, average shortest path length 2.4082; igraph the same.
    assert figures["density"] == pytest.approx(0.1390374, abs=1e-7)
    assert figures["clustering"] == pytest.approx(0.2556818, abs=1e-7)
    assert figures["mean_path"] == pytest.approx(2.4081996, abs=1e-7)
    # networkx tests/test_betweenness_centrality.py and test_eigenvector_centrality.py.
    betweenness = found.columns["betweenness"]
    assert betweenness[0] == pytest.approx(0.4376353, abs=1e-6)
    assert betweenness[33] == pytest.approx(0.3040750, abs=1e-6)
    assert found.columns["eigenvector"][33] == pytest.approx(0.3733634, abs=1e-6)
    # networkx: core_number is 4 at most, by ten of them.
    assert figures["core"] == 4
    assert sum(core == 4 for core in found.columns["core"]) == 10
    # Brandes and others 2008: the best partition reaches 0.4198, in four groups.
    assert figures["modularity"] == pytest.approx(0.4198, abs=0.01)


def test_the_club_is_assortative_by_side_as_newman_reckons_it() -> None:
    """The two sides of the club: 10 of 78 ties run between them, 34 within one and 34 within the other."""
    graph = nx.karate_club_graph()
    sides = {"Mr. Hi": "enterprise", "Officer": "support"}
    found = measured(graph, [sides[graph.nodes[one]["club"]] for one in graph]).figures
    across = found["ties_enterprise_support"]
    assert across is not None
    assert found["ei_kind"] == pytest.approx((across - (78 - across)) / 78)
    assert found["assortativity_kind"] == pytest.approx(
        nx.attribute_assortativity_coefficient(graph, "club"), abs=1e-12
    )


def test_krackhardts_kite_has_its_three_different_leaders() -> None:
    """Krackhardt 1990: Diane has most ties, Heather most paths, Fernando and Garth the nearest ways."""
    columns = measured(nx.krackhardt_kite_graph()).columns
    degree, betweenness = columns["degree"], columns["betweenness"]
    assert degree.index(max(degree)) == 3
    # networkx tests/test_betweenness_centrality.py::test_krackhardt_kite_graph, over both
    # directions of each of the 36 pairs.
    raw = [1.667, 1.667, 0.000, 7.333, 0.000, 16.667, 16.667, 28.000, 16.000, 0.000]
    assert betweenness == pytest.approx([value / 2 / 36 for value in raw], abs=1e-4)


def test_burts_constraint_is_that_of_the_worked_examples() -> None:
    """networkx tests/test_structuralholes.py, graph G of test_constraint_undirected: four and a pair."""
    graph: nx.Graph[int] = nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 3), (1, 5), (2, 5)])
    graph.add_edges_from([(3, 5), (4, 5)])
    found = measured(graph).columns["constraint"]
    expected = nx.constraint(graph)
    assert found == pytest.approx([expected[node] for node in range(6)], abs=1e-12)
    # Burt 1992: nothing leads back at the centre of a star with n ends, so it is 1/n; each end has 1.
    star = measured(nx.star_graph(4)).columns["constraint"]
    assert star == pytest.approx([0.25, 1, 1, 1, 1])
    # A triangle: (1/2 + 1/2 · 1/2)² for each of two partners.
    assert measured(nx.complete_graph(3)).columns["constraint"] == pytest.approx([1.125] * 3)


def test_a_constraint_that_does_not_exist_is_a_number_that_json_knows() -> None:
    graph = nx.path_graph(2)
    graph.add_node(9)
    found = measured(graph)
    assert found.columns["constraint"] == [1, 1, -1]
    assert found.figures["constraint"] == 1
    json.dumps([found.figures, found.columns, found.community], allow_nan=False)


def test_the_e_i_index_is_reckoned_as_krackhardt_and_stern_do() -> None:
    """(E - I) / (E + I): three ties between kinds and one within is 0.5; unknown kinds do not count."""
    graph = nx.path_graph(6)
    kinds = ["enterprise", "enterprise", "support", "policymaker", "support", ""]
    found = measured(graph, kinds).figures
    assert found["ei_kind"] == pytest.approx(0.5)
    assert found["ties_enterprise_enterprise"] == 1
    assert found["ties_policymaker_support"] == 2
    assert found["ties_innovator_support"] == 0
    assert measured(graph, ["support"] * 6).figures["ei_kind"] == -1


def test_assortativity_is_newmans_worked_table() -> None:
    """Newman 2003, Physical Review E 67, 026126: perfect where like meets like alone, -1 where two parted."""
    pairs: nx.Graph[int] = nx.Graph([(0, 1), (2, 3)])
    like = measured(pairs, ["support", "support", "policymaker", "policymaker"])
    assert like.figures["assortativity_kind"] == pytest.approx(1)
    across = measured(pairs, ["support", "policymaker"] * 2)
    assert across.figures["assortativity_kind"] == pytest.approx(-1)


def test_regions_are_compared_at_level_two_and_by_country_where_no_more_is_known() -> None:
    pairs: nx.Graph[int] = nx.Graph([(0, 1), (2, 3)])
    assert measured(pairs, places=["DE111", "DE112", "FR", "FR"]).figures["assortativity_region"] == 1
    assert measured(pairs, places=["DE111", "DE112", "DE11", ""]).figures["assortativity_region"] is None


def test_the_busiest_of_a_star_carries_everything() -> None:
    found = measured(nx.star_graph(9))
    assert found.figures["betweenness_share"] == 1
    assert found.columns["betweenness"][0] == 1


def test_components_are_numbered_by_size_and_communities_too() -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(7))
    graph.add_edges_from([(1, 2), (4, 5), (5, 6), (4, 6)])
    found = measured(graph)
    assert found.columns["component"] == [2, 1, 1, 3, 0, 0, 0]
    assert found.community == [-1, 1, 1, -1, 0, 0, 0]
    assert (found.figures["largest"], found.figures["isolated"], found.figures["components"]) == (3, 2, 4)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_without_ties_a_measure_says_nothing(size: int) -> None:
    found = measured(nx.empty_graph(size))
    silent = ("mean_path", "clustering", "constraint", "modularity", "assortativity_kind", "ei_kind",
              "assortativity_region", "betweenness_share")  # fmt: skip
    assert {found.figures[name] for name in silent} == {None}
    assert found.figures["isolated"] == found.figures["components"] == size
    assert found.figures["ties"] == found.figures["communities"] == found.figures["core"] == 0
    assert {name: list(column) for name, column in found.columns.items() if name != "component"} == {
        "degree": [0] * size, "betweenness": [0] * size, "eigenvector": [0] * size,
        "constraint": [-1] * size, "core": [0] * size,
    }  # fmt: skip


def test_one_kind_alone_says_nothing_of_assortativity() -> None:
    assert measured(nx.complete_graph(4), ["support"] * 4).figures["assortativity_kind"] is None
