"""Sending a tie to the desk, on both databases: once per pair, and only what may be proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from matchmaker.core.actors import VISITOR
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Proposal, Stakeholder
from matchmaker.services import audit, places
from tests.factories import make_tie
from tests.racing import race
from tests.services.proposals.conftest import Propose, Quarter


def count(database: Database) -> int:
    """How many proposals there are."""
    with database.reading() as session:
        return session.scalars(select(func.count()).select_from(Proposal)).one()


def test_a_proposal_remembers_who_what_and_what_is_expected(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    made = propose(note="  They met at the fair.  ")
    assert (made.a_id, made.b_id) == tuple(sorted((quarter.hall, quarter.school)))
    assert made.state is ProposalState.WAITING
    assert (made.region, made.note) == ("DE11", "They met at the fair.")
    assert made.account_id == quarter.official.account_id
    assert made.effect["steps"] == 3
    with database.reading() as session:
        assert [entry.act for entry in audit.list_entries(session, subject=made.id)] == ["proposal.make"]


def test_the_same_pair_waits_only_once_whichever_way_round(
    database: Database, quarter: Quarter, propose: Propose
) -> None:
    first = propose()
    assert propose(a=quarter.school, b=quarter.hall, actor=quarter.organiser).id == first.id
    assert count(database) == 1


def test_two_at_once_make_one_proposal(
    database: Database, quarter: Quarter, propose: Propose, trials: Callable[[int], int]
) -> None:
    for _ in range(max(1, trials(100) // 4)):
        answers = race(propose, lambda: propose(a=quarter.school, b=quarter.hall, actor=quarter.organiser))
        assert all(isinstance(answer, Proposal) for answer in answers), answers
        assert len({answer.id for answer in answers if isinstance(answer, Proposal)}) == 1
        assert count(database) == 1
        with database.transaction() as session:
            session.delete(session.scalars(select(Proposal)).one())


@pytest.mark.parametrize("who", ["hidden", "nobody"])
def test_who_is_hidden_or_not_there_cannot_be_proposed(quarter: Quarter, propose: Propose, who: str) -> None:
    with pytest.raises(NotFound):
        propose(b=getattr(quarter, who, "s-nobody"))


def test_who_opted_out_is_never_proposed(quarter: Quarter, propose: Propose) -> None:
    with pytest.raises(Invalid, match="does not want"):
        propose(b=quarter.opted_out)


def test_a_tie_needs_two_and_one_of_them_in_the_region(quarter: Quarter, propose: Propose) -> None:
    with pytest.raises(Invalid, match="needs two"):
        propose(b=quarter.hall)
    with pytest.raises(Invalid, match="in this region"):
        propose(region=places.get_region("FRE1"), actor=quarter.organiser)
    assert propose(b=quarter.abroad).effect["steps"] is None


def test_partners_are_not_proposed_to_each_other(quarter: Quarter, propose: Propose) -> None:
    with pytest.raises(Conflict, match="partners already"):
        propose(b=quarter.city)


def test_a_note_has_an_end(propose: Propose) -> None:
    with pytest.raises(Invalid, match="too long"):
        propose(note="a" * 2_001)


def test_only_who_plans_in_the_region_proposes(quarter: Quarter, propose: Propose) -> None:
    for actor in (VISITOR, quarter.far_official):
        with pytest.raises(NotAllowed):
            propose(actor=actor)


def test_a_tie_made_meanwhile_ends_the_matter(database: Database, quarter: Quarter, propose: Propose) -> None:
    with database.transaction() as session:
        both = [session.get_one(Stakeholder, key) for key in (quarter.hall, quarter.school)]
        make_tie(session, *both)
    with pytest.raises(Conflict, match="partners already"):
        propose()
