"""What the site has to do: counted, listed, and tried again."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models.jobs import Job, JobState
from matchmaker.services import administration, jobs
from matchmaker.services.administration.work import PAGE
from tests.factories import make_account, make_actor, make_stakeholder
from tests.racing import race


@pytest.fixture
def root(database: Database) -> Actor:
    """An administrator."""
    with database.transaction() as session:
        return make_actor(session, Role.ADMINISTRATOR, "")


@pytest.fixture
def dead(database: Database, now: datetime) -> str:
    """The id of a job that was given up."""
    with database.transaction() as session:
        job = jobs.enqueue(session, "soup", now=now)
        job.state, job.attempts, job.error, job.finished_at = JobState.DEAD, 5, "The pot is gone.", now
        return job.id


def test_the_figures_are_those_of_the_tables(
    database: Database, root: Actor, dead: str, now: datetime
) -> None:
    with database.transaction() as session:
        make_stakeholder(session)
        make_stakeholder(session, hidden=True)
        make_account(session, email="gone@example.org").disabled_at = now
        jobs.enqueue(session, "soup", now=now)
    with database.reading() as session:
        found = administration.count_all(session, root)
    assert (found.people, found.closed, found.stakeholders, found.hidden) == (1, 1, 2, 1)
    assert (found.waiting_jobs, found.dead_jobs, found.imports, found.dead_mails) == (1, 1, 0, 0)


def test_a_job_that_was_given_up_is_tried_again_from_the_first_try_by_one_alone(
    database: Database, root: Actor, dead: str, now: datetime
) -> None:
    def again() -> None:
        with database.transaction() as session:
            administration.try_job_again(session, root, dead, now=now)

    answers = race(again, again, again)
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Conflict", "NoneType"]
    with database.transaction() as session:
        job = jobs.take(session, now=now)
        assert job is not None
        assert (job.id, job.attempts) == (dead, 1)
    with pytest.raises(Conflict):
        again()
    with pytest.raises(NotFound), database.transaction() as session:
        administration.try_job_again(session, root, "j-none", now=now)


def test_jobs_are_listed_by_state_and_page(database: Database, root: Actor, dead: str, now: datetime) -> None:
    with database.transaction() as session:
        session.add_all(Job(kind="many", due_at=now, created_at=now) for _ in range(PAGE + 2))
    with database.reading() as session:
        first = administration.list_jobs(session, root, state=JobState.QUEUED)
        rest = administration.list_jobs(session, root, state=JobState.QUEUED, after=first.after)
        (given_up,) = administration.list_jobs(session, root, state=JobState.DEAD).rows
    assert len({one.id for one in (*first.rows, *rest.rows)}) == PAGE + 2
    assert (len(first.rows), rest.after) == (PAGE, "")
    assert (given_up.id, given_up.error) == (dead, "The pot is gone.")
    assert first.counts == {JobState.QUEUED: PAGE + 2, JobState.DEAD: 1}


def test_only_administrators_may(database: Database, dead: str, now: datetime) -> None:
    with pytest.raises(NotAllowed), database.transaction() as session:
        administration.try_job_again(session, VISITOR, dead, now=now)
    with pytest.raises(NotAllowed), database.reading() as session:
        administration.list_jobs(session, VISITOR)
    with pytest.raises(NotAllowed), database.reading() as session:
        administration.count_all(session, VISITOR)
