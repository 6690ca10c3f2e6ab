"""`matchmaker import` and `matchmaker export`: spreadsheets in and out, with a report row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matchmaker.cli import opening
from matchmaker.cli.commands import FAILURE, USAGE, Refused, in_words
from matchmaker.config import Settings, load_settings
from matchmaker.core.actors import SYSTEM
from matchmaker.errors import Invalid
from matchmaker.services import exchange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OUTCOMES = ("created", "changed", "same", "merged", "refused")
NOT_TAKEN = ("refused", "removed")
MOST_SHOWN = 20

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=FILE, required=False)
@click.option("--ties", type=FILE, help="A file of ties: two columns of ids.")
@click.option("--map", "map_file", type=FILE, help="A mapping of columns as JSON (docs/import.md).")
@click.option(
    "--source", default="", help="Whose ids these are. Default: the file's name without its ending."
)
@click.option("--strict", is_flag=True, help="All rows or none.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts and the refused rows as JSON.")
@click.option("--undo", "undo_id", default="", metavar="IMPORT_ID", help="Take an import back as a whole.")
def import_(
    file: Path | None,
    ties: Path | None,
    map_file: Path | None,
    source: str,
    strict: bool,
    dry_run: bool,
    as_json: bool,
    undo_id: str,
) -> None:
    """Bring in FILE (CSV or XLSX) of stakeholders, or take an import back."""
    if undo_id:
        if file or ties:
            raise click.UsageError("--undo takes no file.")
        return _undo(undo_id, as_json)
    files = {part: path for part, path in ((exchange.STAKEHOLDERS, file), (exchange.TIES, ties)) if path}
    if not files:
        raise click.UsageError("Name a file of stakeholders, or one of ties with --ties.")
    document = _read_map(map_file) if map_file else None
    name = source or next(iter(files.values())).stem
    _import(files, document, source=name[:64], strict=strict, dry_run=dry_run, as_json=as_json)
    return None


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx"]), help="Default: by the file's ending, else CSV."
)
@click.option("--region", default="", help="Only this NUTS region and those inside it.")
def export(file: str, form: str | None, region: str) -> None:
    """Write all stakeholders to FILE, or to the standard output, as the import reads them."""
    today = opening.now().date()
    form = form or ("xlsx" if file.lower().endswith(".xlsx") else "csv")
    with opening.reading() as session, click.open_file(file, "wb") as out:
        if form == "xlsx":
            out.write(exchange.export_xlsx(session, SYSTEM, region=region.upper(), today=today))
        else:
            for piece in exchange.export_csv(session, SYSTEM, region=region.upper(), today=today):
                out.write(piece)


def _import(
    files: dict[str, Path], document: object, *, source: str, strict: bool, dry_run: bool, as_json: bool
) -> None:
    settings = load_settings()
    with opening.opened(settings) as database, _told(as_json):
        with database.reading() as session, _bar() as progress:
            order = _order(session, files, document, settings, source=source, strict=strict)
            prepared = exchange.prepare(session, SYSTEM, order, progress=progress)
        if dry_run:
            return _say(_report(prepared, None), as_json)
        _check(prepared, strict, as_json)
        with database.transaction() as session, _bar() as progress:
            names = {part: path.name for part, path in files.items()}
            made = exchange.import_tables(
                session, SYSTEM, prepared, filenames=names, now=opening.now(), progress=progress
            )
            # Read back from what was written: records may have changed since the plan was made.
            report = _written(session, made)
        return _say(report, as_json)


def _order(
    session: Session,
    files: dict[str, Path],
    document: object,
    settings: Settings,
    *,
    source: str,
    strict: bool,
) -> exchange.Order:
    store = exchange.store_of(
        settings.folder, megabytes=settings.max_upload_mb, rows=settings.max_import_rows
    )
    tables = {}
    for part, path in files.items():
        # A mapping file speaks of the stakeholders, unless there are only ties.
        mine = document if part == next(iter(files)) else None
        tables[part] = exchange.read_table(session, part, store.read(path), mine)
    return exchange.Order(
        source=source,
        stakeholders=tables.get(exchange.STAKEHOLDERS),
        ties=tables.get(exchange.TIES),
        strict=strict,
    )


def _check(prepared: exchange.Prepared, strict: bool, as_json: bool) -> None:
    if strict and prepared.refused:
        _say(_report(prepared, None), as_json)
        raise Refused("Nothing was imported: all or nothing was asked for, and rows were refused.", FAILURE)


def _undo(import_id: str, as_json: bool) -> None:
    with opening.writing() as session:
        made = exchange.undo_import(session, SYSTEM, import_id, now=opening.now())
        kept = exchange.list_kept(session, SYSTEM, made.id)
        rows = [_row(one.number, one.name, exchange.from_json(one.reasons[-1:])) for one in kept]
    if as_json:
        click.echo(json.dumps({"import_id": import_id, "kept": rows}, ensure_ascii=False, indent=2))
        return
    click.echo(f"The import {import_id} is undone. {len(rows)} rows stay as they are.")
    _list(rows)


def _read_map(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise Refused(
            f"{path} is no JSON: {error}. docs/import.md shows what a mapping looks like.", USAGE
        ) from error


def _report(prepared: exchange.Prepared, import_id: str | None) -> dict[str, Any]:
    def part(planned: Any) -> dict[str, Any]:
        refused = [row for row in planned.rows if row.outcome in NOT_TAKEN]
        rows = [_row(row.number, getattr(row, "name", ""), row.reasons) for row in refused]
        return {**planned.counts, "rows": rows}

    return {**part(prepared.plan), "import_id": import_id, "ties": part(prepared.ties)}


def _written(session: Session, made: Any) -> dict[str, Any]:
    def part(name: str, counts: dict[str, int]) -> dict[str, Any]:
        refused = [
            row
            for outcome in NOT_TAKEN
            for row in exchange.list_all_rows(session, SYSTEM, made.id, name, outcome)
        ]
        rows = [_row(row.number, row.name, exchange.from_json(row.reasons)) for row in refused]
        return {**counts, "rows": rows}

    ties = part(exchange.TIES, made.ties_counts)
    return {**part(exchange.STAKEHOLDERS, made.counts), "import_id": made.id, "ties": ties}


def _row(number: int, name: str, reasons: Any) -> dict[str, Any]:
    return {"number": number, "name": name, "reasons": [str(reason) for reason in reasons]}


def _say(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for title, part in (("Stakeholders", report), ("Ties", report["ties"])):
        if total := sum(part.get(outcome, 0) for outcome in (*OUTCOMES, "removed")):
            shown = (*OUTCOMES, "removed") if part.get("removed") else OUTCOMES
            counts = ", ".join(f"{part[outcome]} {outcome}" for outcome in shown)
            click.echo(f"{title}: {total} rows: {counts}.")
            _list(part["rows"])
    if report["import_id"]:
        click.echo(f"This is import {report['import_id']}. Take it back with --undo {report['import_id']}.")
    else:
        click.echo("Nothing was changed.")


def _list(rows: list[dict[str, Any]]) -> None:
    for row in rows[:MOST_SHOWN]:
        click.echo(
            f"  row {row['number']}{' ' + row['name'] if row['name'] else ''}: {' '.join(row['reasons'])}"
        )
    if len(rows) > MOST_SHOWN:
        click.echo(f"  … and {len(rows) - MOST_SHOWN} more; --json lists all of them.")


@contextmanager
def _told(as_json: bool) -> Iterator[None]:
    """What cannot be imported at all is told with status 1: the call was right, the file is not."""
    try:
        yield
    except Invalid as error:
        if as_json:
            click.echo(json.dumps({"error": in_words(error), "import_id": None}, ensure_ascii=False))
        raise Refused(f"Nothing was imported. {in_words(error)}", FAILURE) from error


@contextmanager
def _bar() -> Iterator[Any]:
    """A progress bar on standard error, where somebody looks at it."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Importing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
