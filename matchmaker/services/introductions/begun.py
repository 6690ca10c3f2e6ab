"""Who brought the two together, as the steps tell it: these stay when an account is erased."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.introductions.steps import Step
from matchmaker.models import Introduction, IntroductionStep


def begun_by(session: Session, one: Introduction) -> frozenset[Mover]:
    """One of the two, somebody who brokers, or first the one and then the other; nobody of a draft."""
    steps = (Step.PROPOSE, Step.ASK)
    mine = IntroductionStep.introduction_id == one.id, IntroductionStep.step.in_(steps)
    return frozenset(session.scalars(select(IntroductionStep.mover).where(*mine)))


def asker_of(session: Session, one: Introduction) -> Side | None:
    """The side that asked for an introduction itself, perhaps to another; None where a broker began it."""
    return Side.A if Mover.A in begun_by(session, one) else None
