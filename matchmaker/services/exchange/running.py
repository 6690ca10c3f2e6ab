"""Bringing the rows in: at once from the shell or for a small file, as a job for a large one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Import
from matchmaker.models.imports import ImportState
from matchmaker.permissions import require
from matchmaker.services import audit, duplicates, ecosystem, history, jobs
from matchmaker.services.exchange.files import STAKEHOLDERS, TIES, Store, mapping_of, read_table
from matchmaker.services.exchange.people import importer
from matchmaker.services.exchange.planning import Order, Prepared, Progress, prepare, replan, silent
from matchmaker.services.exchange.records import read_fingerprint
from matchmaker.services.exchange.remarks import of_error
from matchmaker.services.exchange.uploads import gave_up, get_import
from matchmaker.services.exchange.writing import Writer

JOB = "import.run"
AT_ONCE = 200
"""Up to so many rows are brought in while the reader waits for the page."""

STARTABLE = frozenset({ImportState.UPLOADED, ImportState.REFUSED})


@dataclass(frozen=True, slots=True)
class Ready:
    """A job's plan, made without keeping anybody from writing; `trouble` says why there is none."""

    import_id: str
    prepared: Prepared | None
    trouble: Invalid | None = None


def import_tables(
    session: Session,
    actor: Actor,
    prepared: Prepared,
    *,
    filenames: Mapping[str, str],
    now: datetime,
    progress: Progress = silent,
) -> Import:
    """Bring in what was prepared, without a page: the way of the shell.

    Raises:
        Invalid: the import is strict and rows cannot be taken.
    """
    require(actor, "import.run")
    made = Import(
        filename=filenames.get(STAKEHOLDERS, ""),
        ties_filename=filenames.get(TIES, ""),
        source=prepared.order.source,
        state=ImportState.QUEUED,
        strict=prepared.order.strict,
        mapping=prepared.order.stakeholders.mapping.to_json() if prepared.order.stakeholders else {},
        ties_mapping=prepared.order.ties.mapping.to_json() if prepared.order.ties else {},
        account_id=actor.account_id,
        created_at=now,
    )
    session.add(made)
    session.flush()
    check_strict(prepared)
    _write(session, actor, made, prepared, now=now, progress=progress)
    return made


def start_import(
    session: Session, actor: Actor, import_id: str, *, strict: bool, store: Store, now: datetime
) -> Import:
    """Bring in an uploaded import: at once where it is small, else as a job.

    Raises:
        Conflict: it is running or has ended already.
        Invalid: its files cannot be read any more.
    """
    made = get_import(session, actor, import_id, lock=True)
    _require_startable(session, made)
    made.strict = strict
    order = read_order(session, made, store)
    made.message = {}
    if order.total < AT_ONCE:
        made.state = ImportState.QUEUED
        finish_import(session, _prepare(session, actor, made, order, silent), now=now, progress=silent)
        return made
    made.state = ImportState.QUEUED
    made.job_id = jobs.enqueue(session, JOB, now=now, import_id=made.id).id
    return made


def prepare_import(session: Session, import_id: str, *, store: Store, progress: Progress) -> Ready | None:
    """The first half of the job, read only; None when the import has ended already."""
    made = session.get(Import, import_id)
    if made is None or made.state is not ImportState.QUEUED:
        return None
    try:
        order = read_order(session, made, store)
    except Invalid as error:
        return Ready(made.id, None, error)
    return _prepare(session, importer(session, made), made, order, progress)


def finish_import(session: Session, ready: Ready, *, now: datetime, progress: Progress) -> None:
    """The second half: all rows, or the reason why none."""
    made = session.get(Import, ready.import_id, populate_existing=True, with_for_update=True)
    if made is None or made.state is not ImportState.QUEUED:
        return
    if ready.prepared is None:
        _refuse(made, ready.trouble or Invalid(N_("The import could not be read.")), now=now)
        return
    try:
        check_strict(ready.prepared)
        with session.begin_nested():
            _write(session, importer(session, made), made, ready.prepared, now=now, progress=progress)
    except Invalid as error:
        _refuse(made, error, now=now)


def read_order(session: Session, made: Import, store: Store) -> Order:
    """What an uploaded import brings, its files read again.

    Raises:
        Invalid: a file is gone or its mapping does not fit any more.
    """
    tables = {
        part: read_table(session, part, sheet, mapping_of(made, part))
        for part, sheet in store.sheets(made).items()
    }
    decisions = {int(number): to for number, to in made.decisions.items()}
    return Order(
        source=made.source,
        stakeholders=tables.get(STAKEHOLDERS),
        ties=tables.get(TIES),
        decisions=decisions,
        strict=made.strict,
    )


def check_strict(prepared: Prepared) -> None:
    """All or nothing, where that is wanted.

    Raises:
        Invalid: rows are refused.
    """
    if prepared.order.strict and prepared.refused:
        raise Invalid(
            N_(
                "%(count)s rows cannot be taken, and all or nothing was asked for. Mend these rows, "
                "or import without this wish."
            ),
            count=prepared.refused,
        )


def _prepare(session: Session, actor: Actor, made: Import, order: Order, progress: Progress) -> Ready:
    try:
        return Ready(made.id, prepare(session, actor, order, progress=progress))
    except Invalid as error:
        return Ready(made.id, None, error)


def _write(
    session: Session, actor: Actor, made: Import, prepared: Prepared, *, now: datetime, progress: Progress
) -> None:
    # From here on other writers of the network wait; what they wrote since the plan was made is met anew.
    revision = history.touch(session, [])
    found = read_fingerprint(session)
    planned = prepared.fingerprint
    if (revision - 1, found.aliases, found.members) != (planned.revision, planned.aliases, planned.members):
        prepared = replan(session, actor, prepared.order, prepared.rows)
        check_strict(prepared)
    writer = Writer(session, actor, made, prepared, now=now)
    writer.write(progress)
    history.touch(session, writer.touched())
    made.counts, made.ties_counts = prepared.plan.counts, prepared.ties.counts
    made.state, made.finished_at = ImportState.DONE, now
    made.preview = {}
    ecosystem.queue_survey(session, now=now)
    duplicates.queue(session, now=now)
    audit.record(session, actor, "import.run", made.id, now=now, counts=made.counts, ties=made.ties_counts)


def _refuse(made: Import, error: Invalid, *, now: datetime) -> None:
    made.state, made.finished_at, made.message = ImportState.REFUSED, now, of_error(error)


def _require_startable(session: Session, made: Import) -> None:
    again = made.state in {ImportState.QUEUED, ImportState.LOOKING} and gave_up(session, made)
    if made.state not in STARTABLE and not again:
        raise Conflict(N_("This import has been started already. Look at its report."))
