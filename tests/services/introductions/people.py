"""Two who may be introduced, and who brokers between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.db import Database
from matchmaker.models import Introduction, Mail
from matchmaker.services import introductions
from matchmaker.services.introductions import Hand
from matchmaker.services.notifications import Addresses
from tests.factories import make_actor, make_stakeholder

T = TypeVar("T")

NAMES = ("Radhof", "Teilwerk", "Sonnenhof")

ADDRESSES = Addresses(
    site="https://match.example", site_name="Matchmaker", sender="post@match.example", secret="secret"
)


@dataclass(frozen=True, slots=True)
class Two:
    """`ann` is a member of `a`, nobody of `b`, which has an address; the official brokers."""

    a: str
    b: str
    ann: Actor
    official: Actor
    stranger: Actor


def make_two(database: Database) -> Two:
    """Two in Stuttgart."""
    with database.transaction() as session:
        a = make_stakeholder(session, name="Halle", region="DE111", country="DE")
        b = make_stakeholder(
            session,
            name="Werkstatt",
            region="DE112",
            country="DE",
            email="info@werkstatt.example",
            languages=["en"],
        )
        ann = make_actor(session, Role.MEMBER, a.id)
        official = make_actor(session, Role.OFFICIAL, "DE1")
        return Two(a.id, b.id, ann, official, make_actor(session))


def hold_three(database: Database, two: Two, now: datetime) -> list[str]:
    """Three that wait, of Werkstatt and each of the others; in the first it is a."""
    with database.transaction() as session:
        ids = []
        for number, name in enumerate(NAMES):
            other = make_stakeholder(
                session,
                name=name,
                region="DE112",
                place="Esslingen",
                email=f"{name.lower()}@example.org",
                languages=["en"],
            )
            a, b = (other.id, two.b) if number else (two.b, other.id)
            then, reason = now - timedelta(minutes=3 - number), f"{name} mends too."
            one = introductions.begin(session, SYSTEM, a=a, b=b, reason=reason, hold=True, now=then)
            ids.append(one.id)
        return ids


def ask(database: Database, two: Two, ids: Sequence[str], now: datetime, **values: bool) -> None:
    """The official asks about all of them."""
    step(database, introductions.ask_together, two.official, ids, now=now, **values)


def hand(two: Two, side: Side) -> Hand:
    """The hand of a side: an account for a, a link for b."""
    return Hand(Mover.A, two.ann) if side is Side.A else Hand(Mover.B, Actor())


def mails(session: Session, introduction: Introduction) -> list[tuple[str, str]]:
    """Kind and address of every mail of an introduction, in the order of their kinds."""
    query = select(Mail.kind, Mail.address).where(Mail.introduction_id == introduction.id)
    return sorted((kind.value, address) for kind, address in session.execute(query))


def step(database: Database, act: Callable[..., T], *args: Any, **values: Any) -> T:
    """One act in a transaction of its own."""
    with database.transaction() as session:
        found = act(session, *args, **values)
        session.flush()
        return found


def begin(database: Database, two: Two, now: datetime, **values: Any) -> str:
    """A broker brings the two together."""
    return step(database, introductions.begin, two.official, a=two.a, b=two.b, now=now, **values).id


def story(database: Database, two: Two, id_: str, who: str, now: datetime) -> introductions.Story:
    """What somebody reads of it."""
    with database.reading() as session:
        return introductions.get_story(session, getattr(two, who), id_, now=now)


def together(database: Database, two: Two, now: datetime, **values: Any) -> str:
    """Both said yes."""
    id_ = begin(database, two, now, **values)
    for side in Side:
        step(database, introductions.accept, hand(two, side), id_, now=now)
    return id_


def kinds(database: Database, id_: str) -> list[str]:
    """The kinds of all mails of an introduction, sorted; each has a key of its own."""
    with database.reading() as session:
        rows = list(session.scalars(select(Mail).where(Mail.introduction_id == id_)))
    assert len({one.key for one in rows}) == len(rows)
    return sorted(one.kind.value for one in rows)
