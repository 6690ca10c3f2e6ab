"""What the two answer: yes, no, later, and taking back what one agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.clocks import MOST_POSTPONED
from matchmaker.core.introductions.states import ENDS, CloseReason, DeclineReason
from matchmaker.core.introductions.steps import Step
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict
from matchmaker.models import Introduction, IntroductionStep
from matchmaker.services import audit
from matchmaker.services.introductions import disclosing
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.hands import Hand, get_introduction
from matchmaker.services.introductions.moving import LATE, edit, move
from matchmaker.services.introductions.telling import tell
from matchmaker.services.introductions.texts import cleaned


def accept(session: Session, hand: Hand, introduction_id: str, *, now: datetime) -> Introduction:
    """Say yes. When both have, they are introduced at once.

    Raises:
        NotFound; Conflict: nobody asked this side, or it has answered already.
    """
    try:
        return _step(session, hand, introduction_id, Step.ACCEPT, now=now)
    except Conflict:
        # The other side may have answered at this very moment: the rules are asked once more.
        return _step(session, hand, introduction_id, Step.ACCEPT, now=now)


def decline(
    session: Session,
    hand: Hand,
    introduction_id: str,
    *,
    reason: DeclineReason = DeclineReason.UNSAID,
    note: str = "",
    now: datetime,
) -> Introduction:
    """Say no; the other learns only that it does not fit now. A note is for the broker.

    Raises:
        NotFound; Conflict; Invalid: the note is too long.
    """
    values = {"decline_reason": reason}
    return _step(
        session, hand, introduction_id, Step.DECLINE, now=now, note=cleaned(note, "note"), values=values
    )


def postpone(session: Session, hand: Hand, introduction_id: str, *, now: datetime) -> Introduction:
    """Ask for more time: the clock begins anew two weeks later, twice at most.

    Raises:
        NotFound; Conflict: twice already, or not asked.
    """
    one = get_introduction(session, introduction_id)
    if _count_postponed(session, one, hand) >= MOST_POSTPONED:
        raise Conflict(
            "You have put this off %(times)s times already. Please say yes or no.", times=MOST_POSTPONED
        )
    values = {"postponed": one.postponed + 1}
    return _step(session, hand, introduction_id, Step.POSTPONE, now=now, values=values)


def close(
    session: Session,
    hand: Hand,
    introduction_id: str,
    *,
    reason: CloseReason = CloseReason.NO_FIT,
    note: str = "",
    now: datetime,
) -> Introduction:
    """Bring it to an end with a reason.

    Raises:
        NotFound; Conflict: not possible from here; Invalid: the note is too long.
    """
    values = {"close_reason": reason}
    return _step(
        session, hand, introduction_id, Step.CLOSE, now=now, note=cleaned(note, "note"), values=values
    )


def withdraw(
    session: Session, hand: Hand, introduction_id: str, *, note: str = "", now: datetime
) -> Introduction:
    """Take back one's consent, at any time; nothing more is shown to the other.

    Raises:
        NotFound; Conflict: this side has not agreed to anything, or nothing is shown any more; Invalid: the
            note is too long.
    """
    one = get_introduction(session, introduction_id)
    if one.state in ENDS:
        return _hide(session, hand, one, now)
    return _step(session, hand, introduction_id, Step.WITHDRAW, now=now, note=cleaned(note, "note"))


def _hide(session: Session, hand: Hand, one: Introduction, now: datetime) -> Introduction:
    """What has ended does not end again; but what the two saw of each other they see no more."""
    side = hand.mover.side
    if side is None:
        raise Conflict(LATE)
    edit(session, one, rings_at=None)
    if not disclosing.take_back(session, [one.id], now=now):
        raise Conflict(LATE)
    audit.record(session, hand.actor, "introduction.withdraw", one.id, now=now, by=hand.mover.value)
    tell(session, one, [side.other], MailKind.ENDED, now=now)
    return one


def _count_postponed(session: Session, one: Introduction, hand: Hand) -> int:
    """How often this side has asked for more time."""
    mine = IntroductionStep.introduction_id == one.id, IntroductionStep.mover == hand.mover
    taken = select(func.count()).select_from(IntroductionStep)
    return session.scalars(taken.where(*mine, IntroductionStep.step == Step.POSTPONE)).one()


def _step(
    session: Session,
    hand: Hand,
    introduction_id: str,
    step: Step,
    *,
    now: datetime,
    note: str = "",
    values: Mapping[str, Any] | None = None,
) -> Introduction:
    one = get_introduction(session, introduction_id)
    follow(session, one, move(session, hand, one, step, now=now, note=note, values=values), now=now)
    return one
