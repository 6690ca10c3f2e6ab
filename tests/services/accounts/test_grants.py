"""Roles in places."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.core.actors import SYSTEM, Actor, Grant
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import NotFound
from matchmaker.models import Account, Pilot
from matchmaker.services import accounts, audit
from tests.factories import make_account, make_stakeholder


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        return make_account(session, name="Ada", email="ada@example.org")


def grant(database: Database, account: Account, role: Role, place: str, now: datetime) -> None:
    with database.transaction() as session:
        accounts.grant(session, SYSTEM, account_id=account.id, role=role, place=place, now=now)


def acting(database: Database, account: Account) -> Actor:
    with database.reading() as session:
        return accounts.actor_of(session, account)


def test_a_role_in_a_place_is_given_once_and_written_down(
    database: Database, ada: Account, now: datetime
) -> None:
    for _ in range(2):
        grant(database, ada, Role.OFFICIAL, "DE1", now)
    with database.reading() as session:
        assert accounts.list_grants(session, ada.id) == [Grant(Role.OFFICIAL, "DE1")]
        [entry] = audit.list_entries(session, subject=ada.id)
        assert (entry.act, entry.details) == ("role.grant", {"role": "official", "place": "DE1"})
        assert (entry.at, entry.account_id) == (now, None)


def test_an_account_acts_with_all_its_roles_and_no_others(
    database: Database, ada: Account, now: datetime
) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session).id, make_stakeholder(session).id
        pilot = Pilot(name="Repair", created_at=now)
        session.add(pilot)
        bob = make_account(session)
    given = {(Role.MEMBER, one), (Role.MEMBER, other), (Role.ORGANISER, pilot.id), (Role.ADMINISTRATOR, "")}
    for role, place in given:
        grant(database, ada, role, place, now)
    actor = acting(database, ada)
    assert actor.grants == {Grant(role, place) for role, place in given}
    assert (actor.account_id, actor.name, actor.system) == (ada.id, "Ada", False)
    assert acting(database, bob).grants == frozenset()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.OFFICIAL, ""),
        (Role.OFFICIAL, "XX9"),
        (Role.ADMINISTRATOR, "DE1"),
        (Role.MEMBER, "s-nothing"),
        (Role.MEMBER, ""),
        (Role.ORGANISER, "p-nothing"),
    ],
)
def test_a_role_needs_a_place_that_exists_and_fits(
    database: Database, ada: Account, now: datetime, role: Role, place: str
) -> None:
    with pytest.raises(NotFound, match=f"in which anybody could be {role}"):
        grant(database, ada, role, place, now)
    assert acting(database, ada).grants == frozenset()


def test_the_shell_finds_an_account_by_its_address_or_its_id(database: Database, ada: Account) -> None:
    with database.reading() as session:
        for wanted in (ada.id, "ada@example.org", " ADA@example.org "):
            assert accounts.get_account(session, wanted).id == ada.id
        with pytest.raises(NotFound, match="There is no account bob"):
            accounts.get_account(session, "bob")
