"""Offers and needs whose last day is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import StatementState
from matchmaker.models import Need, Offer
from matchmaker.services import audit, history

TABLES: tuple[type[Offer] | type[Need], ...] = (Offer, Need)
CLOCK = "clock"
"""The source of a change that nobody made: the day was over."""


def expire_statements(session: Session, *, now: datetime) -> int:
    """Close each open offer and need that holds no longer; the answer is how many there were.

    One audit entry tells of all; the history has one row for each.
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
    return len(expired)


def _list_over(session: Session, table: type[Offer] | type[Need], now: datetime) -> list[Offer | Need]:
    # SQL's comparison leaves out those without a last day. The last day itself still counts.
    query = select(table).where(table.state == StatementState.OPEN, table.valid_until < now.date())
    return list(session.scalars(query.order_by(table.id).execution_options(populate_existing=True)))


def _expire(session: Session, one: Offer | Need, now: datetime) -> None:
    before, one.state, one.updated_at = {"state": one.state}, StatementState.EXPIRED, now
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
