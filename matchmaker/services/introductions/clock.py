"""The clocks: whoever waits too long is reminded of, escalated, and in the end let go."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.clocks import BEFORE_MEETING, CLOCKS, Ring, following, reminded
from matchmaker.core.introductions.states import CloseReason, Mover, Side, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.notifications import MailKind
from matchmaker.models import Introduction
from matchmaker.services.introductions.after import CLOCK, follow
from matchmaker.services.introductions.hands import get_introduction
from matchmaker.services.introductions.in_one import remind_of_answer
from matchmaker.services.introductions.moving import edit, move, position_of
from matchmaker.services.introductions.telling import tell, tell_brokers

BEFORE, LATEST = timedelta(days=2), timedelta(days=14)
"""So long before its day a first step is reminded of; longer after it only the clock asks."""

ASKS = {
    State.INTRODUCED: MailKind.REMINDER,
    State.MEETING_AGREED: MailKind.OUTCOME,
    State.MET: MailKind.OUTCOME,
}
"""What the two are reminded of, by state; of an answer whoever owes it."""


def list_ringing(session: Session, *, now: datetime) -> list[tuple[str, datetime]]:
    """Those whose clock has rung, each with when it did, the longest due first."""
    columns = select(Introduction.id, Introduction.rings_at).where(Introduction.rings_at <= now)
    rows = session.execute(columns.order_by(Introduction.rings_at, Introduction.id))
    return [(id_, at) for id_, at in rows if at is not None]


def ring(session: Session, introduction_id: str, *, now: datetime) -> Introduction:
    """Do what the clock of one introduction says, and set it to its next ring.

    Raises:
        NotFound; Conflict: somebody moved it at this very moment.
    """
    one = get_introduction(session, introduction_id)
    if one.rings_at is None or one.rings_at > now:
        return one
    bell = CLOCKS[one.state][one.rung]
    if bell.ring is Ring.END:
        values = {"close_reason": CloseReason.NO_ANSWER}
        follow(session, one, move(session, CLOCK, one, Step.EXPIRE, now=now, values=values), now=now)
        return one
    if bell.ring is Ring.INTRODUCE:
        follow(session, one, move(session, CLOCK, one, Step.INTRODUCE, now=now), now=now)
        return one
    later = following(one.state, one.rings_at, one.rung, now)
    edit(session, one, rung=one.rung + 1, rings_at=later[0] if later else None)
    _sound(session, one, bell.ring, now)
    return one


def remind_of_steps(session: Session, *, now: datetime) -> int:
    """Remind both of first joint steps whose day has come; once for each day that was agreed."""
    today = now.date()
    due = (
        Introduction.state == State.STEP_AGREED,
        Introduction.joint_done_at.is_(None),
        Introduction.joint_by.between(today - LATEST, today + BEFORE),
    )
    found = list(session.scalars(select(Introduction).where(*due).order_by(Introduction.id)))
    for one in found:
        # The key is the day: a second look, or a second worker, writes nothing.
        tell(session, one, Side, MailKind.FOLLOW_UP, now=now, about=f"step {one.joint_by}", due=True)
    return len(found)


def remind_of_meetings(session: Session, *, now: datetime) -> int:
    """Remind both of meetings that are near; once for each time that was agreed, and none just agreed."""
    near = Introduction.meeting_at > now, Introduction.meeting_at <= now + BEFORE_MEETING
    found = select(Introduction).where(Introduction.state == State.MEETING_AGREED, *near)
    reminded_of = 0
    for one in session.scalars(found.order_by(Introduction.id)):
        at = one.meeting_at
        if at is None or one.state_since > at - BEFORE_MEETING:
            continue
        when = at.isoformat()
        # The key is the moment: a second look writes nothing, another time is another thing.
        tell(session, one, Side, MailKind.MEETING, now=now, about=f"near {when}", near=True, until=when)
        reminded_of += 1
    return reminded_of


def _sound(session: Session, one: Introduction, what: Ring, now: datetime) -> None:
    if what is Ring.ESCALATE:
        tell_brokers(session, one, MailKind.WAITS, now=now, everybody=True, late=True)
    elif what is Ring.FOLLOW_UP:
        tell(session, one, Side, MailKind.FOLLOW_UP, now=now)
    else:
        movers = reminded(position_of(one))
        sides = [side for side in Side if Mover(side.value) in movers]
        if one.state is State.ASKED:
            for side in sides:
                remind_of_answer(session, one, side, now=now)
        else:
            tell(session, one, sides, ASKS.get(one.state, MailKind.REMINDER), now=now)
        if Mover.BROKER in movers:
            tell_brokers(session, one, MailKind.WAITS, now=now, late=True)
