"""Offers and needs whose time is over: closed by the clock, and their people are told."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import StatementState
from matchmaker.core.statements.clocks import UNANSWERED_MONTHS, Why, months_later
from matchmaker.core.statements.life import Step, take
from matchmaker.models import Need, Offer
from matchmaker.services import audit, history
from matchmaker.services.profiles.asking import Asked, ask

TABLES: tuple[type[Offer] | type[Need], ...] = (Offer, Need)
CLOCK = "clock"
"""The source of a change that nobody made: the day was over."""


def expire_statements(session: Session, *, now: datetime) -> int:
    """Close each open offer and need that holds no longer; the answer is how many there were.

    One audit entry tells of all; the history has one row for each. Their people are told by mail.
    """
    owners = {one.stakeholder_id for table in TABLES for one in _list_over(session, table, now)}
    if not owners:
        return 0
    # Our turn first, then a second look: until now others could still close some of them, or prolong them.
    history.touch(session, owners)
    expired = [one for table in TABLES for one in _list_over(session, table, now)]
    for one in expired:
        _expire(session, one, now)
    audit.record(session, SYSTEM, "statements.expire", "", now=now, count=len(expired))
    ask(session, [Asked(one, Why.OVER) for one in expired], now=now)
    return len(expired)


def _list_over(session: Session, table: type[Offer] | type[Need], now: datetime) -> list[Offer | Need]:
    query = select(table).where(table.state == StatementState.OPEN, _is_over(table, now.date()))
    return list(session.scalars(query.order_by(table.id).execution_options(populate_existing=True)))


def _is_over(table: type[Offer] | type[Need], today: date) -> ColumnElement[bool]:
    """Its last day is over (that day itself still counts); or it has none, and nobody answered in time."""
    # SQL's comparison leaves out those without a last day, and those that nobody was asked about.
    unanswered = table.asked_on <= months_later(today, -UNANSWERED_MONTHS)
    return or_(table.valid_until < today, table.valid_until.is_(None) & unanswered)


def _expire(session: Session, one: Offer | Need, now: datetime) -> None:
    before, one.state, one.updated_at = {"state": one.state}, take(one.state, Step.EXPIRE), now
    history.record(
        session,
        SYSTEM,
        stakeholder_id=one.stakeholder_id,
        subject=one.id,
        before=before,
        after={"state": one.state},
        source=CLOCK,
        now=now,
    )
