"""The clock of a profile: a year after it was confirmed its people are asked whether all is still true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.core.freshness import REMINDED_AFTER, RESTS_AFTER, TRUSTED_FOR, turn_of
from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, RoleGrant, Stakeholder
from matchmaker.services import audit, history, jobs, notifications

JOB = "profiles.ask"
AT_ONCE = 50
"""So many are asked in one job, so that nobody who wants to write waits long."""

ANSWERABLE = timedelta(weeks=34)
"""So long the link of a question answers: also half a year after the profile rests."""


def put_down_due(session: Session, *, now: datetime) -> int:
    """Put down the jobs that ask those whose time has come; the answer is how many profiles that concerns."""
    ids = list_due(session, today=now.date())
    for some in history.batched(ids, AT_ONCE):
        # Twice on one day, as after an update, or by two at once: the same jobs.
        jobs.enqueue_once(session, JOB, f"{now.date().isoformat()} {some[0]}", now=now, ids=list(some))
    return len(ids)


def list_due(session: Session, *, today: date) -> list[str]:
    """The profiles with people whose first question or next reminder is due, by id."""
    wanted = or_(_first_is_due(today), _reminder_is_due(today))
    query = select(Stakeholder.id).where(wanted, _has_people(), Stakeholder.hidden.is_(False))
    return list(session.scalars(query.order_by(Stakeholder.id)))


def ask(session: Session, ids: Sequence[str], *, now: datetime) -> int:
    """Write to the people of these profiles, each once for each question; how many mails that makes.

    Whoever was asked already, or has confirmed meanwhile, is passed over. For people who wish no such mail
    the time runs all the same: their profile's page tells them.
    """
    today = now.date()
    due = Stakeholder.id.in_(ids), _has_people(), _first_is_due(today)
    session.execute(update(Stakeholder).where(*due).values(asked_on=today))
    query = select(Stakeholder).where(Stakeholder.id.in_(ids), Stakeholder.hidden.is_(False), _is_asked())
    asked = session.scalars(query.order_by(Stakeholder.id).execution_options(populate_existing=True)).all()
    made = sum(_write(session, one, now) for one in asked)
    if made:
        audit.record(session, SYSTEM, "stakeholders.ask", "", now=now, mails=made)
    return made


def _write(session: Session, one: Stakeholder, now: datetime) -> int:
    """The mails about one profile: to its members, not to an address that only a record names."""
    assert one.asked_on is not None
    turn = turn_of(one.asked_on, now.date())
    if turn is None:
        return 0
    about = {"stakeholder": one.id, "asked_on": one.asked_on.isoformat(), "turn": turn}
    key = f"confirm {one.id} {one.asked_on.isoformat()} {turn}"
    readers = [to for to in notifications.recipients_of(session, one.id) if to.account_id is not None]
    mails = [
        notifications.notify(
            session, kind=MailKind.CONFIRM, key=key, to=to, params=about, now=now, answerable_for=ANSWERABLE
        )
        for to in readers
    ]
    return sum(mail is not None for mail in mails)


def _is_asked() -> ColumnElement[bool]:
    """Whether they were asked and have not answered; as `core.freshness.is_asked`."""
    unanswered = or_(Stakeholder.verified_on.is_(None), Stakeholder.verified_on < Stakeholder.asked_on)
    return and_(Stakeholder.asked_on.is_not(None), unanswered)


def _first_is_due(today: date) -> ColumnElement[bool]:
    # What nobody ever confirmed, such as an imported record, is asked about by whoever claims it.
    old = Stakeholder.verified_on <= today - TRUSTED_FOR
    unasked = or_(Stakeholder.asked_on.is_(None), Stakeholder.asked_on <= Stakeholder.verified_on)
    return and_(old, unasked)


def _reminder_is_due(today: date) -> ColumnElement[bool]:
    waited = (
        Stakeholder.asked_on <= today - REMINDED_AFTER[0],
        Stakeholder.asked_on > today - RESTS_AFTER,
    )
    return and_(_is_asked(), *waited)


def _has_people() -> ColumnElement[bool]:
    member = (
        select(RoleGrant.id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.role == Role.MEMBER, RoleGrant.place == Stakeholder.id)
        .where(Account.disabled_at.is_(None))
    )
    return exists(member.correlate(Stakeholder))
