"""The worker: a job and the note that it is done stand or fall together."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.answers import Question
from matchmaker.core.entities import StatementState
from matchmaker.db import Database
from matchmaker.jobs.handlers import DAILY, HANDLERS, HOURLY, Work
from matchmaker.jobs.thread import WorkerThread
from matchmaker.jobs.worker import Worker, run_due_jobs
from matchmaker.models import Job, Need, Offer
from matchmaker.models.jobs import JobState
from matchmaker.services import audit, history, jobs, network
from tests import factories
from tests.services.network.past import make_past


def put(database: Database, now: datetime, kind: str) -> str:
    with database.transaction() as session:
        return jobs.enqueue(session, kind, now=now, word="hello").id


def job_of(database: Database, job_id: str) -> Job:
    with database.reading() as session:
        job = jobs.find_job(session, job_id)
    assert job is not None
    return job


def write_down(work: Work) -> None:
    audit.record(work.session, SYSTEM, "test", work.payload["word"], now=work.now)


def entries(database: Database, subject: str) -> int:
    with database.reading() as session:
        return len(audit.list_entries(session, subject=subject))


def test_a_job_is_done_once(database: Database, settings: Settings, now: datetime) -> None:
    job_id = put(database, now, "write")
    worker = Worker(database, settings, clock=lambda: now, handlers={"write": write_down})
    worker.run_due()
    worker.run_due()
    assert job_of(database, job_id).state is JobState.DONE
    assert entries(database, "hello") == 1


def test_what_a_failing_job_wrote_is_undone(database: Database, settings: Settings, now: datetime) -> None:
    def fail(work: Work) -> None:
        write_down(work)
        raise ValueError("no broom")

    job_id = put(database, now, "write")
    Worker(database, settings, clock=lambda: now, handlers={"write": fail}).run_due()
    job = job_of(database, job_id)
    assert (job.state, job.error, job.attempts) == (JobState.QUEUED, "ValueError: no broom", 1)
    assert entries(database, "hello") == 0


def test_work_whose_lease_ran_out_is_undone(database: Database, settings: Settings, now: datetime) -> None:
    moment = [now]

    def too_slow(work: Work) -> None:
        moment[0] = now + jobs.LEASE * 2
        with work.database.transaction() as session:
            assert jobs.take(session, now=moment[0]) is not None
        write_down(work)

    worker = Worker(database, settings, clock=lambda: moment[0], handlers={"write": too_slow})
    job_id = put(database, now - timedelta(days=1), "write")
    worker.run_due()
    assert entries(database, "hello") == 0
    assert job_of(database, job_id).attempts == 2


def test_a_job_of_unknown_kind_is_kept_and_says_why(
    database: Database, settings: Settings, now: datetime
) -> None:
    job_id = put(database, now, "from-the-future")
    run_due_jobs(database, settings, now=now)
    assert job_of(database, job_id).state is JobState.QUEUED
    assert "no handler for from-the-future" in job_of(database, job_id).error


def test_progress_is_written_before_and_while_the_job_writes(
    database: Database, settings: Settings, now: datetime
) -> None:
    moment, seen = [now], list[int]()

    def count(work: Work) -> None:
        for done in range(1, 4):
            moment[0] += timedelta(seconds=1)
            work.progress(done, 3)
            work.progress(99, 3)  # too soon after the last: passed over
            with work.database.reading() as session:
                progress = jobs.find_progress(session, job_id)
            assert progress is not None
            seen.append(progress.done)
            if done == 1:
                write_down(work)
                work.session.flush()

    job_id = put(database, now - timedelta(days=1), "count")
    Worker(database, settings, clock=lambda: moment[0], handlers={"count": count}).run_due()
    assert seen == [1, 2, 3]
    assert job_of(database, job_id).state is JobState.DONE


def test_a_worker_that_is_stopped_puts_its_job_back(
    database: Database, settings: Settings, now: datetime
) -> None:
    stopped = [False]

    def interrupted(work: Work) -> None:
        write_down(work)
        stopped[0] = True
        work.progress(1, 2)

    job_id = put(database, now - timedelta(days=1), "long")
    worker = Worker(
        database, settings, clock=lambda: now, handlers={"long": interrupted}, stopping=lambda: stopped[0]
    )
    worker.run_due()
    job = job_of(database, job_id)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert entries(database, "hello") == 0


def test_statements_past_their_last_day_expire_once_a_day(
    database: Database, settings: Settings, now: datetime
) -> None:
    today = now.date()
    with database.transaction() as session:
        owner = factories.make_stakeholder(session)
        over = factories.make_need(session, owner, valid_until=today - timedelta(days=1))
        last_day = factories.make_offer(session, owner, valid_until=today)
        endless = factories.make_offer(session, owner)
    assert run_due_jobs(database, settings, now=now) == len(DAILY + HOURLY)
    assert run_due_jobs(database, settings, now=now) == 0
    with database.reading() as session:
        states = [
            session.get_one(Need, over.id).state,
            session.get_one(Offer, last_day.id).state,
            session.get_one(Offer, endless.id).state,
        ]
        changes = [one for one in history.list_changes(session, owner.id) if one.subject == over.id]
    assert states == [StatementState.EXPIRED, StatementState.OPEN, StatementState.OPEN]
    assert [(one.field, one.before, one.after, one.source) for one in changes] == [
        ("state", "open", "expired", "clock")
    ]
    assert run_due_jobs(database, settings, now=now + timedelta(days=1)) == len(DAILY + HOURLY)
    with database.reading() as session:
        assert session.get_one(Offer, last_day.id).state is StatementState.EXPIRED


def test_the_work_of_the_day_is_done_once_more_after_an_update(
    database: Database, settings: Settings, now: datetime
) -> None:
    def done(release: str) -> int:
        return Worker(database, settings, clock=lambda: now, release=release).run_due()

    assert [done("1.0"), done("1.0"), done("1.1"), done("1.1")] == [len(DAILY + HOURLY), 0, len(DAILY), 0]


def test_the_work_of_the_hour_is_put_down_once_an_hour(
    database: Database, settings: Settings, now: datetime
) -> None:
    first, second = (Worker(database, settings, clock=lambda: moment[0]) for _ in range(2))
    moment, tried = [now], []
    for minutes in (0, 30, 59, 60, 119, 120):
        moment[0] = now + timedelta(minutes=minutes)
        tried.append((first.run_due(), second.run_due()))
    assert tried == [(len(DAILY + HOURLY), 0), (0, 0), (0, 0), (len(HOURLY), 0), (0, 0), (len(HOURLY), 0)]


def test_the_weights_are_learnt_once_a_day_for_all(
    database: Database, settings: Settings, now: datetime
) -> None:
    with database.transaction() as session:
        ties = make_past(session)
    run_due_jobs(database, settings, now=now)
    with database.reading() as session:
        known = network.get_disclosure(session, today=now.date())
    assert known.learnt is not None
    assert (known.learnt.at, known.learnt.partnerships) == (now, ties)
    assert known.matcher.weights_ != known.matcher.shipped(Question.PROFILE)
    assert known.shared_at == now
    assert known.matcher.attention is not None, "and attention is shared out with them"


def test_others_write_while_it_is_learnt(database: Database, settings: Settings, now: datetime) -> None:
    """A job that held a transaction meanwhile would keep SQLite's one pen, and this would wait and fail."""
    with database.transaction() as session:
        make_past(session)
    written = []

    def write(done: int, total: int) -> None:
        with database.transaction() as session:
            written.append(factories.make_stakeholder(session).id)
        assert 1 <= done <= total

    def begin() -> Session:
        assert written, "the job's own transaction begins after it has learnt"
        return stack.enter_context(database.transaction())

    with ExitStack() as stack:
        work = Work({}, database=database, settings=settings, now=now, begin=begin, progress=write)
        HANDLERS["weights.learn"](work)
    assert written


def test_the_thread_does_jobs_until_it_is_stopped(
    database: Database, settings: Settings, now: datetime
) -> None:
    thread = WorkerThread(database, settings)
    thread.stop()  # one that never began ends at once
    thread = WorkerThread(database, settings)
    thread.start()
    job_id = put(database, now - timedelta(days=1), "nobody-knows")
    for _ in range(100):
        if job_of(database, job_id).error:
            break
        thread._stop.wait(0.1)
    thread.stop()
    assert not thread._thread.is_alive()
    assert job_of(database, job_id).attempts >= 1


def test_a_database_that_is_away_does_not_end_the_thread(
    sqlite_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = WorkerThread(Database("sqlite:////nowhere/at/all.db"), sqlite_settings)
    thread.start()
    thread._stop.wait(1.0)
    assert thread._thread.is_alive()
    thread.stop()
    printed = capsys.readouterr()
    assert "could not look for jobs" in printed.out + printed.err
