"""Looking for pairs: read while others write, compared without the database, written in the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.duplicates.facts import FACTS, Facts, facts_of
from matchmaker.core.duplicates.finding import Candidate, Progress, find_candidates, silent
from matchmaker.core.duplicates.states import PairState
from matchmaker.models import DuplicatePair, Job, Stakeholder
from matchmaker.models.jobs import JobState
from matchmaker.services import history, jobs

JOB = "duplicates.find"


def queue(session: Session, *, now: datetime) -> Job:
    """Many records have come: look for pairs soon; a look that waits already is enough."""
    waiting = select(Job).where(Job.kind == JOB, Job.state == JobState.QUEUED, Job.due_at <= now)
    if (job := session.scalars(waiting.limit(1)).one_or_none()) is not None:
        return job
    return jobs.enqueue(session, JOB, now=now)


def read_facts(session: Session) -> list[Facts]:
    """What all records are compared by."""
    columns = [getattr(Stakeholder, name) for name in FACTS]
    query = select(Stakeholder.id, *columns).order_by(Stakeholder.created_at, Stakeholder.id)
    rows = session.execute(query).mappings()
    return [facts_of(row["id"], **{name: row[name] for name in FACTS}) for row in rows]


def find_pairs(facts: Sequence[Facts], *, progress: Progress = silent) -> list[Candidate]:
    """The pairs that may be the same; needs no database."""
    return find_candidates(facts, progress=progress)


def keep_pairs(session: Session, found: Sequence[Candidate], *, now: datetime) -> int:
    """Write the pairs down; answers how many wait now.

    A pair that was told apart is asked about again only when a fact has changed since. One that waits and is
    no likeness any more goes.
    """
    # From here on nobody merges: the records that are there now stay until this is written.
    history.touch(session, [])
    there = set(session.scalars(select(Stakeholder.id)))
    known = {(row.a_id, row.b_id): row for row in session.scalars(select(DuplicatePair))}
    wanted = {(one.a, one.b): one for one in found if {one.a, one.b} <= there}
    waiting = 0
    for key, one in wanted.items():
        waiting += _keep(session, known.get(key), one, now)
    gone = [
        row.id
        for key, row in known.items()
        if (row.state is PairState.OPEN and key not in wanted)
        or (row.state is not PairState.MERGED and not set(key) <= there)
    ]
    for some in history.batched(gone, history.BATCH):
        session.execute(delete(DuplicatePair).where(DuplicatePair.id.in_(some)))
    session.flush()
    return waiting


def _keep(session: Session, row: DuplicatePair | None, one: Candidate, now: datetime) -> bool:
    """Whether the pair waits for a decision."""
    told = {
        "score": one.weighed.score,
        "reasons": [reason.to_json() for reason in one.weighed.reasons],
        "fingerprint": one.fingerprint,
    }
    if row is None:
        session.add(DuplicatePair(a_id=one.a, b_id=one.b, created_at=now, **told))
        return True
    if row.fingerprint == one.fingerprint:
        return row.state is PairState.OPEN
    for name, value in told.items():
        setattr(row, name, value)
    row.state, row.decided_by, row.decided_at = PairState.OPEN, None, None
    return True
