"""The job that looks for pairs: new ones come, old ones go, and what was decided is not asked again."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Choice
from matchmaker.core.duplicates.states import PairState
from matchmaker.db import Database
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import DuplicatePair, Job, Stakeholder
from matchmaker.services import duplicates
from tests.factories import NOW, make_stakeholder
from tests.services.duplicates.twins import make_pair, make_twins


def look(session: Session) -> list[DuplicatePair]:
    found = duplicates.find_pairs(duplicates.read_facts(session))
    duplicates.keep_pairs(session, found, now=NOW)
    return list(session.scalars(select(DuplicatePair)))


def test_two_of_one_name_in_one_town_wait_with_their_reasons(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_twins(session)
        make_stakeholder(session, name="A choir")
        pair = look(session)[0]
        assert (pair.a_id, pair.b_id) == tuple(sorted((one.id, other.id)))
        assert pair.reasons == [["name", 0.0], ["near", 0.0]]
        assert pair.score == 55


def test_what_is_not_the_same_is_asked_again_only_when_a_fact_changes(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_twins(session)
        pair = look(session)[0]
        duplicates.tell_apart(session, SYSTEM, pair.id, now=NOW)
        other.about = "Words are no fact."
        session.flush()
        assert look(session)[0].state is PairState.DIFFERENT
        one.website = other.website
        session.flush()
        found = look(session)[0]
        assert (found.id, found.state, found.decided_at) == (pair.id, PairState.OPEN, None)


def test_a_pair_that_is_no_likeness_any_more_goes(database: Database) -> None:
    with database.transaction() as session:
        _one, other = make_twins(session)
        assert len(look(session)) == 1
        other.name = "Something quite different"
        session.flush()
        assert look(session) == []


def test_pairs_of_records_that_were_removed_go_whatever_was_decided(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_twins(session)
        make_pair(session, one, other, state=PairState.DIFFERENT)
        session.execute(delete(Stakeholder).where(Stakeholder.id == other.id))
        session.expire_all()
        assert look(session) == []


def test_a_pair_that_was_merged_stays_written_down(database: Database) -> None:
    with database.transaction() as session:
        one, _other = make_twins(session)
        pair = look(session)[0]
        duplicates.merge(session, SYSTEM, pair.id, Choice(keep=one.id), now=NOW)
        assert [row.state for row in look(session)] == [PairState.MERGED]


def test_the_worker_looks_each_day_and_after_imports(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        make_twins(session)
        duplicates.queue(session, now=NOW)
        duplicates.queue(session, now=NOW)
        jobs = session.scalars(select(Job).where(Job.kind == duplicates.JOB)).all()
        assert len(jobs) == 1
    run_due_jobs(database, settings, now=NOW)
    with database.reading() as session:
        assert len(session.scalars(select(DuplicatePair)).all()) == 1


def test_what_was_decided_about_the_one_that_went_is_not_asked_of_the_one_that_stays(
    database: Database,
) -> None:
    with database.transaction() as session:
        one, other = make_twins(session)
        third = make_stakeholder(session, name="Werkstatt Neckar Ltd")
        pairs = {frozenset((row.a_id, row.b_id)): row for row in look(session)}
        assert len(pairs) == 3
        apart = pairs[frozenset((other.id, third.id))]
        session.execute(
            delete(DuplicatePair).where(DuplicatePair.id == pairs[frozenset((one.id, third.id))].id)
        )
        duplicates.tell_apart(session, SYSTEM, apart.id, now=NOW)
        duplicates.merge(
            session, SYSTEM, pairs[frozenset((one.id, other.id))].id, Choice(keep=one.id), now=NOW
        )
        states = {row.id: row.state for row in look(session)}
        assert states[apart.id] is PairState.DIFFERENT
        assert len(states) == 2
