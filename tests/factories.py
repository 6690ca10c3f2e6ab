"""One function per table: a valid row with what a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, TypeVar

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.introductions.states import Mover, Origin, State
from matchmaker.core.introductions.steps import Step
from matchmaker.models import (
    Account,
    Introduction,
    IntroductionStep,
    Need,
    Offer,
    PastFigures,
    Pilot,
    PilotMember,
    PilotRegion,
    RoleGrant,
    Stakeholder,
    Tie,
)
from matchmaker.services import history
from matchmaker.services.accounts import actor_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough password"

_numbers = count(1)
T = TypeVar("T")
S = TypeVar("S", Offer, Need)


@cache
def password_hash() -> str:
    """The hash of PASSWORD, with costs so small that hundreds of tests may sign in; the hash names them."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def make_account(session: Session, **values: Any) -> Account:
    """A person who signs in with PASSWORD."""
    number = next(_numbers)
    defaults = {
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
        "password_hash": password_hash(),
        "created_at": NOW,
    }
    return _add(session, Account(**(defaults | values)))


def grant(session: Session, account: Account, role: Role, place: str = "") -> RoleGrant:
    """Give a role in a place."""
    return _add(session, RoleGrant(account_id=account.id, role=role, place=place, granted_at=NOW))


def make_actor(session: Session, role: Role | None = None, place: str = "") -> Actor:
    """A new account as one who acts, with a role if one is named."""
    account = make_account(session)
    if role is not None:
        grant(session, account, role, place)
    return actor_of(session, account)


def make_stakeholder(session: Session, **values: Any) -> Stakeholder:
    """A social enterprise in Stuttgart."""
    defaults = {
        "name": f"Stakeholder {next(_numbers)}",
        "kind": Kind.ENTERPRISE,
        "about": "We repair bicycles together with young people who look for work.",
        "country": "DE",
        "region": "DE111",
        "place": "Stuttgart",
        "lat": 48.78,
        "lon": 9.18,
        "languages": ["de"],
        "created_at": NOW,
        "updated_at": NOW,
    }
    stakeholder = _add(session, Stakeholder(**(defaults | values)))
    history.touch(session, [stakeholder.id])
    return stakeholder


def make_offer(session: Session, stakeholder: Stakeholder, text: str = "", **values: Any) -> Offer:
    """Something that a stakeholder brings."""
    return _statement(session, Offer, stakeholder, text or "We teach how to repair bicycles.", values)


def make_need(session: Session, stakeholder: Stakeholder, text: str = "", **values: Any) -> Need:
    """Something that a stakeholder looks for."""
    return _statement(session, Need, stakeholder, text or "We look for a workshop near the station.", values)


def make_tie(session: Session, one: Stakeholder, other: Stakeholder, **values: Any) -> Tie:
    """A partnership; the order of the two does not matter."""
    a_id, b_id = sorted((one.id, other.id))
    tie = _add(session, Tie(**({"a_id": a_id, "b_id": b_id, "created_at": NOW} | values)))
    history.touch(session, [a_id, b_id])
    return tie


def make_pilot(session: Session, *regions: str, **values: Any) -> Pilot:
    """A network programme with a broker in these regions."""
    pilot = _add(session, Pilot(**({"name": f"Pilot {next(_numbers)}", "created_at": NOW} | values)))
    session.add_all(PilotRegion(pilot_id=pilot.id, region=region) for region in regions)
    session.flush()
    return pilot


def join_pilot(session: Session, pilot: Pilot, *stakeholders: Stakeholder, **values: Any) -> None:
    """Make them members of a pilot."""
    days = {"invited_at": NOW, "joined_at": NOW} | values
    for one in stakeholders:
        _add(session, PilotMember(pilot_id=pilot.id, stakeholder_id=one.id, **days))


def make_introduction(
    session: Session, a: Stakeholder, b: Stakeholder, *told: tuple[int, Step, State], **values: Any
) -> Introduction:
    """An introduction that went this way: each step with the days since it began, and the state it led to."""
    began = values.pop("created_at", NOW)
    state = told[-1][2] if told else State.DRAFTED
    pair = " ".join(sorted((a.id, b.id)))
    defaults = {"origin": Origin.HAND, "state": state, "created_at": began, "state_since": began}
    made = _add(session, Introduction(a_id=a.id, b_id=b.id, pair=pair, **(defaults | values)))
    before = State.DRAFTED
    for days, step, after in told:
        at = began + timedelta(days=days)
        row = IntroductionStep(
            introduction_id=made.id, at=at, step=step, mover=Mover.BROKER, before=before, after=after
        )
        _add(session, row)
        before = after
    return made


def new_past(session: Session, day: date, region: str = "DE11", **figures: float | None) -> PastFigures:
    """The figures of a region as a survey found them on one day."""
    return _add(session, PastFigures(region=region, day=day, figures=figures))


def _statement(
    session: Session, table: type[S], stakeholder: Stakeholder, text: str, values: dict[str, Any]
) -> S:
    defaults = {"stakeholder_id": stakeholder.id, "text": text, "created_at": NOW, "updated_at": NOW}
    row = _add(session, table(**(defaults | values)))
    history.touch(session, [stakeholder.id])
    return row


def _add(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row
