"""Asking whether offers and needs still hold: before their last day, after it, and where there is none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role, StatementState
from matchmaker.core.notifications import MailKind
from matchmaker.core.statements.clocks import (
    ANSWERABLE,
    BEFORE_THE_END,
    UNCONFIRMED_MONTHS,
    Why,
    months_later,
)
from matchmaker.models import Mail, Need, Offer, RoleGrant
from matchmaker.services import history, notifications
from matchmaker.services.profiles.standing import what_of

AT_ONCE = 50
"""The statements of so many stakeholders are asked about in one job, so that nobody who writes waits long."""

TABLES: tuple[type[Offer] | type[Need], ...] = (Offer, Need)


@dataclass(frozen=True, slots=True)
class Asked:
    """An offer or a need, and why its people are asked about it."""

    statement: Offer | Need
    why: Why

    @property
    def what(self) -> str:
        """`offer` or `need`."""
        return what_of(self.statement)


def ask_about_statements(session: Session, *, now: datetime) -> int:
    """Ask about what ends soon, and about what has no last day and was not confirmed for long.

    It takes some stakeholders at a time; the answer is how many statements were asked about, none at the end.
    Where nobody looks after a profile nobody can be asked: such statements stay until their last day, or
    until the profile is claimed.
    """
    owners = _list_owners(session, now.date())
    if not owners:
        return 0
    # Our turn first, then a second look: another worker may have asked, somebody may have answered.
    history.touch(session, owners)
    due = _list_due(session, owners, now.date())
    ask(session, due, now=now)
    return len(due)


def ask(session: Session, asked: Iterable[Asked], *, now: datetime) -> None:
    """Mark them as asked about, and write to their members: one mail to each, however many they are."""
    by_owner: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        # A second question leaves the day of the first: an answer to either is an answer to both.
        one.statement.asked_on = one.statement.asked_on or now.date()
        by_owner[one.statement.stakeholder_id].append(one)
    for owner, those in by_owner.items():
        _write(session, owner, those, now)


def _write(session: Session, owner: str, asked: Sequence[Asked], now: datetime) -> None:
    named = " ".join(sorted(f"{one.statement.id} {one.why} {one.statement.asked_on}" for one in asked))
    key = f"{owner} statements {hashlib.sha256(named.encode()).hexdigest()[:16]}"
    for to in notifications.recipients_of(session, owner):
        # The address of a record that nobody has claimed is not asked: it made none of these statements.
        if to.account_id is None:
            continue
        mail = notifications.notify(session, kind=MailKind.EXPIRING, key=key, to=to, now=now)
        if mail is not None:
            mail.params = {"about": [_with_link(session, mail, one, now) for one in asked]}


def _with_link(session: Session, mail: Mail, asked: Asked, now: datetime) -> dict[str, str]:
    link = notifications.add_link(session, mail, None, "", lasts=ANSWERABLE, now=now)
    session.flush()
    statement = asked.statement
    on = statement.asked_on.isoformat() if statement.asked_on else ""
    return {"link": link.id, "what": asked.what, "id": statement.id, "why": asked.why.value, "asked_on": on}


def _list_owners(session: Session, today: date) -> list[str]:
    """The next stakeholders of whom something is due."""
    found: set[str] = set()
    for table in TABLES:
        query = select(table.stakeholder_id).where(*_is_due(table, today)).distinct()
        found |= set(session.scalars(query.order_by(table.stakeholder_id).limit(AT_ONCE)))
    return sorted(found)[:AT_ONCE]


def _list_due(session: Session, owners: Sequence[str], today: date) -> list[Asked]:
    return [
        Asked(one, Why.NEARS if one.valid_until else Why.ENDLESS)
        for table in TABLES
        for one in _due_of(session, table, owners, today)
    ]


def _due_of(
    session: Session, table: type[Offer] | type[Need], owners: Sequence[str], today: date
) -> list[Offer | Need]:
    query = select(table).where(table.stakeholder_id.in_(owners), *_is_due(table, today))
    return list(session.scalars(query.order_by(table.id).execution_options(populate_existing=True)))


def _is_due(table: type[Offer] | type[Need], today: date) -> tuple[ColumnElement[bool], ...]:
    near = table.valid_until.between(today, today + BEFORE_THE_END)
    endless = table.valid_until.is_(None) & _unconfirmed(table, today)
    looked_after = exists().where(RoleGrant.role == Role.MEMBER, RoleGrant.place == table.stakeholder_id)
    return table.state == StatementState.OPEN, table.asked_on.is_(None), or_(near, endless), looked_after


def _unconfirmed(table: type[Offer] | type[Need], today: date) -> ColumnElement[bool]:
    latest = months_later(today, -UNCONFIRMED_MONTHS)
    # What nobody ever confirmed counts from when it was written.
    made = table.confirmed_on.is_(None) & (table.created_at < datetime.combine(latest, time(), UTC))
    return or_(table.confirmed_on <= latest, made)
