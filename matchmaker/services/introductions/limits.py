"""How often one may ask: so many in a week, so many under way, and nobody again who just said no."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import LIVE, Consent, Mover
from matchmaker.core.introductions.steps import Step
from matchmaker.errors import Conflict, Invalid, TooMany
from matchmaker.models import Introduction, IntroductionStep, Stakeholder
from matchmaker.services.pilots import Rule

WEEK = timedelta(days=7)
AFTER_A_NO = timedelta(days=182)
"""For so long nobody is asked again by the same one to whom they said no; a broker may know better."""


def check_limits(session: Session, a: Stakeholder, b: Stakeholder, rule: Rule, *, now: datetime) -> None:
    """Refuse a request of `a` to be introduced to `b` that would be one too many.

    Raises:
        TooMany: in this week; Invalid: one of the two has too many under way; Conflict: b said no lately.
    """
    # Requests of one of the two, or for one, at once are counted one after the other; always in this order,
    # and so that who adds an introduction need not wait: else two who ask each other would wait for ever.
    both = select(Stakeholder.id).where(Stakeholder.id.in_((a.id, b.id))).order_by(Stakeholder.id)
    session.execute(both.with_for_update(key_share=True))
    _check_week(session, a, rule, now)
    if _count_open(session, a) >= rule.open_limit:
        raise Invalid("Too many of your introductions are under way. Bring one of them to an end first.")
    if _count_open(session, b) >= rule.open_limit:
        raise Invalid(
            "%(name)s has as many introductions under way as one can see to. Try again later.", name=b.name
        )
    lately = select(Introduction.id).where(_refused(a, b), Introduction.state_since > now - AFTER_A_NO)
    if session.scalar(lately.limit(1)) is not None:
        raise Conflict("%(name)s was asked not long ago and said that it does not fit now.", name=b.name)


def _check_week(session: Session, a: Stakeholder, rule: Rule, now: datetime) -> None:
    """What a broker began is no request of theirs."""
    asked = select(IntroductionStep.at).join(
        Introduction, Introduction.id == IntroductionStep.introduction_id
    )
    own = and_(IntroductionStep.mover == Mover.A, IntroductionStep.step.in_([Step.PROPOSE, Step.ASK]))
    lately = asked.where(own, Introduction.a_id == a.id, IntroductionStep.at > now - WEEK)
    times = sorted(session.scalars(lately))
    if len(times) >= rule.weekly_requests:
        free = times[-rule.weekly_requests] + WEEK if rule.weekly_requests else now + WEEK
        raise TooMany(
            "You have asked for as many introductions as one may in seven days. Wait a little.",
            seconds=max(1, int((free - now).total_seconds())),
        )


def _count_open(session: Session, one: Stakeholder) -> int:
    involved = or_(Introduction.a_id == one.id, Introduction.b_id == one.id)
    under_way = select(func.count()).select_from(Introduction)
    return session.scalars(under_way.where(involved, Introduction.state.in_(LIVE))).one()


def _refused(a: Stakeholder, b: Stakeholder) -> ColumnElement[bool]:
    """Introductions of the two in which b said no, whichever way round they stood."""
    no, one = Consent.NO, Introduction
    return or_(
        and_(one.a_id == a.id, one.b_id == b.id, one.consent_b == no),
        and_(one.a_id == b.id, one.b_id == a.id, one.consent_a == no),
    )
