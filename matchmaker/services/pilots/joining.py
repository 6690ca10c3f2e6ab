"""Joining a pilot and leaving it: who was invited, or who holds the organisers' link."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Pilot, PilotMember, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services import audit, profiles
from matchmaker.services.pilots.reading import get_pilot
from matchmaker.services.pilots.rules import is_over

SALT, RECALL = "pilots.join", "pilot.recall-link"
DEAD = N_("This link does not work. Ask the organisers for a new one.")
LINK_LASTS = timedelta(days=90)
"""So long a link to join holds, and never beyond the last day of the pilot."""


def join_token(session: Session, actor: Actor, pilot_id: str, *, secret: str, now: datetime) -> str:
    """The token of a link by which whoever holds it joins the pilot.

    Raises:
        NotFound, NotAllowed.
    """
    pilot = get_pilot(session, pilot_id)
    require(actor, "pilot.run", pilot)
    about = [pilot.id, _last_day(pilot, now).isoformat(), _recalled(session, pilot)]
    return URLSafeSerializer(secret, salt=SALT).dumps(about)


def recall_link(session: Session, actor: Actor, pilot_id: str, *, now: datetime) -> None:
    """Let the link to join that is about open nothing any more; the next one is another.

    Raises:
        NotFound, NotAllowed.
    """
    pilot = get_pilot(session, pilot_id)
    require(actor, "pilot.run", pilot)
    audit.record(session, actor, RECALL, pilot.id, now=now)
    session.flush()


def check_token(session: Session, pilot: Pilot, token: str, *, secret: str, now: datetime) -> None:
    """Refuse a token that does not open this pilot.

    Raises:
        NotFound: it was not made here, or for another pilot, or recalled. Invalid: it has run out.
    """
    try:
        pilot_id, until, recalled = URLSafeSerializer(secret, salt=SALT).loads(token)
        last = date.fromisoformat(until)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound(DEAD) from error
    if pilot_id != pilot.id or recalled != _recalled(session, pilot):
        raise NotFound(DEAD)
    if now.date() > last:
        raise Invalid("This link has run out. Ask the organisers for a new one.")


def join(
    session: Session,
    actor: Actor,
    pilot_id: str,
    stakeholder_id: str,
    *,
    token: str = "",
    secret: str = "",
    now: datetime,
) -> PilotMember:
    """Join a pilot, on its invitation or by its link; joining twice changes nothing.

    Raises:
        NotFound, Invalid: the link does not hold. NotAllowed: not the actor's stakeholder, or not invited.
        Conflict: the pilot is over.
    """
    pilot, stakeholder = _both(session, actor, pilot_id, stakeholder_id)
    if is_over(pilot, now.date()):
        raise Conflict("This pilot is over. Nobody can join it any more.")
    row = session.get(PilotMember, (pilot.id, stakeholder.id), with_for_update=True)
    if token:
        check_token(session, pilot, token, secret=secret, now=now)
    elif row is None:
        raise NotAllowed("This pilot is joined by invitation. Ask its organisers.")
    if row is not None and row.joined_at is not None and row.left_at is None:
        return row
    if row is None:
        row = _new_row(session, pilot, stakeholder, now)
    row.joined_at, row.left_at = now, None
    audit.record(session, actor, "pilot.join", pilot.id, now=now, stakeholder=stakeholder.id)
    return row


def leave(session: Session, actor: Actor, pilot_id: str, stakeholder_id: str, *, now: datetime) -> None:
    """Leave a pilot, or refuse its invitation; its organisers may take somebody out too.

    Raises:
        NotFound: no such pilot or member. NotAllowed.
    """
    pilot = get_pilot(session, pilot_id)
    row = session.get(PilotMember, (pilot.id, stakeholder_id), with_for_update=True)
    stakeholder = profiles.find_stakeholder(session, stakeholder_id)
    if row is None or stakeholder is None:
        raise NotFound("There is no such member in this pilot.")
    if not may(actor, "pilot.run", pilot):
        require(actor, "pilot.join", stakeholder)
    if row.left_at is None:
        row.left_at = now
        audit.record(session, actor, "pilot.leave", pilot.id, now=now, stakeholder=stakeholder_id)


def _recalled(session: Session, pilot: Pilot) -> int:
    """How often the link was recalled: a link carries the number of its day, and an older one is dead."""
    return audit.count_entries(session, subject=pilot.id, act=RECALL)


def _last_day(pilot: Pilot, now: datetime) -> date:
    last = now.date() + LINK_LASTS
    return min(last, pilot.ends_on) if pilot.ends_on else last


def _both(session: Session, actor: Actor, pilot_id: str, stakeholder_id: str) -> tuple[Pilot, Stakeholder]:
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "pilot.join", stakeholder)
    return get_pilot(session, pilot_id), stakeholder


def _new_row(session: Session, pilot: Pilot, stakeholder: Stakeholder, now: datetime) -> PilotMember:
    row = PilotMember(pilot_id=pilot.id, stakeholder_id=stakeholder.id, invited_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # The same button twice at once: the other one made the row.
        row = session.get_one(PilotMember, (pilot.id, stakeholder.id), with_for_update=True)
    return row
