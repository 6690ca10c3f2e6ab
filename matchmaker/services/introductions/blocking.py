"""Whom one does not want to be introduced to: the list, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.errors import NotFound
from matchmaker.models import Block, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, profiles


@dataclass(frozen=True, slots=True)
class Blocked:
    """`own` does not want to be introduced to `other`."""

    own: Stakeholder
    other: Stakeholder
    at: datetime


def list_blocked(session: Session, actor: Actor) -> list[Blocked]:
    """Whom the actor's stakeholders do not want, by name; who does not want them is nobody's business."""
    own, other = aliased(Stakeholder), aliased(Stakeholder)
    query = select(own, other, Block.at).join(Block, Block.stakeholder_id == own.id)
    query = query.join(other, other.id == Block.other_id)
    mine = query.where(own.id.in_(sorted(actor.places(Role.MEMBER))))
    return [Blocked(*row) for row in session.execute(mine.order_by(other.name, other.id, own.id))]


def list_blocking(session: Session, actor: Actor, other_id: str) -> list[tuple[str, str, bool]]:
    """The actor's stakeholders by name: id, name, and whether it has blocked this other one."""
    theirs = and_(Block.stakeholder_id == Stakeholder.id, Block.other_id == other_id)
    query = select(Stakeholder.id, Stakeholder.name, Block.at.is_not(None)).outerjoin(Block, theirs)
    mine = query.where(Stakeholder.id.in_(sorted(actor.places(Role.MEMBER))))
    rows = session.execute(mine.order_by(Stakeholder.name, Stakeholder.id))
    return [(id_, name, blocked) for id_, name, blocked in rows]


def unblock(session: Session, actor: Actor, stakeholder_id: str, other_id: str, *, now: datetime) -> None:
    """Let the two be suggested and introduced to each other again; what ended stays ended.

    Raises:
        NotFound: there is no such block; NotAllowed: not the actor's stakeholder.
    """
    require(actor, "introduction.ask", profiles.get_stakeholder(session, actor, stakeholder_id))
    found = session.get(Block, (stakeholder_id, other_id))
    if found is None:
        raise NotFound("This organisation is not on your list any more.")
    session.delete(found)
    session.flush()
    audit.record(session, actor, "introduction.unblock", stakeholder_id, now=now, other=other_id)
