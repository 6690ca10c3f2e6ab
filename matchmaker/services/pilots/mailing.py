"""Invitations by mail: each who is invited is written to once, and once more after two weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.models import Mail, Pilot, PilotMember, Stakeholder
from matchmaker.services import jobs, notifications
from matchmaker.services.notifications import Recipient
from matchmaker.services.pilots.members import MemberState, in_state
from matchmaker.services.pilots.rules import is_over

JOB = "pilots.invite"
AT_ONCE = 50
"""So many are written to in one job, so that nobody who wants to write waits long."""

AGAIN_AFTER = timedelta(days=14)
ANSWERABLE = timedelta(days=60)
"""So long the link of an invitation answers."""


def put_down(session: Session, pilot: Pilot, ids: Sequence[str], *, now: datetime) -> None:
    """Put down the jobs that write to those who were invited just now, and once more later."""
    for first in range(0, len(ids), AT_ONCE):
        some = list(ids[first : first + AT_ONCE])
        for at in (now, now + AGAIN_AFTER):
            jobs.enqueue(session, JOB, now=now, due_at=at, pilot_id=pilot.id, ids=some, again=at > now)


def send_invitations(
    session: Session, pilot_id: str, ids: Sequence[str], *, again: bool = False, now: datetime
) -> int:
    """Write to those who have not answered; the answer is how many mails that makes.

    Who has answered, opted out, or has no address is passed over, and so is a pilot that is over.
    """
    pilot = session.get(Pilot, pilot_id)
    if pilot is None or is_over(pilot, now.date()):
        return 0
    waiting = (
        select(PilotMember.stakeholder_id)
        .join(Stakeholder)
        .where(PilotMember.pilot_id == pilot_id, PilotMember.stakeholder_id.in_(ids))
        .where(in_state(MemberState.INVITED), Stakeholder.hidden.is_(False), Stakeholder.opted_out.is_(False))
        .order_by(PilotMember.stakeholder_id)
    )
    made = [
        _write(session, pilot, stakeholder_id, to, again, now)
        for stakeholder_id in session.scalars(waiting).all()
        for to in notifications.recipients_of(session, stakeholder_id, languages=pilot.languages)
    ]
    return sum(made)


def _write(
    session: Session, pilot: Pilot, stakeholder_id: str, to: Recipient, again: bool, now: datetime
) -> bool:
    first = f"{pilot.id} {stakeholder_id} invited"
    # Whose address became known only meanwhile is not reminded of what they never read.
    known = again and _was_written(session, first, to)
    mail = notifications.notify(
        session,
        kind=MailKind.INVITED,
        key=f"{first} again" if known else first,
        to=to,
        params={"pilot": pilot.id, "stakeholder": stakeholder_id, "again": known},
        now=now,
        answerable_for=ANSWERABLE,
    )
    return mail is not None


def _was_written(session: Session, key: str, to: Recipient) -> bool:
    return session.scalar(select(Mail.id).where(Mail.key == notifications.key_for(key, to))) is not None
