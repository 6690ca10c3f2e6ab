"""What the site has to do: jobs that wait, run, or need a person; and the figures of the first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select, tuple_, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailState
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Import, Job, Mail, Stakeholder
from matchmaker.models.jobs import JobState
from matchmaker.permissions import require
from matchmaker.services import audit, duplicates, reports
from matchmaker.services.administration.people import RUNS

PAGE = 30

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class JobPage:
    """One page of jobs, the newest first; `after` is where the next one begins, "" on the last."""

    rows: tuple[Job, ...]
    after: str
    counts: Mapping[JobState, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is of everything, and how much of it needs a person."""

    people: int
    closed: int
    stakeholders: int
    hidden: int
    imports: int
    pairs: int
    open_reports: int
    objections: int
    waiting_jobs: int
    dead_jobs: int
    waiting_mails: int
    dead_mails: int


def count_all(session: Session, actor: Actor) -> Overview:
    """The figures of the first page.

    Raises:
        NotAllowed.
    """
    require(actor, RUNS)
    open_ = Account.disabled_at.is_(None)
    accounts = _counts(session, select(open_, func.count()).select_from(Account).group_by(open_))
    shown = _counts(session, select(Stakeholder.hidden, func.count()).group_by(Stakeholder.hidden))
    jobs = _counts(session, select(Job.state, func.count()).group_by(Job.state))
    mails = _counts(session, select(Mail.state, func.count()).group_by(Mail.state))
    return Overview(
        people=accounts.get(True, 0),
        closed=accounts.get(False, 0),
        stakeholders=sum(shown.values()),
        hidden=shown.get(True, 0),
        imports=session.scalars(select(func.count()).select_from(Import)).one(),
        pairs=duplicates.count_pairs(session, actor),
        open_reports=reports.count_open(session, actor),
        objections=reports.count_objections(session),
        waiting_jobs=jobs.get(JobState.QUEUED, 0) + jobs.get(JobState.RUNNING, 0),
        dead_jobs=jobs.get(JobState.DEAD, 0),
        waiting_mails=mails.get(MailState.WAITING, 0),
        dead_mails=mails.get(MailState.DEAD, 0),
    )


def list_jobs(session: Session, actor: Actor, *, state: JobState | None = None, after: str = "") -> JobPage:
    """A page of jobs.

    Raises:
        NotAllowed.
    """
    require(actor, RUNS)
    query = select(Job).order_by(Job.created_at.desc(), Job.id.desc()).limit(PAGE + 1)
    if state is not None:
        query = query.where(Job.state == state)
    if after and (last := session.get(Job, after)) is not None:
        query = query.where(tuple_(Job.created_at, Job.id) < (last.created_at, last.id))
    rows = list(session.scalars(query))
    counts = _counts(session, select(Job.state, func.count()).group_by(Job.state))
    return JobPage(tuple(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else "", counts)


def try_job_again(session: Session, actor: Actor, job_id: str, *, now: datetime) -> None:
    """Let a worker take a job that was given up once more, from the first try.

    Raises:
        NotAllowed; NotFound; Conflict: it was not given up.
    """
    require(actor, RUNS)
    if session.get(Job, job_id) is None:
        raise NotFound("There is no such job. It may have been done and forgotten.")
    dead = Job.id == job_id, Job.state == JobState.DEAD
    values = {"state": JobState.QUEUED, "due_at": now, "attempts": 0, "finished_at": None}
    if not session.scalars(update(Job).where(*dead).values(**values).returning(Job.id)).all():
        raise Conflict("This job waits or runs already, or is done.")
    audit.record(session, actor, "job.again", job_id, now=now)


def _counts(session: Session, query: Select[K, int]) -> dict[K, int]:
    return {key: count for key, count in session.execute(query)}  # noqa: C416 - rows are no pairs for mypy
