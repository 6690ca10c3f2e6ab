"""An import as a job: broken off, taken again, done once; large files through the worker."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid
from matchmaker.jobs.handlers import Work, import_run
from matchmaker.jobs.worker import Worker, run_due_jobs
from matchmaker.models import Import, ImportRow, Job, Stakeholder
from matchmaker.models.jobs import JobState
from matchmaker.services import exchange, jobs
from matchmaker.services.exchange import undoing
from tests.factories import NOW
from tests.services.exchange.bringing import dump, person, store

# A few more than are looked through at once.
ROWS = 310
BIG = "id,name,city\n" + "".join(
    f"{one},Organisation {one:04} of {one * 7919},Stuttgart\n" for one in range(ROWS)
)


@pytest.fixture
def official(database: Database) -> Actor:
    """An official of Stuttgart region."""
    return person(database, Role.OFFICIAL, "DE11")


def upload(
    database: Database, settings: Settings, actor: Actor, text: str = BIG, *, strict: bool = False
) -> str:
    """Bring a file by the service, its preview made."""
    with database.transaction() as session:
        made = exchange.upload(
            session,
            actor,
            {exchange.STAKEHOLDERS: ("list.csv", io.BytesIO(text.encode()))},
            source="",
            strict=strict,
            store=store(settings.folder),
            now=NOW,
        )
    run_due_jobs(database, settings, now=NOW)
    return made.id


def start(database: Database, settings: Settings, actor: Actor, import_id: str) -> None:
    """Ask for the import."""
    with database.transaction() as session:
        exchange.start_import(session, actor, import_id, strict=False, store=store(settings.folder), now=NOW)


def found(database: Database, import_id: str) -> Import:
    """The import as it is now."""
    with database.reading() as session:
        made = session.get(Import, import_id)
        assert made is not None
        return made


def count(database: Database) -> tuple[int, int]:
    """How many stakeholders and how many rows of reports there are."""
    with database.reading() as session:
        return len(session.scalars(select(Stakeholder.id)).all()), len(
            session.scalars(select(ImportRow.number)).all()
        )


def test_a_large_file_is_looked_through_and_imported_by_the_worker(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    assert found(database, import_id).preview["counts"]["created"] == ROWS
    start(database, settings, official, import_id)
    assert count(database) == (0, 0)
    run_due_jobs(database, settings, now=NOW)
    assert count(database) == (ROWS, ROWS)
    made = found(database, import_id)
    assert (made.state, made.counts["created"]) == ("done", ROWS)
    with pytest.raises(Conflict):
        start(database, settings, official, import_id)


def test_a_job_that_breaks_off_leaves_nothing_and_is_done_once(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    before = dump(database, without={"jobs"})

    def die(work: Work) -> None:
        import_run(work)
        raise RuntimeError("the machine lost its power")

    Worker(database, settings, clock=lambda: NOW, handlers={"import.run": die}).run_due()
    assert dump(database, without={"jobs"}) == before
    run_due_jobs(database, settings, now=NOW + timedelta(minutes=5))
    assert count(database) == (ROWS, ROWS)
    assert run_due_jobs(database, settings, now=NOW + timedelta(minutes=10)) == 0


def test_after_an_import_the_index_is_looked_at(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    built = list[datetime]()
    handlers = {"import.run": import_run, "index.build": lambda work: built.append(work.now)}
    worker = Worker(database, settings, clock=lambda: NOW, handlers=handlers)
    worker.run_due()
    assert built == [NOW]


def test_a_job_whose_worker_vanished_is_taken_again(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    with database.transaction() as session:
        taken = jobs.take(session, now=NOW)
        assert taken is not None
    assert run_due_jobs(database, settings, now=NOW + timedelta(seconds=30)) == 0
    run_due_jobs(database, settings, now=NOW + jobs.LEASE + timedelta(seconds=1))
    assert count(database) == (ROWS, ROWS)
    assert found(database, import_id).state == "done"


def test_a_worker_that_comes_back_too_late_does_nothing_twice(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    folder = store(settings.folder)
    with database.reading() as session:
        late = exchange.prepare_import(session, import_id, store=folder, progress=lambda _d, _t: None)
        assert late is not None
    run_due_jobs(database, settings, now=NOW)
    with database.transaction() as session:
        exchange.finish_import(session, late, now=NOW, progress=lambda _d, _t: None)
    assert count(database) == (ROWS, ROWS)
    with database.reading() as session:
        assert exchange.prepare_import(session, import_id, store=folder, progress=lambda _d, _t: None) is None


def test_a_job_that_never_works_can_be_started_again(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    with database.transaction() as session:
        job = session.get(Job, found(database, import_id).job_id)
        assert job is not None
        job.state = JobState.DEAD
    start(database, settings, official, import_id)
    run_due_jobs(database, settings, now=NOW)
    assert found(database, import_id).state == "done"


def test_a_file_that_vanished_is_told_in_words(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    for path in (settings.folder / "uploads").iterdir():
        path.unlink()
    run_due_jobs(database, settings, now=NOW)
    made = found(database, import_id)
    assert made.state == "refused"
    assert "cannot be opened" in made.message["message"]


def test_a_strict_job_with_a_bad_row_says_why_and_imports_nothing(
    database: Database, settings: Settings, official: Actor
) -> None:
    import_id = upload(database, settings, official, BIG + "x,,Stuttgart\n")
    with database.transaction() as session:
        exchange.start_import(
            session, official, import_id, strict=True, store=store(settings.folder), now=NOW
        )
    run_due_jobs(database, settings, now=NOW)
    assert found(database, import_id).state == "refused"
    assert count(database) == (0, 0)


def test_a_large_import_is_undone_by_the_worker(
    database: Database, settings: Settings, official: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "AT_ONCE", ROWS - 1)
    import_id = upload(database, settings, official)
    start(database, settings, official, import_id)
    run_due_jobs(database, settings, now=NOW)
    with database.transaction() as session:
        exchange.start_undo(session, official, import_id, now=NOW)
    assert found(database, import_id).state == "undoing"
    run_due_jobs(database, settings, now=NOW)
    assert count(database)[0] == 0
    assert found(database, import_id).state == "undone"


def test_the_ids_of_a_list_belong_to_whom_brought_it_first(
    database: Database, settings: Settings, official: Actor
) -> None:
    small = "id,name\n1,Rain Barrel Workshop\n"
    start(database, settings, official, upload(database, settings, official, small))
    other = person(database, Role.OFFICIAL, "FRE1")
    assert found(database, upload(database, settings, other, small)).source == "list 2"
    with (
        pytest.raises(Invalid, match="Somebody else imports a list of this name"),
        database.transaction() as session,
    ):
        exchange.upload(
            session, other, {exchange.STAKEHOLDERS: ("x.csv", io.BytesIO(small.encode()))},
            source="list", strict=False, store=store(settings.folder), now=NOW,
        )  # fmt: skip
    assert len(list((settings.folder / "uploads").iterdir())) == 2


def test_a_file_beyond_the_limit_is_not_kept(database: Database, settings: Settings, official: Actor) -> None:
    tight = exchange.store_of(settings.folder, megabytes=1, rows=10)
    big = io.BytesIO(b"name\n" + b"x" * 1_000_001)
    with pytest.raises(Invalid, match="more than 1 MB"), database.transaction() as session:
        exchange.upload(
            session,
            official,
            {exchange.STAKEHOLDERS: ("x.csv", big)},
            source="",
            strict=False,
            store=tight,
            now=NOW,
        )
    assert list((settings.folder / "uploads").iterdir()) == []


def test_names_of_files_lose_their_folders(database: Database, settings: Settings, official: Actor) -> None:
    with database.transaction() as session:
        made = exchange.upload(
            session, official,
            {exchange.STAKEHOLDERS: ("C:\\Users\\me/my\x00 list.csv", io.BytesIO(b"name\nRivet Choir\n"))},
            source="", strict=False, store=store(settings.folder), now=NOW,
        )  # fmt: skip
    assert (made.filename, made.source) == ("my list.csv", "my list")
