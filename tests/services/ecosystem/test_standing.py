"""How a region stands now, and beside others by the last survey, on both databases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.services import ecosystem, places
from tests.factories import make_need, make_offer, make_stakeholder, make_tie


def fill(database: Database) -> dict[str, str]:
    """Three in Stuttgart, of whom one is alone, one in Lille, one hidden; the ids by name."""
    people: dict[str, dict[str, Any]] = {
        "one": {},
        "two": {"kind": Kind.POLICYMAKER},
        "alone": {"kind": None, "region": "DE112"},
        "far": {"region": "FRE11", "country": "FR", "lat": 50.63, "lon": 3.07},
        "hidden": {"hidden": True},
    }
    with database.transaction() as session:
        made = {name: make_stakeholder(session, name=name, **values) for name, values in people.items()}
        make_tie(session, made["one"], made["two"])
        make_tie(session, made["one"], made["far"])
        make_need(session, made["one"], "A course in washing machines")
        make_offer(session, made["far"], "A course in washing machines, in French")
        return {name: one.id for name, one in made.items()}


def survey(database: Database, now: datetime) -> None:
    """Survey the network as the job does."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        taken = ecosystem.take_survey(scene, ecosystem.find_survey(reader))
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)


def test_a_region_stands_as_its_profiles_are_now(database: Database, now: datetime) -> None:
    ids = fill(database)
    with database.reading() as session:
        here = ecosystem.get_standing(session, "DE11", today=now.date())
        nobody = ecosystem.get_standing(session, "PL9", today=now.date())
        kinds = ecosystem.list_inhabited(session, today=now.date())
    assert set(here.ids) == {ids["one"], ids["two"], ids["alone"]}
    assert (here.ties, here.outward, here.alone) == (1, 1, 1)
    assert here.counts["kinds"] == {"enterprise": 1, "policymaker": 1, "": 1}
    assert {one.id for one in here.members()} == set(here.ids)
    assert (nobody.ids, nobody.ties, nobody.counts["people"]) == ((), 0, 0)
    assert kinds["DE11"] == here.counts["kinds"]
    assert sum(kinds[""].values()) == 4


def test_who_opted_out_is_here_but_not_among_those_alone(database: Database, now: datetime) -> None:
    fill(database)
    with database.transaction() as session:
        make_stakeholder(session, name="Leave us alone", opted_out=True)
    survey(database, now)
    with database.reading() as session:
        here = ecosystem.get_standing(session, "DE11", today=now.date())
        roles = ecosystem.find_roles(session, places.get_region("DE11"), today=now.date())
    assert roles is not None
    assert (len(here.ids), here.alone, roles.alone.total) == (4, 1, 1)


def test_what_changes_shows_at_once(database: Database, now: datetime) -> None:
    fill(database)
    with database.reading() as session:
        before = len(ecosystem.get_standing(session, "DE11", today=now.date()).ids)
    with database.transaction() as session:
        make_stakeholder(session)
    with database.reading() as session:
        assert len(ecosystem.get_standing(session, "DE11", today=now.date()).ids) == before + 1


def test_regions_are_compared_by_what_the_survey_counted(database: Database, now: datetime) -> None:
    fill(database)
    survey(database, now)
    with database.reading() as session:
        found = ecosystem.list_compared(session, ["DE11", "XX", "FR", ""])
    assert [(one.code, one.counts["people"], one.figures["ties"]) for one in found] == [
        ("DE11", 3, 1), ("FR", 1, 0), ("", 4, 2),
    ]  # fmt: skip


def test_the_survey_tells_the_gaps_of_each_region(database: Database, now: datetime) -> None:
    ids = fill(database)
    survey(database, now)
    with database.reading() as session:
        here = ecosystem.find_region_survey(session, "DE11")
    assert here is not None
    (gap,) = here.parts["gaps"]["missing"]
    assert gap["stated"][0][0] == ids["one"]
    assert gap["elsewhere"][0][2] == ids["far"]
