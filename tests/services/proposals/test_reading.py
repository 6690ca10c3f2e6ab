"""The broker’s desk, on both databases: the oldest first, and each reader's own places."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.explain import plain
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.models import Stakeholder
from matchmaker.services import history, places, proposals
from matchmaker.services.proposals import Desk, reading
from tests.factories import make_tie
from tests.services.proposals.conftest import Propose, Quarter


def desk(database: Database, actor: Actor, now: datetime, **how: object) -> Desk:
    """The desk as one sees it."""
    with database.reading() as session:
        return proposals.list_desk(session, actor, now=now, **how)  # type: ignore[arg-type]  # a test's values


def test_the_oldest_comes_first_and_says_who_sent_it_and_why(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    late = propose(a=quarter.alone, b=quarter.school, now=now + timedelta(days=1))
    early = propose()
    rows = desk(database, quarter.official, now).rows
    assert [one.proposal.id for one in rows] == [early.id, late.id]
    assert rows[0].sender.startswith("Person")
    assert {rows[0].a.name, rows[0].b.name} == {"Workshop hall", "School of repair"}
    assert rows[0].reasons
    # Whoever brokers is neither of the two: both are named.
    said = " ".join(plain(reason, str) for reason in rows[0].reasons)
    assert rows[0].a.name in said
    assert "You " not in said
    assert not rows[0].partners


def test_officials_see_their_places_and_organisers_all(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    propose()
    abroad = propose(a=quarter.hall, b=quarter.abroad)
    seen = {
        name: {one.proposal.id for one in desk(database, getattr(quarter, name), now).rows}
        for name in ("official", "far_official", "organiser")
    }
    assert seen["far_official"] == {abroad.id}
    assert len(seen["official"]) == len(seen["organiser"]) == 2
    with pytest.raises(NotAllowed):
        desk(database, Actor("a-1"), now)


def test_a_desk_is_narrowed_by_region_and_state(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    here = propose()
    there = propose(a=quarter.alone, b=quarter.school, region=places.get_region("DE1"))
    found = desk(database, SYSTEM, now, region="DE1")
    assert [one.proposal.id for one in found.rows] == [there.id]
    assert found.regions == ("DE1", "DE11")
    with database.transaction() as session:
        proposals.drop(session, quarter.official, here.id, now=now)
    dropped = desk(database, SYSTEM, now, state=ProposalState.DROPPED)
    assert [one.proposal.id for one in dropped.rows] == [here.id]


def test_a_long_desk_is_paged_by_the_last_of_the_page(
    database: Database, quarter: Quarter, propose: Propose, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    pairs = [(quarter.hall, quarter.school), (quarter.hall, quarter.radio), (quarter.hall, quarter.alone)]
    made = [propose(a=a, b=b).id for a, b in pairs]
    first = desk(database, SYSTEM, now)
    second = desk(database, SYSTEM, now, after=first.after)
    assert [one.proposal.id for one in (*first.rows, *second.rows)] == sorted(made)
    assert second.after == ""
    assert len(desk(database, SYSTEM, now, after="w-gone").rows) == 2


def test_a_pair_that_has_become_partners_or_left_says_so(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    propose()
    propose(a=quarter.alone, b=quarter.school)
    with database.transaction() as session:
        hall, school, alone = (
            session.get_one(Stakeholder, key) for key in (quarter.hall, quarter.school, quarter.alone)
        )
        make_tie(session, hall, school)
        alone.opted_out = True
        history.touch(session, [alone.id])
    rows = {frozenset((one.a.name, one.b.name)): one for one in desk(database, SYSTEM, now).rows}
    assert rows[frozenset(("Workshop hall", "School of repair"))].partners
    assert rows[frozenset(("Standing alone", "School of repair"))].reasons is None


def test_hidden_ones_leave_the_desk(
    database: Database, quarter: Quarter, propose: Propose, now: datetime
) -> None:
    propose()
    with database.transaction() as session:
        session.get_one(Stakeholder, quarter.hall).hidden = True
    assert not desk(database, SYSTEM, now).rows
