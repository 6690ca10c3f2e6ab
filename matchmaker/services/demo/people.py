"""The three people of the demo, each with one of the roles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.models import Account
from matchmaker.services import accounts, audit, people
from matchmaker.services.accounts.passwords import hash_password
from matchmaker.services.demo.making import id_of
from matchmaker.services.demo.programme import PILOT

ENTERPRISE = "govan-repair-works"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom one may try in demo mode; `part` is what the sign-in page offers."""

    part: str
    name: str
    email: str
    role: Role
    place: str


PEOPLE = (
    Person(
        "enterprise",
        "Ailsa Drummond",
        "ailsa.drummond@govan-repair-works.example",
        Role.MEMBER,
        id_of("s", ENTERPRISE),
    ),
    Person("official", "Jonas Maier", "jonas.maier@region-stuttgart.example", Role.OFFICIAL, "DE11"),
    Person(
        "organiser",
        "Moira Keane",
        "moira.keane@repair-across-four-cities.example",
        Role.ORGANISER,
        id_of("p", PILOT),
    ),
)


def add_people(session: Session, *, now: datetime) -> int:
    """Make the three accounts; the answer is how many. The pilot of the organiser must be there.

    The enterprise lets those who organise a pilot that invited it act for it, so that one may try that too.
    """
    made = [_add(session, person, now) for person in PEOPLE]
    owner, own = accounts.actor_of(session, made[0]), people.find_stakeholder(session, PEOPLE[0].place)
    for one in people.list_candidates(session, own):
        if one.role is Role.ORGANISER and not one.account_id:
            people.give(session, owner, own.id, to=one.key, until=None, now=now)
    return len(made)


def _add(session: Session, person: Person, now: datetime) -> Account:
    account = Account(
        id=id_of("a", person.part),
        name=person.name,
        email=person.email,
        # Nobody knows this password: the one way in is the click that demo mode offers.
        password_hash=hash_password(secrets.token_urlsafe(32)),
        demo_part=person.part,
        # Empty: the pages follow the language of the browser.
        language="",
        created_at=now,
    )
    session.add(account)
    session.flush()
    audit.record(session, SYSTEM, "account.register", account.id, now=now, source="demo")
    accounts.grant(session, SYSTEM, account_id=account.id, role=person.role, place=person.place, now=now)
    return account
