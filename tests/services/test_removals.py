"""A removed record is let in again where its owner asks, and nobody learns who is kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.models import AuditEntry, MailLink, OriginNotice, Removal, Stakeholder
from matchmaker.services import origins, removals
from tests.factories import make_actor
from tests.services.exchange.bringing import bring
from tests.services.origins.cycle import HEAD, SETTLED, names, tell

LATER = SETTLED + timedelta(days=5)
BARREL = "1,Rain Barrel Workshop,Germany,Stuttgart,info@barrel.example,English\n"
TWIN = "2,Rain Barrel Workshop,France,Lille,post@tonneau.example,French\n"
NEAR = "3,Rain Barrel Workshop,Germany,Ulm,ulm@barrel.example,German\n"
LIST = HEAD + BARREL + TWIN + NEAR
GIVEN = {"name": "", "place": "", "address": "", "reason": "Its board wrote to us."}


@pytest.fixture
def root(database: Database) -> Actor:
    """An administrator, and three records of one name that were removed."""
    bring(database, LIST)
    tell(database)
    with database.reading() as session:
        links = session.scalars(select(OriginNotice.link_id)).all()
    for link in links:
        with database.transaction() as session:
            origins.remove(session, session.get_one(MailLink, link), now=LATER)
    assert names(database) == []
    with database.transaction() as session:
        return make_actor(session, Role.ADMINISTRATOR)


def let_in(database: Database, actor: Actor, **given: str) -> None:
    with database.transaction() as session:
        removals.let_in(session, actor, **GIVEN | given, now=LATER)


def come_back(database: Database) -> list[str]:
    """The towns of those that the same list brings in again."""
    made = bring(database, LIST, now=LATER)
    assert made.counts["created"] + made.counts.get("removed", 0) == 3
    with database.reading() as session:
        return sorted(session.scalars(select(Stakeholder.place)))


@pytest.mark.parametrize(
    ("given", "back"),
    [
        ({"address": " INFO@barrel.example"}, ["Stuttgart"]),
        ({"name": "RAIN BARREL WORKSHOP e.V.", "place": "Stuttgart"}, ["Stuttgart"]),
        ({"name": "Rain Barrel Workshop", "place": "de144"}, ["Ulm"]),
        ({"name": "Rain Barrel Workshop", "place": "Lille"}, ["Lille"]),
        ({"name": "Rain Barrel Workshop", "place": "Germany"}, ["Stuttgart", "Ulm"]),
        ({"name": "Rain Barrel Workshop", "place": "DE", "address": "ulm@barrel.example"}, ["Ulm"]),
        ({"name": "Rain Barrel Workshop", "place": "FR", "address": "ulm@barrel.example"}, ["Ulm"]),
        ({"name": "Rain Barrel Workshop", "place": "Poland"}, []),
        ({"address": "barrel.example"}, []),
    ],
)
def test_the_record_that_is_meant_comes_back_with_the_next_list_and_no_other(
    database: Database, root: Actor, given: dict[str, str], back: list[str]
) -> None:
    let_in(database, root, **given)
    assert come_back(database) == back


def test_the_log_says_why_and_not_whether_there_was_one(database: Database, root: Actor) -> None:
    let_in(database, root, address="info@barrel.example")
    let_in(database, root, address="nobody@barrel.example")
    with database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.act == "removal.let-in")).all()
    assert len({(one.account_id, one.subject, str(one.details)) for one in entries}) == 1
    assert entries[0].details == {"reason": "Its board wrote to us."}
    assert entries[0].account_id == root.account_id


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"name"}),
        ({"name": " !? "}, {"name"}),
        ({"name": "Rain Barrel Workshop"}, {"place"}),
        ({"name": "Rain Barrel Workshop", "place": "Nowhere at All"}, {"place"}),
        ({"address": "info@barrel.example", "reason": " "}, {"reason"}),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_forgotten(
    database: Database, root: Actor, given: dict[str, str], fields: set[str]
) -> None:
    with database.reading() as session:
        before = session.scalars(select(func.count()).select_from(Removal)).one()
    with pytest.raises(Invalid) as caught:
        let_in(database, root, **given)
    assert set(caught.value.fields) == fields
    with database.reading() as session:
        assert session.scalars(select(func.count()).select_from(Removal)).one() == before


def test_only_administrators_let_one_in(database: Database, root: Actor) -> None:
    with database.transaction() as session:
        official = make_actor(session, Role.OFFICIAL, "DE1")
    for actor in (VISITOR, official):
        with pytest.raises(NotAllowed):
            let_in(database, actor, address="info@barrel.example")
    assert come_back(database) == []
