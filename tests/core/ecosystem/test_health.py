"""The parts of a network's health, against networkx and what can be worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from matchmaker.core.ecosystem.effects import Trial
from matchmaker.core.ecosystem.health import FAR, Health, nearness, steps_from
from tests.core.ecosystem.sparse import network_of, random_network


@pytest.mark.parametrize("seed", range(5))
def test_nearness_is_the_global_efficiency_of_networkx(seed: int) -> None:
    network, _ = random_network(seed)
    steps = steps_from(network, range(len(network.ids)))
    assert nearness(steps) == pytest.approx(nx.global_efficiency(network.graph))


def test_steps_are_counted_and_far_where_no_way_leads() -> None:
    network = network_of(5, [(0, 1), (1, 2), (2, 3)])
    assert steps_from(network, [0, 4]).tolist() == [[0, 1, 2, 3, FAR], [FAR, FAR, FAR, FAR, 0]]
    assert steps_from(network, []).shape == (0, 5)


def test_mixing_counts_other_kinds_that_are_there_and_known() -> None:
    network = network_of(4, [(0, 1), (0, 2)])
    trial = Trial(network, ["enterprise", "policymaker", "", "enterprise"])
    # Of 1 + 1 + 2 + 1 wishes three are met: the last member has nobody, and no kind is not a kind.
    assert trial.health().mixing == pytest.approx(3 / 5)


def test_nobody_and_one_alone_have_no_health() -> None:
    assert Trial(network_of(0, []), []).health() == Health()
    assert Trial(network_of(1, []), ["enterprise"]).health() == Health()


def test_the_whole_is_the_mean_and_differences_are_part_by_part() -> None:
    one, other = Health(0.5, 0.25, 0.75), Health(0.25, 0.25, 0.5)
    assert one.whole == pytest.approx(0.5)
    assert one.minus(other) == Health(0.25, 0.0, 0.25)
