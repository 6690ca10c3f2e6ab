"""The picture, the table and the files of a region's network, from the database."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import networkx as nx
import pytest
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.naming import english
from matchmaker.core.ecosystem.picture import DrawingWords
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.services import ecosystem, history, places
from matchmaker.services.ecosystem import Picture
from tests.factories import make_stakeholder, make_tie

STUTTGART, GERMANY = places.get_region("DE11"), places.get_region("DE")


def survey(database: Database, now: datetime) -> None:
    """Survey the network as the job does."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        earlier = ecosystem.find_survey(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)


@pytest.fixture
def ids(database: Database, now: datetime) -> list[str]:
    """Two groups of five in Stuttgart, one tied only to Bavaria, one alone, one hidden; surveyed."""
    with database.transaction() as session:
        made = [
            make_stakeholder(
                session,
                name=f"Number {n}",
                kind=[Kind.ENTERPRISE, Kind.POLICYMAKER][n % 2],
                themes=["theme-food" if n < 5 else "theme-care"],
            )
            for n in range(12)
        ]
        far = make_stakeholder(session, name="=Far away", region="DE212", place="München")
        hidden = make_stakeholder(session, name="Not for all", hidden=True)
        for first in (0, 5):
            for n in range(first, first + 5):
                for other in range(n + 1, first + 5):
                    make_tie(session, made[n], made[other], kind="project", since=2015 + first)
        make_tie(session, made[4], made[5], kind="member")
        make_tie(session, made[10], far)
        make_tie(session, made[0], hidden)
        ids = [*(one.id for one in made), far.id, hidden.id]
        history.touch(session, ids)
    survey(database, now)
    return ids


def picture(session: Session, now: datetime, **wanted: Any) -> Picture:
    """The picture of Stuttgart."""
    return ecosystem.find_picture(session, STUTTGART, today=now.date(), **wanted)


def test_the_picture_says_who_is_in_it(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        found = picture(session, now)
    assert (found.stakeholders, found.ties, found.communities) == (12, 21, 2)
    assert (found.alone, found.outside, found.left_out) == (1, 1, 0)
    assert {name.text for name in found.wide.names} == {"Food and farming", "Care and support"}


def test_filters_narrow_the_picture_but_leave_everybody_in_place(
    database: Database, ids: list[str], now: datetime
) -> None:
    with database.reading() as session:
        whole = picture(session, now)
        late = picture(session, now, filters=NetworkFilter(since=2018))
        policy = picture(session, now, filters=NetworkFilter(kinds=frozenset({Kind.POLICYMAKER})))
    assert (late.stakeholders, late.ties) == (12, 10)
    assert [(name.text, name.x) for name in late.wide.names] == [
        (name.text, name.x) for name in whole.wide.names
    ]
    assert policy.stakeholders == 6
    assert set(policy.wide.shapes) == {Kind.POLICYMAKER}


def test_a_new_survey_leaves_a_region_as_it_was(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        first = ecosystem.find_groups(session, "DE11")
    with database.transaction() as session:
        history.touch(session, [make_stakeholder(session, name="A newcomer").id])
    survey(database, now + timedelta(days=1))
    with database.reading() as session:
        later = ecosystem.find_groups(session, "DE11")
    assert first.place
    assert {key: later.place[key] for key in first.place} == first.place
    assert len(later.place) == len(first.place) + 1


def test_the_table_is_paged_and_counts_ties_here_and_elsewhere(
    database: Database, ids: list[str], now: datetime
) -> None:
    with database.reading() as session:
        seen = ecosystem.get_seen(
            session, STUTTGART, NetworkFilter(region="DE11"), today=now.date(), named=english, language="en"
        )
    page = ecosystem.page_among(seen.rows, seen.sight.names, 9)
    rows = {row.id: row for row in page.rows}
    assert (page.total, page.page, page.pages) == (12, 1, 1)
    assert (rows[ids[10]].ties, rows[ids[10]].inside) == (1, 0)
    assert rows[ids[0]].ties == 4
    assert page.names[rows[ids[0]].community] == "Food and farming"


def test_a_file_holds_what_members_may_see(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        content = ecosystem.export_network(session, SYSTEM, GERMANY, "graphml", today=now.date())
    found = nx.read_graphml(io.BytesIO(content))
    assert set(found) == set(ids[:-1])
    assert found.number_of_edges() == 22
    one = found.nodes[ids[0]]
    assert (one["name"], one["kind"], one["degree"], one["themes"]) == (
        "Number 0", "enterprise", 4, "Food and farming",
    )  # fmt: skip
    assert {"x", "y", "lat", "lon", "community", "community_name"} <= set(one)
    assert found.edges[ids[0], ids[1]]["since"] == 2015


def test_the_picture_is_a_file_of_its_own(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        content = ecosystem.export_picture(
            session, SYSTEM, STUTTGART, today=now.date(),
            words=lambda found: DrawingWords("A <title>", {"alone": f"Alone: {found.alone}"}, {}),
        )  # fmt: skip
    assert b"A &lt;title&gt;" in content
    assert b"Alone: 1" in content


def test_files_are_for_those_who_run_a_place(database: Database, ids: list[str], now: datetime) -> None:
    with database.reading() as session:
        with pytest.raises(NotAllowed):
            ecosystem.export_network(session, Actor("a-1"), STUTTGART, "json", today=now.date())
        with pytest.raises(NotAllowed):
            ecosystem.export_picture(
                session, Actor("a-1"), STUTTGART, today=now.date(), words=lambda _: DrawingWords("", {}, {})
            )
