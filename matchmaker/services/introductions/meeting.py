"""The meeting: times are offered, one is chosen, and afterwards both say how it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import Mover, Side, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Introduction, OfferedTime
from matchmaker.services import audit
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.moving import LATE, edit, move, rings_from
from matchmaker.services.introductions.telling import tell
from matchmaker.services.introductions.texts import cleaned

MOST_TIMES = 5
SHORTEST_MEETING, LONGEST_MEETING = 10, 480
"""Minutes."""

FARTHEST = timedelta(days=365)
TAKES = N_("A meeting takes between %(least)s and %(most)s minutes.")
MEETABLE = (State.INTRODUCED, State.MEETING_AGREED)


def offer_times(
    session: Session,
    hand: Hand,
    introduction_id: str,
    *,
    times: Sequence[datetime],
    minutes: int = 30,
    place: str = "",
    now: datetime,
) -> Introduction:
    """Propose times for the meeting; those that were proposed before are gone.

    Raises:
        NotFound; Conflict: it is not the time for that; Invalid: none, too many, in the past, or too far off.
    """
    one = get_introduction(session, introduction_id)
    if one.state not in MEETABLE:
        raise Conflict(LATE)
    wanted = sorted(set(times))
    if not wanted or len(wanted) > MOST_TIMES:
        raise _wrong("times", N_("Give at least one time, and at most %(most)s."), most=MOST_TIMES)
    if any(not now < one_time < now + FARTHEST for one_time in wanted):
        raise _wrong("times", N_("Give times from now on, within %(days)s days."), days=FARTHEST.days)
    if not SHORTEST_MEETING <= minutes <= LONGEST_MEETING:
        raise _wrong("minutes", TAKES, least=SHORTEST_MEETING, most=LONGEST_MEETING)
    where = cleaned(place, "place")
    if _are_offered(session, one, hand.mover, wanted, minutes, where):
        # The same button twice: nothing is new, and nobody is told again.
        return one
    edit(session, one)
    session.execute(delete(OfferedTime).where(OfferedTime.introduction_id == one.id))
    session.add_all(
        OfferedTime(introduction_id=one.id, starts_at=at, minutes=minutes, place=where, offered_by=hand.mover)
        for at in wanted
    )
    session.flush()
    audit.record(session, hand.actor, "introduction.offer", one.id, now=now, times=len(wanted))
    others = [side for side in Side if side is not hand.mover.side]
    tell(session, one, others, MailKind.MEETING, now=now, offered=True)
    return one


def choose_time(
    session: Session, hand: Hand, introduction_id: str, *, time_id: int, now: datetime
) -> Introduction:
    """Agree on one of the times; both get an entry for their calendars.

    Raises:
        NotFound: that time is not offered any more; Conflict; Invalid: it has passed, or is one's own.
    """
    one = get_introduction(session, introduction_id)
    if one.state not in MEETABLE:
        raise Conflict(LATE)
    mine = (OfferedTime.id == time_id, OfferedTime.introduction_id == one.id)
    chosen = session.scalars(select(OfferedTime).where(*mine)).one_or_none()
    if chosen is None:
        raise NotFound("This time is not offered any more. Look at the introduction again.")
    if chosen.starts_at <= now:
        raise Invalid("This time has passed. Propose others.")
    if chosen.offered_by is hand.mover:
        raise Invalid("You have offered this time yourself; the other side chooses.")
    values = {
        "meeting_at": chosen.starts_at,
        "meeting_minutes": chosen.minutes,
        "meeting_where": chosen.place,
    }
    taken = move(session, hand, one, Step.AGREE_MEETING, now=now, values=values)
    # The clock counts from the meeting, not from the day on which it was agreed.
    edit(session, one, rings_at=rings_from(one.state, chosen.starts_at))
    session.execute(delete(OfferedTime).where(OfferedTime.introduction_id == one.id))
    follow(session, one, taken, now=now)
    return one


def report(
    session: Session, hand: Hand, introduction_id: str, *, met: bool, note: str = "", now: datetime
) -> Introduction:
    """Say whether the meeting took place.

    Raises:
        NotFound; Conflict: there is no meeting to tell of; Invalid: it is still to come.
    """
    one = get_introduction(session, introduction_id)
    if one.state is State.MEETING_AGREED and one.meeting_at is not None and one.meeting_at > now:
        raise Invalid("The meeting is still to come. Tell us afterwards how it was.")
    step = Step.REPORT_MET if met else Step.REPORT_MISSED
    values = {} if met else {"meeting_at": None, "meeting_minutes": None, "meeting_where": ""}
    taken = move(session, hand, one, step, now=now, note=cleaned(note, "note"), values=values)
    follow(session, one, taken, now=now)
    return one


def list_times(session: Session, one: Introduction) -> list[OfferedTime]:
    """The times that are offered, the earliest first."""
    query = select(OfferedTime).where(OfferedTime.introduction_id == one.id)
    return list(session.scalars(query.order_by(OfferedTime.starts_at)))


def times_by_introduction(session: Session, ids: Collection[str]) -> dict[str, list[OfferedTime]]:
    """The times that are offered in each of these."""
    found: dict[str, list[OfferedTime]] = {}
    for time in session.scalars(select(OfferedTime).where(OfferedTime.introduction_id.in_(ids))):
        found.setdefault(time.introduction_id, []).append(time)
    return found


def _are_offered(
    session: Session, one: Introduction, mover: Mover, wanted: Sequence[datetime], minutes: int, place: str
) -> bool:
    there = [(time.starts_at, time.minutes, time.place, time.offered_by) for time in list_times(session, one)]
    return there == [(at, minutes, place, mover) for at in wanted]


def _wrong(field: str, message: str, **values: int) -> Invalid:
    return Invalid(message, fields={field: message}, **values)
