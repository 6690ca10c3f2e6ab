"""The outbox: put work down for later, take what is due, say how it went."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.privacy import limits
from matchmaker.errors import Conflict
from matchmaker.models import Job
from matchmaker.models.jobs import JobState

LEASE = timedelta(minutes=2)
"""So long a job stays with its worker without a sign of life; each report of progress renews it."""

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_ERROR = 2_000
GAVE_OUT = "The worker stopped in the midst of this job each time it was tried."


KEPT = timedelta(days=limits.JOBS)
"""So long one can look up what was done; whatever comes later has another key."""


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is: `total` is 0 as long as nobody knows how much there is to do."""

    state: JobState
    done: int
    total: int
    error: str


def enqueue(
    session: Session, kind: str, *, now: datetime, due_at: datetime | None = None, **payload: Any
) -> Job:
    """Write a job in the caller's transaction: it exists if, and only if, its cause does."""
    job = Job(kind=kind, payload=payload, due_at=due_at or now, created_at=now)
    session.add(job)
    session.flush()
    return job


def enqueue_unless_waiting(session: Session, kind: str, *, now: datetime) -> Job:
    """Write a job unless one of this kind waits to be done now: that one is enough."""
    waiting = select(Job).where(Job.kind == kind, Job.state == JobState.QUEUED, Job.due_at <= now)
    return session.scalars(waiting.limit(1)).one_or_none() or enqueue(session, kind, now=now)


def enqueue_once(
    session: Session, kind: str, key: str, *, now: datetime, due_at: datetime | None = None, **payload: Any
) -> Job | None:
    """Write a job unless there is, or was, one of this kind with this key; None then.

    The id follows from kind and key, so that the database itself refuses the second of two that come at once.
    """
    job_id = id_of(kind, key)
    if session.get(Job, job_id) is not None:
        return None
    job = Job(id=job_id, kind=kind, payload=payload, due_at=due_at or now, created_at=now)
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        return None
    return job


def id_of(kind: str, key: str) -> str:
    """The id of the one job of this kind with this key."""
    return "j-" + hashlib.sha256(f"{kind} {key}".encode()).hexdigest()[:12]


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether there is anything to take: a look that keeps no writer waiting."""
    return bool(session.scalar(select(exists().where(_ready(now)))))


def take(session: Session, *, now: datetime) -> Job | None:
    """Lease the job that is due longest, or one whose worker died; None when there is nothing to do.

    Call it in a short transaction of its own. On PostgreSQL the row is locked and others pass over it; on
    SQLite writers queue. A job that outlived its worker MOST_ATTEMPTS times is dead.
    """
    query = select(Job).where(_ready(now)).order_by(Job.due_at, Job.id).limit(1)
    while (job := session.scalar(query.with_for_update(skip_locked=True))) is not None:
        if job.attempts < MOST_ATTEMPTS:
            job.state, job.leased_until = JobState.RUNNING, now + LEASE
            job.attempts += 1
            return job
        job.state, job.leased_until, job.finished_at = JobState.DEAD, None, now
        job.error = job.error or GAVE_OUT
        session.flush()
    return None


def report_progress(session: Session, job_id: str, *, done: int, total: int, now: datetime) -> None:
    """Say how far a job is, and keep its lease."""
    values = {"done": done, "total": total, "leased_until": now + LEASE}
    # Only while it runs: a late report of a worker that lost its job must not revive it.
    session.execute(update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING).values(**values))


def finish(session: Session, job: Job, *, now: datetime) -> None:
    """The job did what it should; call it in the transaction of the work: both stand or fall together.

    Raises:
        Conflict: the lease ran out and somebody else took the job; the work must be rolled back.
    """
    values = {"state": JobState.DONE, "finished_at": now, "leased_until": None, "error": ""}
    if not _move(session, job, values):
        raise Conflict("Another worker took this job meanwhile. Its work counts, this one was undone.")


def fail(session: Session, job: Job, why: str, *, now: datetime) -> JobState:
    """The job failed: try again later, each time later, and give up after MOST_ATTEMPTS."""
    again = job.attempts < MOST_ATTEMPTS
    state = JobState.QUEUED if again else JobState.DEAD
    values = {
        "state": state,
        "due_at": now + FIRST_WAIT * 4 ** (job.attempts - 1),
        "leased_until": None,
        "error": why[:LONGEST_ERROR],
        "finished_at": None if again else now,
    }
    _move(session, job, values)
    return state


def put_back(session: Session, job: Job) -> None:
    """The worker stops before the job is done: it waits for the next worker, and this try does not count."""
    _move(session, job, {"state": JobState.QUEUED, "leased_until": None, "attempts": job.attempts - 1})


def tidy(session: Session, kinds: Collection[str], *, now: datetime) -> int:
    """Forget work of these kinds that was done long ago; what is dead stays for a person to look at."""
    old = Job.state == JobState.DONE, Job.due_at < now - KEPT, Job.finished_at < now - KEPT
    return len(session.scalars(delete(Job).where(Job.kind.in_(kinds), *old).returning(Job.id)).all())


def find_job(session: Session, job_id: str) -> Job | None:
    """One job, or None."""
    return session.get(Job, job_id)


def remember_progress(job_id: str, *, done: int, total: int) -> None:
    """Say how far a job is to readers in this process alone, while the job holds SQLite's one pen."""
    _remembered[job_id] = (done, total)


def forget_progress(job_id: str) -> None:
    """The job has ended: what the database says of it holds again."""
    _remembered.pop(job_id, None)


def find_progress(session: Session, job_id: str) -> JobProgress | None:
    """How far a job is, or None when there is no such job."""
    columns = select(Job.state, Job.done, Job.total, Job.error)
    row = session.execute(columns.where(Job.id == job_id)).one_or_none()
    if row is None:
        return None
    state, done, total, error = row
    if state is JobState.RUNNING:
        done, total = _remembered.get(job_id, (done, total))
    return JobProgress(state, done, total, error)


def count_waiting(session: Session) -> int:
    """How many jobs are queued or running."""
    waiting = Job.state.in_([JobState.QUEUED, JobState.RUNNING])
    return session.scalars(select(func.count()).select_from(Job).where(waiting)).one()


def _ready(now: datetime) -> ColumnElement[bool]:
    return or_(
        (Job.state == JobState.QUEUED) & (Job.due_at <= now),
        (Job.state == JobState.RUNNING) & (Job.leased_until < now),
    )


def _move(session: Session, job: Job, values: dict[str, Any]) -> bool:
    """Change a job that this worker still holds; false when another one took it since."""
    # Each taking counts an attempt, so this number tells one holder from the next.
    held = (Job.id == job.id) & (Job.state == JobState.RUNNING) & (Job.attempts == job.attempts)
    return bool(session.scalars(update(Job).where(held).values(**values).returning(Job.id)).all())


_remembered: dict[str, tuple[int, int]] = {}
