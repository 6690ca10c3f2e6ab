"""Dropping a proposal and taking it up again, on both databases, also by two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Proposal
from matchmaker.services import proposals
from tests.factories import make_actor
from tests.racing import race
from tests.services.proposals.conftest import Propose, Quarter


def test_what_is_dropped_can_be_taken_up_again(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    id_, later = propose().id, now + timedelta(hours=1)
    with database.transaction() as session:
        dropped = proposals.drop(session, quarter.official, id_, now=later)
        assert (dropped.state, dropped.decided_at) == (ProposalState.DROPPED, later)
        assert dropped.decided_by == quarter.official.account_id
    with database.transaction() as session:
        again = proposals.take_up_again(session, quarter.organiser, id_, now=later)
        assert again.state is ProposalState.WAITING


def test_a_step_that_is_not_open_is_refused(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    id_ = propose().id
    with database.transaction() as session:
        with pytest.raises(Conflict):
            proposals.take_up_again(session, quarter.official, id_, now=now)
        proposals.drop(session, quarter.official, id_, now=now)
        with pytest.raises(Conflict):
            proposals.drop(session, quarter.official, id_, now=now)


def test_a_pair_that_waits_anew_keeps_the_old_one_where_it_is(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    id_ = propose().id
    with database.transaction() as session:
        proposals.drop(session, quarter.official, id_, now=now)
    assert propose().id != id_
    with database.transaction() as session, pytest.raises(Conflict, match="waits already"):
        proposals.take_up_again(session, quarter.official, id_, now=now)


def test_who_runs_another_place_does_not_know_of_it(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    id_ = propose().id
    with database.transaction() as session:
        for actor in (quarter.far_official, make_actor(session)):
            with pytest.raises(NotFound):
                proposals.drop(session, actor, id_, now=now)


def test_of_two_who_drop_at_once_one_is_told(
    database: Database, quarter: Quarter, propose: Propose, now: datetime, trials: Callable[[int], int]
) -> None:
    for _ in range(max(1, trials(100) // 4)):
        id_ = propose().id

        def drop(id_: str = id_) -> None:
            with database.transaction() as session:
                proposals.drop(session, quarter.official, id_, now=now)

        answers = race(drop, drop)
        assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "NoneType"]
        with database.transaction() as session:
            session.delete(session.get_one(Proposal, id_))
