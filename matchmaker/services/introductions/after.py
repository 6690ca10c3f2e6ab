"""What follows from a step: who is told, what is shown, what begins by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import Consent, Mover, Side, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.notifications import MailKind
from matchmaker.models import Introduction, IntroductionStep
from matchmaker.services.introductions import disclosing, tying
from matchmaker.services.introductions.hands import Hand
from matchmaker.services.introductions.moving import move, position_of
from matchmaker.services.introductions.telling import tell, tell_brokers

CLOCK = Hand(Mover.CLOCK, SYSTEM)


def follow(session: Session, one: Introduction, taken: IntroductionStep, *, now: datetime) -> None:
    """Do what follows from a step that was just taken."""
    effect = EFFECTS.get(taken.step)
    if effect is not None:
        effect(session, one, taken, now)


def _proposed(session: Session, one: Introduction, _taken: IntroductionStep, now: datetime) -> None:
    tell_brokers(session, one, MailKind.WAITS, now=now)


def _asked(session: Session, one: Introduction, _taken: IntroductionStep, now: datetime) -> None:
    position = position_of(one)
    asked = [side for side in Side if position.consent(side) is Consent.ASKED]
    tell(session, one, asked, MailKind.ASKED, now=now)


def _accepted(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    if one.state is State.ACCEPTED:
        follow(session, one, move(session, CLOCK, one, Step.INTRODUCE, now=now), now=now)
    elif one.state is State.ASKED and (side := taken.mover.side) is not None:
        position = position_of(one)
        # Both were asked at once: the other has its mail already, and no second one.
        if not _was_asked_before(session, one, side.other) and position.consent(side.other) is Consent.ASKED:
            tell(session, one, [side.other], MailKind.ASKED, now=now)


def _was_asked_before(session: Session, one: Introduction, side: Side) -> bool:
    return tying.has_mail(session, one.id, MailKind.ASKED, side)


def _introduced(session: Session, one: Introduction, _taken: IntroductionStep, now: datetime) -> None:
    disclosing.disclose(session, one, now=now)
    tell(session, one, Side, MailKind.INTRODUCED, now=now)


def _declined(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    position = position_of(one)
    willing = [side for side in Side if position.consent(side) is Consent.YES]
    tell(session, one, willing, MailKind.DECLINED, now=now)
    # Who was asked at the same time need not answer any more.
    tell(
        session,
        one,
        [side for side in Side if position.consent(side) is Consent.ASKED],
        MailKind.ENDED,
        now=now,
    )
    tell_brokers(session, one, MailKind.DECLINED, now=now)
    tying.learn_from_no(session, one, taken, now=now)


def _ended(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    """Those are told who had heard of it, but not who ended it."""
    if taken.step is Step.WITHDRAW:
        disclosing.take_back(session, [one.id], now=now)
    heard = [side for side in Side if side is not taken.mover.side and _has_heard(session, one, side)]
    tell(session, one, heard, MailKind.ENDED, now=now)
    if taken.mover is not Mover.BROKER:
        tell_brokers(session, one, MailKind.ENDED, now=now)


def _has_heard(session: Session, one: Introduction, side: Side) -> bool:
    agreed = position_of(one).consent(side) in (Consent.YES, Consent.ASKED)
    return agreed or tying.has_mail(session, one.id, MailKind.ASKED, side)


def _meeting(session: Session, one: Introduction, _taken: IntroductionStep, now: datetime) -> None:
    tell(session, one, Side, MailKind.MEETING, now=now)


def _missed(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    others = [side for side in Side if side is not taken.mover.side]
    tell(session, one, others, MailKind.REMINDER, now=now, missed=True)


def _step_agreed(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    """The other side reads what was noted."""
    others = [side for side in Side if side is not taken.mover.side]
    tell(session, one, others, MailKind.FOLLOW_UP, now=now, noted=True)


def _met(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    """The other side is asked what they want to begin with."""
    others = [side for side in Side if side is not taken.mover.side]
    tell(session, one, others, MailKind.OUTCOME, now=now)


def _confirmed(session: Session, one: Introduction, taken: IntroductionStep, now: datetime) -> None:
    if one.state is State.PARTNERSHIP:
        tying.make_partners(session, one, now=now)
        tell(session, one, Side, MailKind.PARTNERS, now=now)
        tell_brokers(session, one, MailKind.PARTNERS, now=now)
    elif (side := taken.mover.side) is not None:
        tell(session, one, [side.other], MailKind.FOLLOW_UP, now=now, confirmed=side.value)


Effect = Callable[[Session, Introduction, IntroductionStep, datetime], None]

EFFECTS: Mapping[Step, Effect] = {
    Step.PROPOSE: _proposed,
    Step.ASK: _asked,
    Step.ACCEPT: _accepted,
    Step.INTRODUCE: _introduced,
    Step.DECLINE: _declined,
    Step.WITHDRAW: _ended,
    Step.CLOSE: _ended,
    Step.EXPIRE: _ended,
    Step.AGREE_MEETING: _meeting,
    Step.REPORT_MET: _met,
    Step.REPORT_MISSED: _missed,
    Step.AGREE_STEP: _step_agreed,
    Step.CONFIRM: _confirmed,
}
