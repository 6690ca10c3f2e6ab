"""What a region tells of those who do not show everything to everybody, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Audience, StatementState
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import ecosystem, history, network
from tests.factories import make_need, make_stakeholder, make_tie

READERS = (Closeness.VISITOR, Closeness.MEMBER)


@pytest.fixture
def two(database: Database) -> tuple[str, str]:
    """Two partners in Stuttgart, one of whom has found what it looked for."""
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session, name="Radhof")
        make_tie(session, one, other)
        make_need(session, one, "We looked for a hall.", state=StatementState.MET, audience=Audience.MEMBERS)
        return one.id, other.id


def choose(database: Database, stakeholder_id: str, **audiences: str) -> None:
    """Choose who may see what."""
    with database.transaction() as session:
        session.get_one(Stakeholder, stakeholder_id).audiences = audiences
        history.touch(session, [stakeholder_id])


@pytest.mark.parametrize("known", [True, False], ids=["by ids", "by region"])
def test_what_happened_is_told_to_those_who_may_know_it(
    database: Database, two: tuple[str, str], now: datetime, known: bool
) -> None:
    choose(database, two[1], ties="members")
    counts = []
    for reader in READERS:
        with database.reading() as session:
            network.read_as(session, reader)
            since = now.date() - timedelta(days=1)
            members = two if known else None
            counts.append(ecosystem.list_changes(session, "DE11", since=since, members=members).counts)
    assert counts == [{}, {"tie": 1, "need met": 1}]


def test_who_does_not_show_its_region_is_in_none_but_its_country(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    choose(database, two[0], region="matched")
    for reader in READERS:
        found = {}
        for code in ("DE", "DE11"):
            with database.reading() as session:
                network.read_as(session, reader)
                found[code] = ecosystem.get_standing(session, code, today=now.date()).ids
        assert set(found["DE"]) == set(two)
        assert set(found["DE11"]) == {two[1]}


def test_a_survey_is_made_of_what_everybody_may_see(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    choose(database, two[0], about="members", ties="members")
    with database.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        scene = ecosystem.look(session, today=now.date())
    assert scene.profiles[two[0]].about == ""
    assert not scene.network.neighbours(two[0])
    assert scene.blocked == {two[0]: {two[1]}, two[1]: {two[0]}}, (
        "they work together: nobody proposes it anew"
    )


def test_ties_that_came_lately_count_for_those_who_may_know_them(
    database: Database, two: tuple[str, str], now: datetime
) -> None:
    choose(database, two[0], ties="members")
    made = []
    for reader in READERS:
        with database.reading() as session:
            network.read_as(session, reader)
            long_ago = now - timedelta(days=9)
            made.append(len(ecosystem.list_made_ties(session, "DE11", since=long_ago, today=now.date())))
    assert made == [0, 1]
