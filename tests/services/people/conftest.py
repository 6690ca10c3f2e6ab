"""A stakeholder with its people, an official of its region, an organiser of its pilot."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Part, Role
from matchmaker.db import Database
from matchmaker.models import Account, RoleGrant
from matchmaker.services.accounts import actor_of
from tests.factories import NOW, grant, join_pilot, make_account, make_pilot, make_stakeholder


@dataclass
class Town:
    """The ids of a small world: `own` is claimed, `free` is not; both lie in DE111."""

    database: Database
    own: str
    free: str
    pilot: str
    people: dict[str, str]

    def actor(self, name: str) -> Actor:
        """Somebody as one who acts now."""
        with self.database.reading() as session:
            return actor_of(session, session.get_one(Account, self.people[name]))

    def id(self, name: str) -> str:
        """The account of somebody."""
        return self.people[name]


PEOPLE = {
    "owner": (Role.MEMBER, "own", Part.OWNER),
    "editor": (Role.MEMBER, "own", Part.EDITOR),
    "official": (Role.OFFICIAL, "DE11", Part.OWNER),
    "country": (Role.OFFICIAL, "DE", Part.OWNER),
    "far": (Role.OFFICIAL, "UKM8", Part.OWNER),
    "organiser": (Role.ORGANISER, "pilot", Part.OWNER),
    "other_organiser": (Role.ORGANISER, "second", Part.OWNER),
    "administrator": (Role.ADMINISTRATOR, "", Part.OWNER),
}


@pytest.fixture
def town(database: Database) -> Town:
    """The people of PEOPLE in their places, and a stranger who has an account only."""
    with database.transaction() as session:
        own = make_stakeholder(session, name="Werkstatt", languages=["en"])
        free = make_stakeholder(session, name="Imported", languages=["en"])
        pilot, second = make_pilot(session, "DE11", name="Repair"), make_pilot(session, name="Bread")
        join_pilot(session, pilot, own)
        places = {"own": own.id, "pilot": pilot.id, "second": second.id}
        people = {name: _person(session, name, places) for name in (*PEOPLE, "stranger")}
        return Town(database, own.id, free.id, pilot.id, people)


def _person(session: Session, name: str, places: dict[str, str]) -> str:
    account = make_account(session, name=name.title(), email=f"{name}@example.org", language="en")
    if name in PEOPLE:
        role, place, part = PEOPLE[name]
        grant(session, account, role, places.get(place, place)).part = part
    return account.id


def give(database: Database, account_id: str, role: Role, place: str, part: Part = Part.OWNER) -> None:
    """One more role for somebody."""
    with database.transaction() as session:
        session.add(RoleGrant(account_id=account_id, role=role, place=place, part=part, granted_at=NOW))
