"""What a filter leaves of a network."""

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.core.ecosystem.filters import NetworkFilter, narrowed
from matchmaker.core.entities import Kind, Link
from tests.core.people import CITY, GOVAN, KITCHEN, NECKAR, NETWORK, PROFILES

PEOPLE = {one.id: one for one in PROFILES}
LINKS = (
    Link(CITY.id, GOVAN.id, "customer", 2019),
    Link(GOVAN.id, NECKAR.id, "project", 2022),
    Link(CITY.id, KITCHEN.id, "project", None),
)


def pairs(**wanted: Any) -> set[tuple[str, str]]:
    """The ties that a filter leaves, as pairs of ids."""
    return {(link.a, link.b) for link in narrowed(PEOPLE, LINKS, NetworkFilter(**wanted))[1]}


def test_an_empty_filter_leaves_everything() -> None:
    assert narrowed(PEOPLE, LINKS, NetworkFilter()) == (tuple(PEOPLE), LINKS)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"kinds": frozenset({Kind.ENTERPRISE})}, {GOVAN.id, NECKAR.id}),
        ({"region": "UKM8"}, {GOVAN.id, CITY.id, KITCHEN.id}),
        ({"region": "UK"}, {GOVAN.id, CITY.id, KITCHEN.id, NETWORK.id}),
        ({"theme": "theme-repair"}, {GOVAN.id, NECKAR.id, CITY.id}),
        ({"community": 1}, {KITCHEN.id}),
        ({"kinds": frozenset({Kind.POLICYMAKER}), "theme": "theme-food"}, set()),
    ],
)
def test_who_passes(wanted: dict[str, Any], left: set[str]) -> None:
    ids, links = narrowed(PEOPLE, LINKS, NetworkFilter(**wanted), {KITCHEN.id: 1, GOVAN.id: 0})
    assert set(ids) == left
    assert all({link.a, link.b} <= left for link in links)


def test_ties_are_narrowed_by_kind_and_by_the_years_in_which_they_began() -> None:
    assert pairs(ties=frozenset({"customer"})) == {(CITY.id, GOVAN.id)}
    assert pairs(since=2020) == {(GOVAN.id, NECKAR.id)}
    assert pairs(until=2019) == {(CITY.id, GOVAN.id)}
    assert pairs(since=2019, until=2022) == {(CITY.id, GOVAN.id), (GOVAN.id, NECKAR.id)}


def test_who_loses_the_last_tie_stays() -> None:
    ids, links = narrowed(PEOPLE, LINKS, NetworkFilter(ties=frozenset({"nothing"})))
    assert (ids, links) == (tuple(PEOPLE), ())
