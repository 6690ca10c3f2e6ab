"""Two who may be introduced, and who brokers between them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.db import Database
from matchmaker.models import Introduction, Mail
from matchmaker.services.introductions import Hand
from tests.factories import make_actor, make_stakeholder


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
            session, name="Werkstatt", region="DE112", country="DE", email="info@werkstatt.example"
        )
        ann = make_actor(session, Role.MEMBER, a.id)
        official = make_actor(session, Role.OFFICIAL, "DE1")
        return Two(a.id, b.id, ann, official, make_actor(session))


def hand(two: Two, side: Side) -> Hand:
    """The hand of a side: an account for a, a link for b."""
    return Hand(Mover.A, two.ann) if side is Side.A else Hand(Mover.B, Actor())


def mails(session: Session, introduction: Introduction) -> list[tuple[str, str]]:
    """Kind and address of every mail of an introduction, in the order of their kinds."""
    query = select(Mail.kind, Mail.address).where(Mail.introduction_id == introduction.id)
    return sorted((kind.value, address) for kind, address in session.execute(query))
