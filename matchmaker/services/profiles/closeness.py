"""How near a reader is to a stakeholder: its own people, who was introduced to it, members, anybody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Role
from matchmaker.core.introductions.disclosure import SHOWING
from matchmaker.core.introductions.states import Consent
from matchmaker.core.seen import Record, Seen, seen_as
from matchmaker.core.things import InPlace
from matchmaker.models import Block, Disclosure, Introduction, Tie
from matchmaker.permissions import may

Near = Callable[[InPlace], Closeness]
"""How near one reader is to each stakeholder."""

NOBODY = frozenset[str]()


class Shown(Record, InPlace, Protocol):
    """A record with all that says who may see what of it."""


def reader_of(session: Session, actor: Actor) -> Near:
    """How near an actor is to everybody, with at most one query."""
    matched = matched_with(session, actor.places(Role.MEMBER))
    return lambda one: closeness_of(actor, one, matched)


def imagined(stakeholder_id: str, closeness: Closeness) -> Near:
    """A reader who is that near to one stakeholder, and no more than a member to all others."""
    others = min(closeness, Closeness.MEMBER)
    return lambda one: closeness if one.id == stakeholder_id else others


def closeness_of(actor: Actor, stakeholder: InPlace, matched: Collection[str] = NOBODY) -> Closeness:
    """How near an actor is to a stakeholder; `matched` are those that the actor's own are matched with."""
    if may(actor, "stakeholder.edit", stakeholder):
        return Closeness.OURSELVES
    if not actor.signed_in:
        return Closeness.VISITOR
    return Closeness.MATCHED if stakeholder.id in matched else Closeness.MEMBER


def matched_with(session: Session, own: Collection[str]) -> frozenset[str]:
    """Whom any of these is matched with, in one query.

    Matched are two who were introduced, as long as the receipt of what was shown stands, and two who both
    say that they are partners. Who has blocked the other, or was blocked, is matched no more.
    """
    if not own:
        return NOBODY
    found = union(_introduced(own), *_partners(own)).subquery()
    unwanted = or_(
        and_(Block.stakeholder_id.in_(own), Block.other_id == found.c.id),
        and_(Block.other_id.in_(own), Block.stakeholder_id == found.c.id),
    )
    return frozenset(session.scalars(select(found.c.id).where(~exists().where(unwanted))))


def see(session: Session, actor: Actor, records: Iterable[Shown]) -> list[Seen]:
    """Each of these as the actor may see it, in their order."""
    near = reader_of(session, actor)
    return [seen_as(one, near(one)) for one in records]


def _introduced(own: Collection[str]) -> Select[str]:
    """The same rule as for contact persons: both said yes, and neither took it back."""
    agreed: list[ColumnElement[bool]] = [
        Introduction.consent_a == Consent.YES,
        Introduction.consent_b == Consent.YES,
        Introduction.state.in_(sorted(SHOWING)),
    ]
    query = select(Disclosure.of_id.label("id")).join(Introduction)
    return query.where(Disclosure.to_id.in_(own), Disclosure.withdrawn_at.is_(None), *agreed)


def _partners(own: Collection[str]) -> tuple[Select[str], ...]:
    """Each end by itself: an index finds it so."""
    agreed = Tie.confirmed_a, Tie.confirmed_b
    return (
        select(Tie.b_id.label("id")).where(Tie.a_id.in_(own), *agreed),
        select(Tie.a_id.label("id")).where(Tie.b_id.in_(own), *agreed),
    )
