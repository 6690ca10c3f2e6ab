"""Files brought in without a page, and what the database holds before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.models import Import, Stakeholder
from matchmaker.services import exchange
from matchmaker.store.sheets import read_sheet_bytes
from tests.factories import NOW, make_actor

HEAD = "id,name,country,city,about,offers\n"
BARREL = (
    "1,Rain Barrel Workshop,Germany,Stuttgart,We mend rain barrels with young people.,A workshop for ten\n"
)
KETTLE = "2,Kettle Kitchen,Germany,Ulm,We cook soup for forty neighbours.,\n"
LIST = HEAD + BARREL + KETTLE
NAMELESS = "3,,Germany,Stuttgart,A row without a name.,\n"

# What an undo may leave: what happened stays told.
TELLING = {
    "changes", "audit_entries", "network_revision", "touched", "imports", "import_rows", "jobs",
    "saved_mappings", "alembic_version",
}  # fmt: skip


def order(
    database: Database,
    stakeholders: str | bytes | None = None,
    *,
    ties: str | bytes | None = None,
    source: str = "list",
    strict: bool = False,
    decisions: Mapping[int, str] | None = None,
    mapping: object = None,
) -> exchange.Order:
    """Two files as an order, read as the program reads them."""
    contents = {exchange.STAKEHOLDERS: stakeholders, exchange.TIES: ties}
    tables = {}
    with database.reading() as session:
        for part, content in contents.items():
            if content is not None:
                sheet = read_sheet_bytes(content if isinstance(content, bytes) else content.encode())
                tables[part] = exchange.read_table(session, part, sheet, mapping)
    return exchange.Order(
        source=source,
        stakeholders=tables.get(exchange.STAKEHOLDERS),
        ties=tables.get(exchange.TIES),
        strict=strict,
        decisions=decisions or {},
    )


def bring(
    database: Database,
    stakeholders: str | bytes | None = None,
    *,
    actor: Actor = SYSTEM,
    now: datetime = NOW,
    **more: Any,
) -> Import:
    """Bring files in as the shell does: one reading plan, one transaction."""
    wanted = order(database, stakeholders, **more)
    with database.reading() as session:
        prepared = exchange.prepare(session, actor, wanted)
    names = {exchange.STAKEHOLDERS: "list.csv" if stakeholders else "", exchange.TIES: "ties.csv"}
    with database.transaction() as session:
        return exchange.import_tables(session, actor, prepared, filenames=names, now=now)


def undo(database: Database, made: Import, *, now: datetime = NOW) -> list[str]:
    """Take an import back; the answer is what stays, as "name: why"."""
    with database.transaction() as session:
        exchange.undo_import(session, SYSTEM, made.id, now=now)
        kept = exchange.list_kept(session, SYSTEM, made.id)
        return [f"{row.name}: {exchange.from_json(row.reasons[-1:])[0]}" for row in kept]


def dump(database: Database, *, without: set[str] = TELLING) -> dict[str, list[str]]:
    """Every row of every table but those that tell what happened, as text and sorted."""
    names = sorted(set(inspect(database.engine).get_table_names()) - without)
    with database.engine.connect() as connection:
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
            for name in names
            if not name.startswith("sqlite_")
        }


def by_name(database: Database, name: str) -> Stakeholder:
    """The stakeholder of a name."""
    with database.reading() as session:
        return session.scalars(select(Stakeholder).where(Stakeholder.name == name)).one()


def person(database: Database, role: Role, place: str = "") -> Actor:
    """Somebody with one role, committed."""
    with database.transaction() as session:
        return make_actor(session, role, place)


def store(folder: Path, rows: int = 50_000) -> exchange.Store:
    """A store of uploads in an instance folder."""
    return exchange.store_of(folder, megabytes=10, rows=rows)
