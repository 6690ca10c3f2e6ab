"""Messages within an introduction, and reporting one that should not have been written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.files.choosing import MOST_BYTES, Taken, Upload
from matchmaker.core.introductions.states import Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.core.reports import Trouble
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from matchmaker.models import Introduction, IntroductionMessage
from matchmaker.services import audit, reports
from matchmaker.services.introductions.files import MOST_ATTACHED, check_files, files_of, keep_files
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.moving import LATE
from matchmaker.services.introductions.starting import is_blocked
from matchmaker.services.introductions.telling import id_of, tell, tell_brokers
from matchmaker.services.introductions.texts import cleaned
from matchmaker.services.reports import Said

TALKING = frozenset({State.INTRODUCED, State.MEETING_AGREED, State.MET, State.STEP_AGREED, State.PARTNERSHIP})


TWICE = timedelta(minutes=1)
"""The same words again within this time are the same button pressed twice."""

MOST_A_DAY = 50
"""So much one side writes within a day: two programs that answer each other come to an end."""


UNSAID = Said(trouble=Trouble.INSULTING)
"""What a report says whose reporter said no more than that it should not stand there."""


def write(
    session: Session,
    hand: Hand,
    introduction_id: str,
    *,
    text: str,
    files: Sequence[Upload] = (),
    most_bytes: int = MOST_BYTES,
    came_as: str | None = None,
    now: datetime,
) -> IntroductionMessage:
    """Write to the other side, perhaps with files; a broker writes to both.

    What came as the same mail before is written once, and so is what the same button sends twice.

    Raises:
        NotFound; Conflict: the two are not introduced yet, or no more; Invalid: nothing is said, or a file
            may not be passed on; TooMany: in a day.
    """
    one = get_introduction(session, introduction_id)
    # One after the other: who takes consent back at this moment, or presses twice, is seen.
    session.refresh(one, with_for_update={"key_share": True})
    if one.state not in TALKING or is_blocked(session, one.a_id, one.b_id):
        raise Conflict(LATE)
    said, taken = cleaned(text, "text"), check_files(files, most_bytes=most_bytes)
    if not said and not taken:
        raise Invalid("Write something first.", fields={"text": "Write something first."})
    if came_as is None and (before := _find_same(session, hand, one, said, taken, now)) is not None:
        return before
    _check_day(session, hand, one, now)
    message = IntroductionMessage(
        introduction_id=one.id,
        mover=hand.mover,
        account_id=hand.actor.account_id,
        text=said,
        at=now,
        came_as=came_as,
    )
    if (before := _add(session, message)) is not None:
        return before
    keep_files(session, message, taken)
    about = {"message": message.id, "files": len(taken)}
    audit.record(session, hand.actor, "introduction.write", one.id, now=now, **about)
    others = [side for side in Side if side is not hand.mover.side]
    waits = sum(len(file.content) for file in taken) > MOST_ATTACHED
    tell(session, one, others, MailKind.MESSAGE, now=now, about=message.id, message=message.id, waits=waits)
    return message


def get_reportable(
    session: Session, hand: Hand, introduction_id: str, message_id: str
) -> tuple[Introduction, IntroductionMessage]:
    """A message that this hand may report, with its introduction.

    Raises:
        NotFound: there is none, or it was taken away; NotAllowed: one's own, or a broker's hand.
    """
    one = get_introduction(session, introduction_id)
    message = session.get(IntroductionMessage, message_id, with_for_update=True, populate_existing=True)
    if message is None or message.introduction_id != one.id or message.taken_at is not None:
        raise NotFound("There is no such message.")
    if hand.mover.side is None or message.mover is hand.mover:
        raise NotAllowed("One reports what the other side wrote.")
    return one, message


def report_message(
    session: Session, hand: Hand, introduction_id: str, *, message_id: str, said: Said = UNSAID, now: datetime
) -> IntroductionMessage:
    """Show a message of the other side to who brokers: it should not have been written.

    The door has counted it by `reports.count_report` before it read anything.

    Raises:
        NotFound; NotAllowed: one's own, or a broker's hand; Invalid: an answer is missing.
    """
    one, message = get_reportable(session, hand, introduction_id, message_id)
    side = message.mover.side
    writer_id = id_of(one, side) if side else None
    reports.add_about_message(session, hand.actor, one, message, said, writer_id=writer_id, now=now)
    if message.reported_at is None:
        message.reported_at, message.reported_by = now, hand.mover.side
        audit.record(session, hand.actor, "introduction.report-message", one.id, now=now, message=message.id)
        tell_brokers(
            session, one, MailKind.WAITS, now=now, everybody=True, about=message.id, reported=message.id
        )
    return message


def list_messages(session: Session, one: Introduction) -> list[IntroductionMessage]:
    """All messages of an introduction, the oldest first."""
    query = select(IntroductionMessage).where(IntroductionMessage.introduction_id == one.id)
    return list(session.scalars(query.order_by(IntroductionMessage.at, IntroductionMessage.id)))


def find_message(session: Session, came_as: str) -> IntroductionMessage | None:
    """The message as which a mail came in before, or None."""
    return session.scalar(select(IntroductionMessage).where(IntroductionMessage.came_as == came_as))


def _find_same(
    session: Session, hand: Hand, one: Introduction, said: str, files: Sequence[Taken], now: datetime
) -> IntroductionMessage | None:
    """What this hand wrote just now in the same words and with the same files."""
    row, sent = IntroductionMessage, sorted((file.name, len(file.content)) for file in files)
    mine = row.introduction_id == one.id, row.mover == hand.mover, row.account_id == hand.actor.account_id
    for before in session.scalars(select(row).where(*mine, row.text == said, row.at > now - TWICE)).all():
        if sorted((file.name, file.size) for file in files_of(session, before, loaded=False)) == sent:
            return before
    return None


def _check_day(session: Session, hand: Hand, one: Introduction, now: datetime) -> None:
    """Refuse one message too many of a side within a day."""
    day, row = timedelta(days=1), IntroductionMessage
    mine = row.introduction_id == one.id, row.mover == hand.mover, row.at > now - day
    if session.scalars(select(func.count()).select_from(row).where(*mine)).one() >= MOST_A_DAY:
        raise TooMany(
            "You have written as much here as one may in a day. Go on tomorrow.",
            seconds=int(day.total_seconds()),
        )


def _add(session: Session, message: IntroductionMessage) -> IntroductionMessage | None:
    """Put a message down; if it came as the same mail before, that one is the answer."""
    if message.came_as is None:
        session.add(message)
        session.flush()
        return None
    if (before := find_message(session, message.came_as)) is not None:
        return before
    try:
        # Two servers, or two tries of one, at once: the database takes one of them.
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        return find_message(session, message.came_as)
    return None
