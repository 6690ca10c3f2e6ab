"""Retention: what the register limits goes when its time is over, in small batches, night by night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Date, Table, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.privacy import limits
from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Fate, Limit, Personal
from matchmaker.db import Base, Database
from matchmaker.models import DataExport, Import
from matchmaker.services import audit, exchange
from matchmaker.services.privacy.columns import emptied, is_filled
from matchmaker.services.privacy.copies import FOLDER
from matchmaker.services.privacy.finding import table_of
from matchmaker.store.backups import drop_old_backups
from matchmaker.store.copies import drop_copies, list_copies
from matchmaker.store.uploads import drop_upload

BATCH = 500


def sweep(database: Database, *, folder: Path, now: datetime) -> Mapping[str, int]:
    """Do what the limits of the register say; how many rows of each table, and files, it concerned.

    Each batch is a transaction of its own: nobody waits long, and what was done stays done.
    """
    counts: Counter[str] = Counter()
    for entry in REGISTER:
        if isinstance(entry.kept, Limit):
            while done := _batch(database, entry, entry.kept, now):
                counts[entry.table] += done
    counts["files"] += _drop_files(database, folder=folder, now=now)
    return {name: count for name, count in sorted(counts.items()) if count}


def note_sweep(session: Session, counts: Mapping[str, int], *, now: datetime) -> None:
    """One line in the log for a night in which something went."""
    if counts:
        audit.record(session, SYSTEM, "privacy.sweep", "", now=now, **counts)


def over(entry: Personal, limit: Limit, now: datetime) -> ColumnElement[bool]:
    """Which rows are over: their moment is long ago, and they still hold something."""
    table = table_of(entry)
    at_end = _at_end(limit, now, Base.metadata.tables[limit.path[-1][1]] if limit.path else table)
    for column, parent in reversed(limit.path):
        owner = table
        for one, other in limit.path:
            if one == column:
                break
            owner = Base.metadata.tables[other]
        there = Base.metadata.tables[parent]
        at_end = owner.c[column].in_(select(there.c.id).where(at_end))
    return at_end if limit.then is Fate.DELETE else and_(at_end, _says_something(entry, table))


def _at_end(limit: Limit, now: datetime, table: Table) -> ColumnElement[bool]:
    before = now - timedelta(days=limit.days)
    ended = or_(
        *(
            table.c[name] < (before.date() if isinstance(table.c[name].type, Date) else before)
            for name in limit.since
        )
    )
    return and_(ended, table.c[limit.only].in_(limit.words)) if limit.only else ended


def _says_something(entry: Personal, table: Table) -> ColumnElement[bool]:
    """Whether one of the columns that are to be emptied is not empty yet, else a batch would have no end."""
    names = entry.empties or entry.columns
    return or_(*(is_filled(table.c[name]) for name in names))


def _batch(database: Database, entry: Personal, limit: Limit, now: datetime) -> int:
    """At most so many rows; how many they were."""
    table = table_of(entry)
    keys = list(table.primary_key.columns)
    with database.transaction() as session:
        rows = session.execute(select(*keys).where(over(entry, limit, now)).limit(BATCH)).all()
        for row in rows:
            this = [key == value for key, value in zip(keys, row, strict=True)]
            if limit.then is Fate.DELETE:
                session.execute(delete(table).where(*this))
            else:
                values = {name: emptied(table.c[name]) for name in entry.empties or entry.columns}
                session.execute(update(table).where(*this).values(values))
        return len(rows)


def _drop_files(database: Database, *, folder: Path, now: datetime) -> int:
    """Files whose time is over: of imports, of copies, and copies of the database before an update."""
    with database.transaction() as session:
        old = exchange.list_old(session, now=now)
        for made in session.scalars(select(Import).where(Import.id.in_(old))).all():
            made.preview = {}
        kept = {f"{one}.zip" for one in session.scalars(select(DataExport.id))}
    gone = [name for name in list_copies(folder / FOLDER) if name not in kept]
    drop_copies(folder / FOLDER, gone)
    dropped = sum(
        drop_upload(folder / exchange.FOLDER, exchange.stored_name(one, part))
        for one in old
        for part in (exchange.STAKEHOLDERS, exchange.TIES)
    )
    return len(gone) + dropped + drop_old_backups(folder, before=now - timedelta(days=limits.BACKUPS))
