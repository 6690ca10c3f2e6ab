"""The audit log: searched, read page by page, and taken away as a file. Nothing here changes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.models import Account, AuditEntry
from matchmaker.permissions import require
from matchmaker.store.export import csv_pieces

PAGE = 50
BATCH = 1_000
COLUMNS = ("at", "act", "subject", "account", "name", "details")


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: `who` is part of a name or an address or an id, `subject` an id; days in UTC."""

    act: str = ""
    who: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One act with the name of who did it; "" for visitors, the shell, and who has left."""

    entry: AuditEntry
    name: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of acts, the newest first; `before` is where the next one begins, 0 on the last."""

    rows: tuple[TrailRow, ...]
    before: int


def list_trail(session: Session, actor: Actor, search: Search, *, before: int = 0) -> TrailPage:
    """A page of the acts that a search finds.

    Raises:
        NotAllowed.
    """
    require(actor, "audit.read")
    query = _found(session, search)
    if before:
        query = query.where(AuditEntry.id < before)
    found = session.execute(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
    rows = tuple(TrailRow(entry, name or "") for entry, name in found[:PAGE])
    return TrailPage(rows, rows[-1].entry.id if len(found) > PAGE else 0)


def export_trail(session: Session, actor: Actor, search: Search) -> Iterator[bytes]:
    """All acts that a search finds as CSV, the oldest first; moments in UTC, details as JSON.

    Piece by piece: a log of three years does not fit into the memory of a small server.

    Raises:
        NotAllowed.
    """
    require(actor, "audit.read")
    return csv_pieces(COLUMNS, map(_cells, _each(session, search)))


def list_acts(session: Session, actor: Actor) -> list[str]:
    """Every kind of act that the log holds, in order.

    Raises:
        NotAllowed.
    """
    require(actor, "audit.read")
    # From each kind to the next by the index: DISTINCT would read all rows of the log, on both databases.
    first = select(func.min(AuditEntry.act).label("act")).cte("acts", recursive=True)
    following = select(func.min(AuditEntry.act)).where(AuditEntry.act > first.c.act).scalar_subquery()
    kinds = first.union_all(select(following).where(first.c.act.is_not(None)))
    return list(session.scalars(select(kinds.c.act).where(kinds.c.act.is_not(None)).order_by(kinds.c.act)))


def _each(session: Session, search: Search) -> Iterator[TrailRow]:
    last = 0
    while True:
        query = _found(session, search).where(AuditEntry.id > last).order_by(AuditEntry.id).limit(BATCH)
        rows = session.execute(query).all()
        for entry, name in rows:
            yield TrailRow(entry, name or "")
        if len(rows) < BATCH:
            return
        last = rows[-1][0].id


def _cells(row: TrailRow) -> tuple[str, ...]:
    entry = row.entry
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
    at = entry.at.astimezone(UTC).isoformat(timespec="seconds")
    return at, entry.act, entry.subject, entry.account_id or "", row.name, details


def _found(session: Session, search: Search) -> Select[AuditEntry, str | None]:
    query = select(AuditEntry, Account.name).outerjoin(Account, Account.id == AuditEntry.account_id)
    if search.act:
        query = query.where(AuditEntry.act == search.act)
    if who := search.who.strip():
        query = query.where(_by(session, who))
    if subject := search.subject.strip():
        query = query.where(AuditEntry.subject == subject)
    if search.since is not None:
        query = query.where(AuditEntry.at >= datetime.combine(search.since, time(), UTC))
    if search.until is not None:
        query = query.where(AuditEntry.at < datetime.combine(search.until + timedelta(days=1), time(), UTC))
    return query


def _by(session: Session, who: str) -> ColumnElement[bool]:
    """Acts of the accounts that `who` means by name or address, else of an id that none may have any more."""
    named = or_(*(one.icontains(who, autoescape=True) for one in (Account.name, Account.email)))
    meant = session.scalars(select(Account.id).where(named).limit(2)).all()
    if len(meant) > 1:
        return AuditEntry.account_id.in_(select(Account.id).where(named))
    # Of one account the newest acts are the end of its part of the index; of a set all would be sorted.
    return AuditEntry.account_id == (meant[0] if meant else who)
