"""Asking for another look at a hidden profile, and answering it: never by who hid it, if there is another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotAllowed
from matchmaker.models import Hiding
from matchmaker.permissions import may, require
from matchmaker.services import audit, history, profiles
from matchmaker.services.reports.checks import checked
from matchmaker.services.reports.hiding import lift, standing_of
from matchmaker.services.reports.telling import STAYS, administrators, tell_of_objection, tell_owners

WHAT_FOR = N_("Say why the profile should be shown again.")
WHY = N_("Give a reason. The people of the profile read it.")


def object_to(session: Session, actor: Actor, stakeholder_id: str, *, words: str, now: datetime) -> Hiding:
    """Ask for another look, once for each time that a profile was hidden.

    Raises:
        NotFound; NotAllowed: not one's own; Conflict: it is not hidden, or it was asked already; Invalid.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "hiding.object", stakeholder)
    words = checked(words, "words", missing=WHAT_FOR)
    history.take_turn(session, stakeholder, stakeholder.id)
    standing = standing_of(session, actor, stakeholder, now=now)
    if standing.objected_at is not None:
        raise Conflict("You have asked for another look already.")
    standing.objection, standing.objected_by, standing.objected_at = words, actor.account_id, now
    audit.record(session, actor, "hiding.object", stakeholder.id, now=now, hiding=standing.id)
    tell_of_objection(session, standing, now=now)
    return standing


def answer(
    session: Session, actor: Actor, stakeholder_id: str, *, shows: bool, reason: str, now: datetime
) -> None:
    """Look again: the profile is shown, or stays hidden.

    Raises:
        NotFound; NotAllowed: who hid it, while there is another; Conflict: nobody asked, or it is answered;
            Invalid: no reason is given.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "hiding.answer", stakeholder)
    reason = checked(reason, "reason", missing=WHY)
    history.take_turn(session, stakeholder, stakeholder.id)
    standing = standing_of(session, actor, stakeholder, now=now)
    if standing.objected_at is None or standing.answered_at is not None:
        raise Conflict("Nobody waits for an answer here any more.")
    if not may_answer(session, actor, standing):
        raise NotAllowed("You hid this profile yourself. Another administrator takes the second look.")
    audit.record(session, actor, "hiding.answer", stakeholder.id, now=now, hiding=standing.id, shows=shows)
    if shows:
        lift(session, actor, stakeholder, standing, reason=reason, now=now)
        return
    standing.answer, standing.answered_by, standing.answered_at = reason, actor.account_id, now
    tell_owners(session, standing, STAYS, now=now)


def may_answer(session: Session, actor: Actor, hiding: Hiding) -> bool:
    """Whether the actor takes the second look: who hid it only where there is nobody else."""
    if not may(actor, "hiding.answer"):
        return False
    return hiding.hidden_by != actor.account_id or set(administrators(session)) <= {actor.account_id}


def count_objections(session: Session) -> int:
    """How many ask for another look and have no answer."""
    waits = Hiding.objected_at.is_not(None), Hiding.answered_at.is_(None), Hiding.shown_at.is_(None)
    return session.scalars(select(func.count()).select_from(Hiding).where(*waits)).one()
