"""Imports and their reports, for the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.models import Account, Import, ImportRow
from matchmaker.permissions import require
from matchmaker.services import jobs
from matchmaker.services.exchange.uploads import get_import
from matchmaker.services.jobs import JobProgress

PAGE = 50


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows of a report; `after` and `before` are the keys of the next and the former page, or None."""

    rows: list[ImportRow]
    after: int | None
    before: int | None


def list_imports(session: Session, actor: Actor, *, older_than: str = "") -> tuple[list[Import], str]:
    """The actor's imports (administrators: all), the newest first, and the key of the next page."""
    require(actor, "import.run")
    query = select(Import).order_by(Import.created_at.desc(), Import.id.desc())
    if not actor.administrator:
        query = query.where(Import.account_id == actor.account_id)
    last = session.get(Import, older_than) if older_than else None
    if last is not None:
        same = (Import.created_at == last.created_at) & (Import.id < last.id)
        query = query.where((Import.created_at < last.created_at) | same)
    found = list(session.scalars(query.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else ""


def list_makers(session: Session, actor: Actor, found: Iterable[Import]) -> dict[str, str]:
    """The names of those who brought in imports, by account; only for who reads those of others too."""
    if not actor.administrator:
        return {}
    ids = {made.account_id for made in found if made.account_id}
    query = select(Account.id, Account.name).where(Account.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query)}


def list_rows(
    session: Session,
    actor: Actor,
    import_id: str,
    part: str,
    *,
    outcome: str = "",
    undo: str = "",
    after: int = 0,
    before: int = 0,
) -> RowsPage:
    """A page of an import's report in the order of the file, narrowed by what became of the rows."""
    get_import(session, actor, import_id)
    query = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.part == part)
    if outcome:
        query = query.where(ImportRow.outcome == outcome)
    if undo:
        query = query.where(ImportRow.undo == undo)
    if before:
        found = list(
            session.scalars(
                query.where(ImportRow.number < before).order_by(ImportRow.number.desc()).limit(PAGE + 1)
            )
        )
        rows = found[:PAGE][::-1]
        return RowsPage(
            rows, rows[-1].number if rows else None, rows[0].number if len(found) > PAGE else None
        )
    found = list(
        session.scalars(query.where(ImportRow.number > after).order_by(ImportRow.number).limit(PAGE + 1))
    )
    rows = found[:PAGE]
    return RowsPage(
        rows, rows[-1].number if len(found) > PAGE else None, rows[0].number if rows and after else None
    )


def list_all_rows(session: Session, actor: Actor, import_id: str, part: str, outcome: str) -> list[ImportRow]:
    """All rows of one outcome, for the shell's report."""
    get_import(session, actor, import_id)
    query = select(ImportRow).where(
        ImportRow.import_id == import_id, ImportRow.part == part, ImportRow.outcome == outcome
    )
    return list(session.scalars(query.order_by(ImportRow.number)))


def list_kept(session: Session, actor: Actor, import_id: str) -> list[ImportRow]:
    """The rows that an undo could not take back; the last reason of each says why."""
    get_import(session, actor, import_id)
    query = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.undo == "kept")
    return list(session.scalars(query.order_by(ImportRow.part, ImportRow.number)))


def find_progress(session: Session, made: Import) -> JobProgress | None:
    """How far the import's job is; None without one."""
    return jobs.find_progress(session, made.job_id) if made.job_id else None
