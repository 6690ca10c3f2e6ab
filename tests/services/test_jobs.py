"""The outbox: one worker per job, back-off, and an end to what never works."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Job
from matchmaker.models.jobs import JobState
from matchmaker.services import jobs


def put(database: Database, now: datetime, kind: str = "sweep") -> str:
    with database.transaction() as session:
        return jobs.enqueue(session, kind, now=now, room="hall").id


def take(database: Database, now: datetime) -> Job | None:
    with database.transaction() as session:
        return jobs.take(session, now=now)


def state_of(database: Database, job_id: str) -> Job:
    with database.reading() as session:
        job = jobs.find_job(session, job_id)
    assert job is not None
    return job


def test_a_job_exists_only_if_its_cause_does(database: Database, now: datetime) -> None:
    def fail_after_enqueueing() -> None:
        with database.transaction() as session:
            jobs.enqueue(session, "sweep", now=now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_enqueueing()
    with database.reading() as session:
        assert jobs.count_waiting(session) == 0


def test_the_job_that_is_due_longest_comes_first(database: Database, now: datetime) -> None:
    put(database, now)
    older = put(database, now - timedelta(hours=1))
    job = take(database, now)
    assert job is not None
    assert (job.id, job.state, job.attempts) == (older, JobState.RUNNING, 1)
    assert job.payload == {"room": "hall"}


def test_a_job_of_the_future_waits(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        jobs.enqueue(session, "sweep", now=now, due_at=now + timedelta(minutes=1))
    with database.reading() as session:
        assert not jobs.is_due(session, now=now)
        assert jobs.is_due(session, now=now + timedelta(minutes=1))
    assert take(database, now) is None


def test_each_job_is_taken_by_exactly_one_of_many_workers(database: Database, now: datetime) -> None:
    put_down = {put(database, now) for _ in range(12)}

    def work(_number: int) -> list[str]:
        taken = []
        while (job := take(database, now)) is not None:
            taken.append(job.id)
        return taken

    with ThreadPoolExecutor(4) as workers:
        taken = [job_id for found in workers.map(work, range(4)) for job_id in found]
    assert sorted(taken) == sorted(put_down)


def test_a_worker_that_died_loses_its_job_to_another_one(database: Database, now: datetime) -> None:
    put(database, now)
    first = take(database, now)
    assert take(database, now + jobs.LEASE) is None
    second = take(database, now + jobs.LEASE + timedelta(seconds=1))
    assert first is not None
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)


def test_progress_keeps_the_lease(database: Database, now: datetime) -> None:
    job_id = put(database, now)
    take(database, now)
    with database.transaction() as session:
        jobs.report_progress(session, job_id, done=3, total=9, now=now + jobs.LEASE)
    assert take(database, now + jobs.LEASE * 2) is None
    with database.reading() as session:
        assert jobs.find_progress(session, job_id) == jobs.JobProgress(JobState.RUNNING, 3, 9, "")
        assert jobs.find_progress(session, "j-unknown") is None


def test_progress_that_only_this_process_knows_shows_while_the_job_runs(
    database: Database, now: datetime
) -> None:
    job_id = put(database, now)
    job = take(database, now)
    assert job is not None
    jobs.remember_progress(job_id, done=5, total=6)
    with database.transaction() as session:
        running = jobs.find_progress(session, job_id)
        jobs.finish(session, job, now=now)
        ended = jobs.find_progress(session, job_id)
    jobs.forget_progress(job_id)
    assert running is not None
    assert ended is not None
    assert (running.done, running.total) == (5, 6)
    assert (ended.state, ended.done) == (JobState.DONE, 0)


def test_a_failed_job_waits_four_times_as_long_each_time_and_dies_after_five(
    database: Database, now: datetime
) -> None:
    job_id = put(database, now)
    waits = []
    for _ in range(jobs.MOST_ATTEMPTS):
        job = take(database, now)
        assert job is not None
        with database.transaction() as session:
            jobs.fail(session, job, "no broom", now=now)
        waits.append((state_of(database, job_id).due_at - now).total_seconds())
        now += timedelta(days=1)
    assert waits[:4] == [30, 120, 480, 1920]
    dead = state_of(database, job_id)
    assert (dead.state, dead.error) == (JobState.DEAD, "no broom")
    assert dead.finished_at is not None
    assert take(database, now) is None


def test_a_job_that_kills_its_worker_each_time_dies_too(database: Database, now: datetime) -> None:
    job_id = put(database, now)
    for _ in range(jobs.MOST_ATTEMPTS):
        assert take(database, now) is not None
        now += jobs.LEASE + timedelta(seconds=1)
    assert take(database, now) is None
    assert state_of(database, job_id).state is JobState.DEAD
    assert state_of(database, job_id).error == jobs.GAVE_OUT


def test_what_was_done_long_ago_is_forgotten_and_what_died_stays(database: Database, now: datetime) -> None:
    later = now + jobs.KEPT + timedelta(days=1)
    done, dead, other = (put(database, now) for _ in range(3))
    fresh = put(database, later)
    with database.transaction() as session:
        for id_ in (done, dead, other, fresh):
            job = session.get_one(Job, id_)
            job.state, job.finished_at = JobState.DONE, job.due_at
        session.get_one(Job, dead).state = JobState.DEAD
        session.get_one(Job, other).kind = "import.run"
    with database.transaction() as session:
        assert jobs.tidy(session, ["sweep"], now=later) == 1
        assert set(session.scalars(select(Job.id))) == {dead, other, fresh}


def test_who_lost_the_lease_cannot_finish(database: Database, now: datetime) -> None:
    put(database, now)
    slow = take(database, now)
    quick = take(database, now + jobs.LEASE * 2)
    assert slow is not None
    assert quick is not None
    with pytest.raises(Conflict), database.transaction() as session:
        jobs.finish(session, slow, now=now)
    with database.transaction() as session:
        jobs.finish(session, quick, now=now)
    assert state_of(database, quick.id).state is JobState.DONE


def test_a_job_put_back_is_taken_again_as_if_it_had_not_been_tried(database: Database, now: datetime) -> None:
    put(database, now)
    job = take(database, now)
    assert job is not None
    with database.transaction() as session:
        jobs.put_back(session, job)
    again = take(database, now)
    assert again is not None
    assert (again.id, again.attempts) == (job.id, 1)


def test_the_same_work_is_put_down_once(database: Database, now: datetime) -> None:
    def plan(_number: int) -> bool:
        with database.transaction() as session:
            return jobs.enqueue_once(session, "sweep", "2026-11-23", now=now) is not None

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(plan, range(4))) == [False, False, False, True]
    with database.transaction() as session:
        assert jobs.enqueue_once(session, "sweep", "2026-11-24", now=now) is not None
        assert jobs.count_waiting(session) == 2
