"""The worker: takes what is due, calls its handler in one transaction, says how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from matchmaker.config import Settings
from matchmaker.db import Database
from matchmaker.jobs.handlers import DAILY, HANDLERS, HOURLY, Handler, Work
from matchmaker.services import jobs, quality, suggestions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from matchmaker.models import Job

BETWEEN_REPORTS = timedelta(seconds=0.5)

log = structlog.get_logger()


class Stopped(Exception):
    """The worker shall end now; raised inside a handler by its report of progress."""


class Progress:
    """Says how far a job is, at most twice a second, and keeps its lease."""

    def __init__(self, worker: Worker, job: Job) -> None:
        self._worker = worker
        self._job = job
        self._last: datetime | None = None
        self.writing = False

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` is done.

        Raises:
            Stopped: the worker was asked to end; the job goes back to the queue.
        """
        worker, now = self._worker, self._worker.clock()
        if worker.stopping():
            raise Stopped
        if self._last is not None and now - self._last < BETWEEN_REPORTS:
            return
        self._last = now
        if worker.database.is_sqlite and self.writing:
            # SQLite has one pen. While the job itself holds it nobody else can take the job either.
            jobs.remember_progress(self._job.id, done=done, total=total)
            return
        with worker.database.transaction() as session:
            jobs.report_progress(session, self._job.id, done=done, total=total, now=now)


class Worker:
    """Does jobs one after the other. Several workers on one database share the jobs between them."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        handlers: Mapping[str, Handler] = HANDLERS,
        stopping: Callable[[], bool] = lambda: False,
        release: str | None = None,
    ) -> None:
        self.database = database
        self.settings = settings
        self.clock = clock
        self.handlers = handlers
        self.stopping = stopping
        self.release = quality.installed() if release is None else release
        self._scheduled_for: date | None = None
        self._scheduled_hour: datetime | None = None

    def run_due(self) -> int:
        """Do all that is due now; the answer is how many jobs were tried."""
        # What the pages of this process showed; in a process without pages there is never anything.
        suggestions.hand_over(self.database, now=self.clock())
        self._schedule()
        tried = 0
        while not self.stopping() and (job := self._take()) is not None:
            self._run(job)
            tried += 1
        return tried

    def _schedule(self) -> None:
        """Put down the work of the day and of the hour, once; a second worker finds it there already.

        After an update that of the day is done once more: what another release worked out is shown to nobody.
        """
        now = self.clock()
        day, hour = now.date(), now.replace(minute=0, second=0, microsecond=0)
        if self._scheduled_for != day:
            self._put_down(DAILY, f"{day.isoformat()} {self.release}", now)
            self._scheduled_for = day
        if self._scheduled_hour != hour:
            self._put_down(HOURLY, hour.isoformat(), now)
            self._scheduled_hour = hour

    def _put_down(self, kinds: Iterable[str], key: str, now: datetime) -> None:
        with self.database.transaction() as session:
            for kind in kinds:
                jobs.enqueue_once(session, kind, key, now=now)

    def _take(self) -> Job | None:
        now = self.clock()
        with self.database.reading() as session:
            if not jobs.is_due(session, now=now):
                return None
        with self.database.transaction() as session:
            return jobs.take(session, now=now)

    def _run(self, job: Job) -> None:
        try:
            with ExitStack() as stack:
                self._handle(job, stack)
        except Stopped:
            with self.database.transaction() as session:
                jobs.put_back(session, job)
        except Exception as error:
            with self.database.transaction() as session:
                state = jobs.fail(session, job, f"{type(error).__name__}: {error}", now=self.clock())
            log.exception("job failed", kind=job.kind, id=job.id, attempt=job.attempts, state=state.value)
        else:
            log.info("job done", kind=job.kind, id=job.id)
        finally:
            jobs.forget_progress(job.id)

    def _handle(self, job: Job, stack: ExitStack) -> None:
        handler = self.handlers.get(job.kind)
        if handler is None:
            raise LookupError(f"There is no handler for {job.kind}. Is this worker of an older release?")
        progress = Progress(self, job)

        def begin() -> Session:
            progress.writing = True
            return stack.enter_context(self.database.transaction())

        work = Work(
            job.payload,
            database=self.database,
            settings=self.settings,
            now=self.clock(),
            begin=begin,
            progress=progress,
        )
        handler(work)
        jobs.finish(work.session, job, now=self.clock())


def run_due_jobs(database: Database, settings: Settings, *, now: datetime) -> int:
    """Do all that is due at a moment, in this thread; the answer is how many jobs were tried."""
    return Worker(database, settings, clock=lambda: now).run_due()
