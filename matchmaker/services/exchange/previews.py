"""What an import would do, shown before it does: counts, first rows, remarks, and who may be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.imports.draft import STATEMENTS, Draft
from matchmaker.core.imports.plan import NOT_TAKEN, RowPlan
from matchmaker.core.imports.remarks import Remark
from matchmaker.core.imports.sheet import Sheet
from matchmaker.core.imports.ties import TieRow
from matchmaker.errors import Invalid
from matchmaker.models import Import
from matchmaker.models.imports import ImportState
from matchmaker.services import jobs
from matchmaker.services.exchange.files import STAKEHOLDERS, TIES, Store, mapping_of, read_table
from matchmaker.services.exchange.people import importer
from matchmaker.services.exchange.planning import Order, Prepared, Progress, prepare, silent
from matchmaker.services.exchange.remarks import of_error, to_json

JOB = "import.look"
AT_ONCE = 300
"""Up to so many rows are looked through while the reader waits for the page."""

FIRST_ROWS, SAMPLES, MOST_SIMILAR, MOST_REMARKS = 8, 3, 200, 12
SHOWN = ("kind", "country", "region", "place", "website", "founded", "themes", "languages", "about")
LONGEST = 160
NAMED = ("name", "kind", "country", "place")
"""What the contact of a record reads of it in a mail; of the rest, that it says something."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A job's preview, made without keeping anybody from writing."""

    import_id: str
    job_id: str | None
    preview: dict[str, Any]
    message: dict[str, Any]


def look(session: Session, actor: Actor, made: Import, store: Store, *, now: datetime) -> None:
    """Make the preview anew: at once for a small file, as a job for a large one."""
    sheets = store.sheets(made)
    if sum(sheet.total for sheet in sheets.values()) > AT_ONCE:
        made.state, made.preview = ImportState.LOOKING, {"columns": _columns(made, sheets)}
        made.job_id = jobs.enqueue(session, JOB, now=now, import_id=made.id).id
        return
    made.state, made.job_id = ImportState.UPLOADED, None
    made.preview, made.message = _preview(session, actor, made, sheets, silent)


def prepare_look(session: Session, import_id: str, *, store: Store, progress: Progress) -> Looked | None:
    """The first half of the job, read only; None when nobody waits for it any more."""
    made = session.get(Import, import_id)
    if made is None or made.state is not ImportState.LOOKING:
        return None
    try:
        found = _preview(session, importer(session, made), made, store.sheets(made), progress)
    except Invalid as error:
        found = {}, of_error(error)
    return Looked(made.id, made.job_id, *found)


def finish_look(session: Session, looked: Looked) -> None:
    """The second half: the preview is kept, unless the file is to be looked through anew by a later job."""
    made = session.get(Import, looked.import_id, populate_existing=True, with_for_update=True)
    # An older job that was overtaken, or lost its lease, must not put its preview over a newer one.
    if made is not None and made.state is ImportState.LOOKING and made.job_id == looked.job_id:
        made.state, made.preview, made.message = ImportState.UPLOADED, looked.preview, looked.message


def _preview(
    session: Session, actor: Actor, made: Import, sheets: Mapping[str, Sheet], progress: Progress
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The preview, and the message that says why there is only half of one."""
    preview: dict[str, Any] = {"columns": _columns(made, sheets)}
    try:
        tables = {
            part: read_table(session, part, sheet, mapping_of(made, part)) for part, sheet in sheets.items()
        }
        order = Order(
            source=made.source,
            stakeholders=tables.get(STAKEHOLDERS),
            ties=tables.get(TIES),
            decisions={int(number): to for number, to in made.decisions.items()},
        )
        prepared = prepare(session, actor, order, progress=progress)
    except Invalid as error:
        return preview, of_error(error)
    return preview | _planned(prepared) | {"notes": _notes(tables)}, {}


def _columns(made: Import, sheets: Mapping[str, Sheet]) -> dict[str, list[dict[str, Any]]]:
    """For each part its columns: heading, first cells, and the field that it feeds."""
    columns: dict[str, list[dict[str, Any]]] = {}
    for part, sheet in sheets.items():
        chosen = mapping_of(made, part).get("columns", {})
        columns[part] = [
            {"header": header, "samples": _samples(sheet, at), "field": chosen.get(header) or ""}
            for at, header in enumerate(sheet.headers)
        ]
    return columns


def _samples(sheet: Sheet, at: int) -> list[str]:
    filled = (" ".join(row.cells[at].split()) for row in sheet.rows[:50])
    return [_short(cell, 60) for cell in dict.fromkeys(filled) if cell][:SAMPLES]


def _planned(prepared: Prepared) -> dict[str, Any]:
    rows = prepared.plan.rows
    similar = [row for row in rows if row.similar]
    refused = _refused(rows) + _refused(prepared.ties.rows)
    return {
        "counts": prepared.plan.counts,
        "ties_counts": prepared.ties.counts,
        "rows": [_row(row) for row in rows if row.draft][:FIRST_ROWS],
        "similar": [_similar(row) for row in similar[:MOST_SIMILAR]],
        "similar_total": len(similar),
        "remarks": _remarks(prepared),
        "refused": refused[:MOST_REMARKS],
        "contacts": _contacts(rows),
    }


def _contacts(rows: Iterable[RowPlan]) -> dict[str, Any]:
    """How many addresses come in, and the first of their rows, to show what its reader will be told."""
    brought = [row for row in rows if row.draft and row.draft.email and row.changes.get("email", ("", ""))[1]]
    first = {
        name: value if name in NAMED else value not in (None, "", [])
        for row in brought[:1]
        if row.draft
        for name, value in row.draft.values().items()
        if name not in STATEMENTS
    }
    return {"count": len({row.draft.email.lower() for row in brought if row.draft}), "first": first}


def _refused(rows: Iterable[RowPlan | TieRow]) -> list[dict[str, Any]]:
    return [
        {"number": row.number, "name": getattr(row, "name", ""), "reasons": to_json(row.reasons)}
        for row in rows
        if row.outcome in NOT_TAKEN
    ]


def _row(row: RowPlan) -> dict[str, Any]:
    values = row.draft.values() if row.draft else {}
    shown = {key: _shown(values[key]) for key in SHOWN if values.get(key) not in (None, "", [])}
    return {"number": row.number, "name": row.name, "outcome": row.outcome.value, "values": shown}


def _shown(value: object) -> object:
    return _short(value, LONGEST) if isinstance(value, str) else value


def _similar(row: RowPlan) -> dict[str, Any]:
    draft = row.draft
    where = ", ".join(part for part in (draft.place, draft.country) if part) if draft else ""
    choices = [{"target": one.target, "name": one.name, "score": one.score} for one in row.similar]
    return {"number": row.number, "name": row.name, "where": where, "choices": choices}


def _remarks(prepared: Prepared) -> list[dict[str, Any]]:
    """The warnings of all rows by their sentence: how often, and the first of each."""
    first: dict[str, tuple[int, Remark]] = {}
    often: Counter[str] = Counter()
    for draft in prepared.rows:
        for one in draft.warnings if isinstance(draft, Draft) else ():
            often[one.message] += 1
            first.setdefault(one.message, (draft.number, one))
    return [
        {"count": count, "number": first[message][0], **to_json([first[message][1]])[0]}
        for message, count in often.most_common(MOST_REMARKS)
    ]


def _notes(tables: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for table in tables.values() for one in to_json([*table.sheet.notes, *table.mapping.notes()])]


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
