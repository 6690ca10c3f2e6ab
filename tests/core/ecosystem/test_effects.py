"""Trying a tie says what making it does; the effect for readers against counting on the graph."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.ecosystem.effects import Effect, Ground, Trial
from matchmaker.core.ecosystem.health import steps_from
from matchmaker.core.network import Network
from tests.core.ecosystem.sparse import free_pairs, name, network_of, random_network

SEEDS = range(6)


def within_two(graph: nx.Graph[str], key: str) -> set[str]:
    """Who is at most two steps away."""
    return set(nx.single_source_shortest_path_length(graph, key, cutoff=2)) - {key}


def counted(network: Network, u: int, v: int) -> int:
    """How many have somebody new within two steps, by looking at everybody."""
    after = network.graph.copy()
    after.add_edge(name(u), name(v))
    return sum(bool(within_two(after, key) - within_two(network.graph, key)) for key in network.ids)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_gain_is_exactly_what_making_the_tie_adds(seed: int) -> None:
    network, kinds = random_network(seed)
    trial = Trial(network, kinds)
    for u, v in free_pairs(network, seed):
        tried = trial.copy()
        gain, before = trial.gain(u, v), trial.health()
        tried.make(u, v)
        assert asdict(tried.health().minus(before)) == pytest.approx(asdict(gain))
        assert trial.health() == before


@pytest.mark.parametrize("seed", SEEDS)
def test_ways_stay_exact_while_ties_are_made(seed: int) -> None:
    network, kinds = random_network(seed)
    trial, ties = Trial(network, kinds), [*network.graph.edges]
    for u, v in free_pairs(network, seed, 8):
        if v not in trial.partners[u]:
            trial.make(u, v)
            ties.append((name(u), name(v)))
    made = network_of(len(network.ids), [(int(a[2:]), int(b[2:])) for a, b in ties])
    assert np.array_equal(trial.steps, steps_from(made, range(len(made.ids))))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_promise_is_never_less_than_the_gain_and_the_same_where_groups_are_joined(seed: int) -> None:
    network, kinds = random_network(seed)
    trial = Trial(network, kinds)
    pairs = free_pairs(network, seed)
    ground = Ground(network, kinds, sorted({at for pair in pairs for at in pair}))
    for u, v in pairs:
        promise, gain = ground.promise(u, v), trial.gain(u, v)
        assert promise.nearness >= gain.nearness - 1e-12
        assert (promise.openness, promise.mixing) == pytest.approx((gain.openness, gain.mixing))
        if trial.effect(u, v).joined:
            assert promise.nearness == pytest.approx(gain.nearness)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_effect_counts_as_one_would_on_the_graph(seed: int) -> None:
    network, kinds = random_network(seed)
    trial, graph = Trial(network, kinds), network.graph
    for u, v in free_pairs(network, seed):
        effect, apart = trial.effect(u, v), not nx.has_path(graph, name(u), name(v))
        assert effect.newly == counted(network, u, v)
        assert effect.steps == (None if apart else nx.shortest_path_length(graph, name(u), name(v)))
        sizes = tuple(len(nx.node_connected_component(graph, name(at))) for at in (u, v))
        assert effect.joined == (sizes if apart else None)
        assert effect.first == tuple(name(at) for at in (u, v) if not graph.degree(name(at)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_way_between_two_is_a_shortest_one(seed: int) -> None:
    network, kinds = random_network(seed)
    for u, v in free_pairs(network, seed):
        ground = Ground(network, kinds, [u, v])
        way, steps = ground.way(u, v), ground.effect(u, v).steps
        assert len(way) == (steps or 1) - 1
        whole = [u, *way, v] if steps else []
        assert all(b in ground.partners[a] for a, b in pairwise(whole))


def test_a_first_tie_to_a_kind_opens_it() -> None:
    trial = Trial(network_of(4, [(0, 1), (2, 3)]), ["enterprise", "policymaker", "policymaker", ""])
    assert trial.effect(0, 2).opens == (("s-002", "enterprise"),)
    assert trial.effect(0, 3).opens == (("s-003", "enterprise"),)
    assert trial.effect(1, 3).opens == ()


def test_the_rough_count_puts_the_joining_of_large_groups_first() -> None:
    chain = [(n, n + 1) for n in range(9)] + [(n, n + 1) for n in range(10, 19)]
    trial = Trial(network_of(22, chain), ["enterprise"] * 22)
    pairs = [(0, 2), (4, 15), (20, 21)]
    assert np.argsort(-trial.rough(pairs)).tolist() == [1, 2, 0] or trial.rough(pairs).argmax() == 1


def test_figures_count_ties_groups_and_those_alone() -> None:
    trial = Trial(network_of(6, [(0, 1), (1, 2), (3, 4)]), [""] * 6)
    assert trial.figures() == {"ties": 3, "isolated": 1, "groups": 2}


def test_an_effect_comes_back_from_plain_json() -> None:
    effect = Effect(None, (3, 4), 5, ("s-1",), (("s-1", "support"),))
    plain = asdict(effect) | {"joined": [3, 4], "first": ["s-1"], "opens": [["s-1", "support"]]}
    assert Effect.of(plain) == effect
    assert Effect.of({}) == Effect(None, None, 0)
