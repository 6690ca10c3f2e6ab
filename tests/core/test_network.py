from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.entities import Link
from matchmaker.core.network import MOST_AROUND, RESTART, SMALL, Network


def _network(*ties: str, ids: str = "abcdefg") -> Network:
    return Network(list(ids), [Link(tie[0], tie[1]) for tie in ties])


def test_neighbours_are_the_present_partners() -> None:
    network = _network("ab", "ac")
    assert network.neighbours("a") == {"b", "c"}
    assert network.neighbours("c") == {"a"}
    assert network.neighbours("nobody") == frozenset()


def test_ties_to_strangers_to_oneself_or_without_weight_are_left_out() -> None:
    network = Network(["a", "b"], [Link("a", "z"), Link("a", "a"), Link("a", "b", weight=0)])
    assert network.graph.number_of_edges() == 0
    assert network.neighbours("a") == frozenset()


def test_two_kinds_of_tie_make_one_stronger_tie() -> None:
    network = Network(["a", "b"], [Link("a", "b", "project", weight=0.5), Link("a", "b", "customer")])
    assert network.graph["a"]["b"]["weight"] == 1.5


def test_common_partners_begin_with_the_one_that_has_fewest_ties() -> None:
    assert _network("ab", "bc", "ad", "dc", "be").common("a", "c") == ["d", "b"]


def test_a_path_names_those_between() -> None:
    network = _network("ab", "bc", "cd", "de")
    assert network.path("a", "c") == ("b",)
    assert network.path("a", "d") == ("b", "c")
    assert network.path("a", "d", steps=2) == ()


@pytest.mark.parametrize(("a", "b"), [("a", "b"), ("a", "a"), ("a", "e"), ("a", "g"), ("nobody", "a")])
def test_no_path_between_partners_oneself_the_far_and_strangers(a: str, b: str) -> None:
    assert _network("ab", "bc", "cd", "de").path(a, b) == ()


@pytest.mark.parametrize("size", [40, SMALL + 1])
def test_the_ways_from_one_are_its_paths_in_networks_of_all_sizes(size: int) -> None:
    chance = np.random.default_rng(1)
    ids = [f"s-{number:05}" for number in range(size)]
    ties = [Link(ids[a], ids[b]) for a, b in chance.integers(0, 40, (70, 2)).tolist()]
    network = Network(ids, ties)
    for start in (0, 1, 39):
        ways = network.ways(start)
        assert [ways(b) for b in range(40)] == [network.path(ids[start], ids[b]) for b in range(40)]


def test_the_ways_from_who_knows_very_many_are_the_same() -> None:
    ids = [f"s-{number:05}" for number in range(SMALL + 1)]
    crowd = round(MOST_AROUND**0.5) + 5
    ties = [Link(ids[a], ids[b]) for a in range(crowd) for b in range(a)]
    ties += [Link(ids[3], ids[1000]), Link(ids[1000], ids[2000])]
    network = Network(ids, ties)
    ways = network.ways(0)
    assert [ways(other) for other in (0, 5, 1000, 2000, 3000)] == [(), (), (ids[3],), (ids[3], ids[1000]), ()]


def test_one_step_is_no_path() -> None:
    assert _network("ab", "bc").path("a", "c", steps=1) == ()


def test_of_equal_paths_the_rarer_partners_win() -> None:
    network = _network("ab", "bd", "ac", "cd", "be", "bf", "dg", ids="abcdefg")
    assert network.path("a", "g") == ("c", "d")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forward_push_agrees_with_networkx(seed: int) -> None:
    graph = nx.gnm_random_graph(60, 150, seed=seed)
    weights = np.random.default_rng(seed).uniform(0.1, 2, graph.number_of_edges())
    ids = [f"s-{node:02}" for node in graph]
    links = [Link(ids[a], ids[b], weight=float(w)) for (a, b), w in zip(graph.edges, weights, strict=True)]
    network = Network(ids, links)
    start = max(ids, key=lambda key: (len(network.neighbours(key)), key))
    # Expected values: networkx.pagerank with the same restart.
    expected = nx.pagerank(network.graph, alpha=1 - RESTART, personalization={start: 1}, tol=1e-9)
    found = network.pagerank(start, tolerance=1e-7)
    assert found == pytest.approx([expected[key] for key in ids], abs=1e-5)


def test_pagerank_of_somebody_without_ties_is_nothing() -> None:
    assert not _network("ab").pagerank("c").any()
    assert not _network("ab").pagerank("nobody").any()
    assert not _network().pagerank("a").any()


def test_what_is_not_pushed_stays_below_the_tolerance() -> None:
    assert _network("ab", "bc").pagerank("a", tolerance=0.01).sum() == pytest.approx(1, abs=0.01)


def test_adamic_adar_agrees_with_networkx() -> None:
    network = _network("ab", "bc", "ad", "dc", "be", "ef")
    counts, rarity = network.shared_partners("a")
    # Expected values: networkx.adamic_adar_index.
    for _, other, expected in nx.adamic_adar_index(network.graph, [("a", "c"), ("a", "e"), ("a", "f")]):
        assert rarity[network.number[other]] == pytest.approx(expected)
    assert counts[network.number["c"]] == 2
    assert counts[network.number["f"]] == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_walk_from_several_is_the_mean_of_the_walks_from_each(seed: int) -> None:
    graph = nx.gnm_random_graph(30, 60, seed=seed)
    ids = [f"s-{node:02}" for node in graph]
    network = Network(ids, [Link(ids[a], ids[b]) for a, b in graph.edges])
    linked = [key for key in ids if network.neighbours(key)]
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(linked)))
    start = np.zeros(len(ids))
    start[[network.number[key] for key in linked]] = weights
    expected = sum((w * network.pagerank(key) for w, key in zip(weights, linked, strict=True)), np.zeros(30))
    assert network.walk(start) == pytest.approx(expected)


def test_a_walk_changes_nothing_and_from_nobody_leads_nowhere() -> None:
    network, start = _network("ab", "bc"), np.array([0.5, 0, 0.5, 0, 0, 0, 0])
    before = start.copy()
    network.walk(start)
    assert np.array_equal(start, before)
    assert not network.walk(np.zeros(7)).any()


def test_who_has_no_ties_is_where_one_stays() -> None:
    # All that is never pushed on: the share with which every walk begins again.
    assert _network("ab").walk(np.array([0, 0, 1.0, 0, 0, 0, 0])).tolist() == [0, 0, RESTART, 0, 0, 0, 0]


def test_a_part_of_a_network_has_the_ties_among_its_own_alone() -> None:
    part = _network("ab", "bc", "cd", "de").within(["b", "c", "e", "nobody"])
    assert part.ids == ("b", "c", "e")
    assert set(part.graph.edges) == {("b", "c")}
    assert part.degrees.tolist() == [1, 1, 0]


def test_some_have_the_ranks_and_the_shared_partners_that_they_have_among_everybody() -> None:
    draw = np.random.default_rng(4)
    ids = [f"s-{i:02}" for i in range(30)]
    pairs = {(min(a, b), max(a, b)) for a, b in draw.integers(0, 30, (70, 2)).tolist() if a != b}
    network = Network(ids, [Link(ids[a], ids[b], weight=1.0 + a) for a, b in sorted(pairs)])
    for count in (0, 1, 12, 30):
        among = np.sort(draw.choice(30, count, replace=False)).astype(np.int64)
        start, shares = np.array([2, 7]), np.array([0.5, 0.5])
        everybody = network.walk(np.bincount(start, shares, 30).astype(float))
        assert network.push(start, shares).of(among).tolist() == everybody[among].tolist()
        for key in [*ids[:9], "nobody"]:
            whole, some = network.shared_partners(key), network.shared_partners(key, among)
            assert [one.tolist() for one in some] == [one[among].tolist() for one in whole]


def test_in_a_large_network_a_push_is_near_to_the_walk() -> None:
    draw = np.random.default_rng(5)
    size = SMALL + 1
    ids = [f"s-{i:05}" for i in range(size)]
    pairs = {(min(a, b), max(a, b)) for a, b in draw.integers(0, size, (2 * size, 2)).tolist() if a != b}
    network = Network(ids, [Link(ids[a], ids[b]) for a, b in sorted(pairs)])
    start, shares = np.array([17, 404]), np.array([0.25, 0.75])
    exact = network.walk(np.bincount(start, shares, size).astype(float), tolerance=1e-9)
    found = network.push(start, shares)
    ranks = found.of(np.arange(size))
    assert abs(exact - ranks).sum() <= 2 * found.left + 1e-6
    assert set(np.argsort(-exact)[:50].tolist()) == set(found.top(50).numbers.tolist())
