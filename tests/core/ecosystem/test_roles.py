"""Roles in small networks that one can draw on paper."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.ecosystem.measures import measure
from matchmaker.core.ecosystem.roles import alone_of, roles_of
from matchmaker.core.ecosystem.roles.bridges import _cutting
from matchmaker.core.ecosystem.survey import Spell, Survey
from matchmaker.core.entities import Profile
from tests.core.ecosystem.graphs import grown, network_of
from tests.core.ecosystem.scenes import TODAY, part_of, scene_of


def circle(letter: str, size: int) -> list[str]:
    """All ties among so many."""
    return [f"{letter}{a}-{letter}{b}" for a, b in combinations(range(size), 2)]


# Two circles of five, joined by e0 and p0; a pair hangs on p1.
TWO = [*circle("e", 5), *circle("p", 5), "e0-p0", "p1-s1", "s1-s2"]


def roles(ties: list[str], **more: Any) -> Any:
    """The roles in DE11; they must fit into JSON."""
    found = part_of(scene_of(ties, **more), roles_of)
    return json.loads(json.dumps(found, allow_nan=False))


def test_who_joins_two_circles_is_a_broker_and_who_is_inside_one_is_not() -> None:
    brokers = roles(TWO)["brokers"]
    assert [row["id"] for row in brokers["rows"][:2]] == ["p0", "e0"]
    joined = {row["id"]: row for row in brokers["rows"]}
    assert joined["e0"]["between"] == 1
    assert len(joined["e0"]["groups"]) == 2
    assert "e3" not in joined


def test_who_carries_many_ties_between_groups_is_heavily_loaded() -> None:
    ties = [*circle("e", 5), *circle("p", 5), *circle("s", 5), *circle("i", 5)]
    ties += [f"e0-{letter}{n}" for letter in "psi" for n in range(4)]
    brokers = roles(ties)["brokers"]
    assert brokers["between"] == 12
    assert brokers["rows"][0]["id"] == "e0"
    assert [row["id"] for row in brokers["rows"] if row["heavy"]] == ["e0"]


def test_a_tie_that_parts_at_least_two_from_the_rest_is_a_bridge() -> None:
    bridges = roles(TWO)["bridges"]
    cut = {(row["a"], row["b"]): row["cut"] for row in bridges["rows"] if row["cut"]}
    # s1-s2 would leave only one alone; the smaller side of e0-p0 is the first circle.
    assert cut == {("e0", "p0"): 5, ("p1", "s1"): 2}
    assert bridges["cutting"] == 2


def test_the_only_tie_between_two_groups_is_a_bridge_where_another_way_leads_round() -> None:
    ring = [*circle("e", 5), *circle("p", 5), *circle("s", 5), "e0-p0", "p1-s1", "s0-e1"]
    bridges = roles(ring)["bridges"]
    assert bridges["cutting"] == 0
    assert {(row["a"], row["b"]): row["only"] for row in bridges["rows"]} == {
        ("e0", "p0"): 5, ("p1", "s1"): 5, ("e1", "s0"): 5,
    }  # fmt: skip


@st.composite
def sparse(draw: st.DrawFn) -> Any:
    """A graph with few ties, so that it has many bridges."""
    n = draw(st.integers(2, 20))
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), max_size=24, unique=True))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs)
    return graph


@given(sparse())
@settings(max_examples=60)
def test_what_a_bridge_holds_is_what_falls_off_without_it(graph: nx.Graph[int]) -> None:
    found = {(a, b): parts for a, b, parts in _cutting(network_of(graph).present)}
    bridges: Any = nx.bridges(graph)
    assert set(found) == {(min(pair), max(pair)) for pair in bridges}
    for (a, b), parts in found.items():
        without = graph.copy()
        without.remove_edge(a, b)
        assert parts == min(len(nx.node_connected_component(without, one)) for one in (a, b))


def test_who_has_ties_only_outside_is_not_isolated() -> None:
    found = roles(["e1-e2", "e3-s9"], more="e4", s9={"region": "FR10", "country": "FR"})
    assert found["isolated"] == {"total": 1, "rows": ["e4"]}
    assert found["outside"] == {"total": 1, "rows": ["e3"]}


def test_the_core_is_the_group_that_holds_together_most() -> None:
    core = roles([*circle("e", 5), "e0-p1", "p1-p2"])["core"]
    assert (core["k"], core["total"]) == (4, 5)
    assert core["rows"][0] == "e0"


def test_enterprises_without_a_policymaker_are_told_first() -> None:
    missing = roles(["e1-p1", "e2-s1", "e3-e2"], more="e4")["missing"]
    first = missing[0]
    assert (first["kind"], first["other"], first["of"], first["total"]) == ("enterprise", "policymaker", 4, 3)
    # Who has most ties otherwise first.
    assert first["rows"] == ["e2", "e3", "e4"]
    assert not [row for row in missing if "innovator" in (row["kind"], row["other"])]


def test_who_opted_out_is_in_no_list() -> None:
    out = {"rankable": False}
    found = roles(TWO, more="e9", e0=out, p1=out, e9=out)
    assert not {"e0", "p1", "e9"} & {word.strip('"') for word in json.dumps(found).replace(",", " ").split()}


def test_lists_are_at_most_fifty_long_and_know_how_many_there_are() -> None:
    found = roles(["e1-e2"], more=" ".join(f"s{n}" for n in range(70)))
    assert (len(found["isolated"]["rows"]), found["isolated"]["total"]) == (50, 70)


def test_nobody_and_nothing_have_no_roles() -> None:
    found = roles([], more="e1")
    assert found["brokers"] == {"between": 0, "middle": 0.0, "total": 0, "rows": []}
    assert found["bridges"]["total"] == found["core"]["total"] == found["core"]["k"] == 0
    assert found["missing"] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_bridges_of_a_larger_network_keep_the_measures_they_came_from(seed: int) -> None:
    network = grown(600, 700, seed=seed)
    nothing = [""] * len(network.ids)
    largest = measure(network, nothing, nothing, seed=1).figures["largest"]
    assert largest is not None
    parts = [parts for _, _, parts in _cutting(network.present)]
    assert parts
    assert np.max(parts) <= largest / 2


def test_who_is_alone_is_told_by_since_when() -> None:
    day = date(2026, 10, 1)
    profiles = [
        Profile("s-1", "Beta"), Profile("s-2", "Alpha"), Profile("s-3", "Gamma", created=day),
        Profile("s-4", "Delta"), Profile("s-5", "Eps", rankable=False), Profile("s-6", "Tied"),
    ]  # fmt: skip
    spells = {
        "s-1": Spell(day, True), "s-2": Spell(day, True), "s-3": Spell(day, False),
        "s-4": Spell(TODAY - timedelta(400), True), "s-5": Spell(day, True),
    }  # fmt: skip
    survey = Survey(community={one.id: -1 for one in profiles}, alone=spells)
    found = alone_of(profiles[:5], survey, TODAY)
    assert (found.lately, found.new, found.long) == (("s-2", "s-1"), ("s-3",), ("s-4",))
    assert found.total == 4


def test_who_came_or_lost_the_last_tie_since_the_survey_is_alone_too() -> None:
    people = [Profile("s-1", "Known"), Profile("s-2", "Come", created=TODAY), Profile("s-3", "Back again")]
    found = alone_of(people, Survey(community={"s-1": 0}), TODAY)
    assert (found.lately, found.new, found.long) == (("s-1",), ("s-2",), ("s-3",))
