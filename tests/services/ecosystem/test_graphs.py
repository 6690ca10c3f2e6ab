"""What is kept of a region's network is renewed with the network and with the survey, on both databases."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest

from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.naming import english
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.services import ecosystem, places
from matchmaker.services.ecosystem.shelf import Shelf
from tests.factories import make_stakeholder, make_tie


def survey(database: Database, now: datetime) -> None:
    """Survey the network as the job does."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
    taken = ecosystem.take_survey(scene, Survey())
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)


@pytest.fixture
def ids(database: Database, now: datetime) -> list[str]:
    """Two with a tie and one without, in Stuttgart; surveyed."""
    with database.transaction() as session:
        made = [make_stakeholder(session, name=name) for name in ("Ädin", "Bodin", "Codin")]
        made[2].kind = Kind.POLICYMAKER
        make_tie(session, made[0], made[1], kind="project")
        found = [one.id for one in made]
    survey(database, now)
    return found


def test_the_graph_is_made_once_until_something_changes(
    database: Database, ids: list[str], now: datetime
) -> None:
    with database.reading() as session:
        first = ecosystem.get_graph(session, "DE11", today=now.date())
        assert ecosystem.get_graph(session, "DE11", today=now.date()) is first
    with database.transaction() as session:
        make_tie(session, *[make_stakeholder(session, name=name) for name in ("New", "Newer")])
    with database.reading() as session:
        unsurveyed = ecosystem.get_graph(session, "DE11", today=now.date())
    assert unsurveyed.mark == first.mark
    survey(database, now)
    with database.reading() as session:
        assert b"Newer" in ecosystem.get_graph(session, "DE11", today=now.date()).body


def test_a_region_network_holds_its_people_and_names_its_communities(
    database: Database, ids: list[str], now: datetime
) -> None:
    with database.reading() as session:
        here = ecosystem.get_region_network(session, "DE11", today=now.date())
        nobody = ecosystem.get_region_network(session, "FR", today=now.date())
    assert set(here.people) == set(ids)
    assert len(here.links) == 1
    assert not here.names, "two are too few for a name"
    assert here.counts.kinds == {Kind.ENTERPRISE: 2, Kind.POLICYMAKER: 1}
    assert not nobody.people
    assert not nobody.names


def test_what_was_seen_is_kept_by_filter_and_language(
    database: Database, ids: list[str], now: datetime
) -> None:
    region, only = places.get_region("DE11"), NetworkFilter(kinds=frozenset({Kind.POLICYMAKER}))
    with database.reading() as session:

        def see(filters: NetworkFilter, language: str) -> ecosystem.Seen:
            return ecosystem.get_seen(
                session, region, filters, today=now.date(), named=english, language=language
            )

        whole = see(NetworkFilter(), "en")
        assert see(NetworkFilter(), "en") is whole
        assert see(NetworkFilter(), "de") is not whole
        assert [row.name for row in see(only, "en").rows] == ["Codin"]
        assert whole.picture.ties == 1


def test_a_shelf_forgets_what_was_asked_for_longest_ago(database: Database, now: datetime) -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    shelf: Shelf[str, str] = Shelf(most=2)
    with database.reading() as session:
        for name in ("a", "b", "a", "c", "a", "b"):
            shelf.get(session, name, partial(make, name), today=now.date())
    assert made == ["a", "b", "c", "b"]


def test_ways_and_names_come_from_the_live_network(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        (way,) = ecosystem.find_ways(session, ids[1], ids[0], today=now.date())
        assert [one.name for one in way.people] == ["Bodin", "Ädin"]
        assert [link.kind for link in way.ties] == ["project"]
        assert ecosystem.find_ways(session, ids[0], ids[2], today=now.date()) == []
        found = ecosystem.list_named(session, "DE11", "odin", today=now.date())
        assert [one.name for one in found] == ["Bodin", "Codin"]
        exact = ecosystem.find_named(session, "ADIN", today=now.date())
        assert exact is not None
        assert exact.id == ids[0]
        assert ecosystem.find_named(session, "odin", today=now.date()) is None


def test_nobody_is_named_where_nobody_is(database: Database, now: datetime) -> None:
    with database.reading() as session:
        assert ecosystem.list_named(session, "", "odin", today=now.date()) == []
        assert ecosystem.find_named(session, "odin", today=now.date()) is None
