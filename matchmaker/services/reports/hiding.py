"""Hiding a profile from everybody but its people and those who look after it, and showing it again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotAllowed
from matchmaker.models import Hiding, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history, profiles
from matchmaker.services.reports.checks import checked
from matchmaker.services.reports.telling import HIDDEN, SHOWN, administrators, tell_owners

WHY = N_("Give a reason. The people of the profile read it.")


def hide(session: Session, actor: Actor, stakeholder_id: str, *, reason: str, now: datetime) -> Hiding:
    """Hide a profile from this moment on; its people are told why.

    Raises:
        NotFound, NotAllowed; Conflict: it is hidden already; Invalid: no reason is given.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.hide", stakeholder)
    reason = checked(reason, "reason", missing=WHY)
    # The turn also tells every worker that there is a newer network, without this one in it.
    history.take_turn(session, stakeholder, stakeholder.id)
    if stakeholder.hidden:
        raise Conflict("This profile is hidden already.")
    stakeholder.hidden = True
    made = Hiding(stakeholder_id=stakeholder.id, reason=reason, hidden_by=actor.account_id, hidden_at=now)
    session.add(made)
    session.flush()
    audit.record(session, actor, "stakeholder.hide", stakeholder.id, now=now, hiding=made.id)
    tell_owners(session, made, HIDDEN, now=now)
    return made


def show(session: Session, actor: Actor, stakeholder_id: str, *, reason: str, now: datetime) -> None:
    """Show a hidden profile again; an objection that waits is answered by it.

    Raises:
        NotFound; NotAllowed: an administrator hid it, or said that it stays so; Conflict: it is not hidden;
            Invalid: no reason is given.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.hide", stakeholder)
    reason = checked(reason, "reason", missing=WHY)
    history.take_turn(session, stakeholder, stakeholder.id)
    standing = standing_of(session, actor, stakeholder, now=now)
    if not actor.administrator and {standing.hidden_by, standing.answered_by} & set(administrators(session)):
        raise NotAllowed("An administrator hid this profile. Only an administrator shows it again.")
    lift(session, actor, stakeholder, standing, reason=reason, now=now)


def lift(
    session: Session, actor: Actor, stakeholder: Stakeholder, hiding: Hiding, *, reason: str, now: datetime
) -> None:
    """End a hiding; whoever calls it has asked whether it may be done."""
    stakeholder.hidden = False
    hiding.answer, hiding.answered_by, hiding.answered_at = reason, actor.account_id, now
    hiding.shown_by, hiding.shown_at = actor.account_id, now
    audit.record(session, actor, "stakeholder.show", stakeholder.id, now=now, hiding=hiding.id)
    tell_owners(session, hiding, SHOWN, now=now)


def find_hiding(session: Session, stakeholder_id: str) -> Hiding | None:
    """Why a profile is hidden now; None where it is not, or was hidden before reasons were kept."""
    mine = Hiding.stakeholder_id == stakeholder_id, Hiding.shown_at.is_(None)
    return session.scalars(select(Hiding).where(*mine).order_by(Hiding.hidden_at.desc()).limit(1)).first()


def get_hidings(session: Session, actor: Actor, stakeholder_id: str) -> tuple[Stakeholder, list[Hiding]]:
    """A profile with all that was hidden and shown of it, the newest first.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.hide", stakeholder)
    query = select(Hiding).where(Hiding.stakeholder_id == stakeholder.id)
    return stakeholder, list(session.scalars(query.order_by(Hiding.hidden_at.desc(), Hiding.id)))


def standing_of(session: Session, actor: Actor, stakeholder: Stakeholder, *, now: datetime) -> Hiding:
    """Why it is hidden, to be answered or ended; call it after one's turn.

    Raises:
        Conflict: it is not hidden.
    """
    if not stakeholder.hidden:
        raise Conflict("This profile is not hidden any more.")
    found = find_hiding(session, stakeholder.id)
    if found is None:
        # Hidden before reasons were kept.
        found = Hiding(stakeholder_id=stakeholder.id, hidden_at=now)
        session.add(found)
        session.flush()
    return found
