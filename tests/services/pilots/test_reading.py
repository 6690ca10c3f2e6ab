"""Reading pilots: what everybody sees, and what only the organisers do."""

from __future__ import annotations

import pytest

from matchmaker.core.actors import VISITOR
from matchmaker.db import Database
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Pilot, Stakeholder
from matchmaker.services import pilots
from matchmaker.services.pilots import MemberState
from tests.factories import join_pilot, make_pilot, make_stakeholder
from tests.services.pilots.conftest import Programme


def test_everybody_sees_who_joined_and_nobody_who_was_only_invited(
    database: Database, programme: Programme
) -> None:
    with database.reading() as session:
        page = pilots.get_page(session, VISITOR, programme.pilot)
    assert [one.name for one in page.members.rows] == ["Repair hall"]
    assert page.regions == ("DE11",)
    assert not page.may_run
    assert page.own == ()


def test_a_hidden_member_is_shown_to_nobody(database: Database, programme: Programme) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, programme.member).hidden = True
    with database.reading() as session:
        page = pilots.get_page(session, VISITOR, programme.pilot)
        assert page.members.rows == ()
        assert page.members.counts[MemberState.JOINED] == 0


def test_the_organisers_see_every_state(database: Database, programme: Programme) -> None:
    with database.reading() as session:
        found = pilots.list_members(session, programme.organiser, programme.pilot)
        assert {one.name: one.state for one in found.rows} == {
            "City of Stuttgart": MemberState.INVITED,
            "Gone again": MemberState.LEFT,
            "Repair hall": MemberState.JOINED,
        }
        assert [found.counts[one] for one in MemberState] == [1, 1, 0, 1]
        only = pilots.list_members(session, programme.organiser, programme.pilot, state=MemberState.LEFT)
        assert [one.id for one in only.rows] == [programme.left]
        with pytest.raises(NotAllowed):
            pilots.list_members(session, programme.official, programme.pilot)


def test_the_organisers_see_to_whom_nobody_can_write(database: Database, programme: Programme) -> None:
    with database.transaction() as session:
        pilot = session.get_one(Pilot, programme.pilot)
        silent = make_stakeholder(session, name="Silent", email="")
        mailed = make_stakeholder(session, name="Mailed", email="post@mailed.example")
        join_pilot(session, pilot, silent, mailed, joined_at=None)
    with database.reading() as session:
        found = pilots.list_members(session, programme.organiser, programme.pilot)
        only = pilots.list_members(session, programme.organiser, programme.pilot, unreachable=True)
    assert found.unreachable == 1
    assert {one.name: one.reachable for one in found.rows if one.state is MemberState.INVITED} == {
        "City of Stuttgart": True, "Mailed": True, "Silent": False,
    }  # fmt: skip
    assert [one.name for one in only.rows] == ["Silent"]


def test_who_reads_finds_the_own_state(database: Database, programme: Programme) -> None:
    wanted = (
        (programme.of_member, MemberState.JOINED),
        (programme.of_invited, MemberState.INVITED),
        (programme.of_left, MemberState.LEFT),
        (programme.of_stranger, None),
    )
    with database.reading() as session:
        for actor, state in wanted:
            ((_own, found),) = pilots.list_own(session, actor, programme.pilot)
            assert found is state


def test_an_invitation_waits_until_it_is_answered(database: Database, programme: Programme) -> None:
    with database.reading() as session:
        found = [
            [[one.id for one in part] for part in pilots.list_of_own(session, actor)]
            for actor in (programme.of_invited, programme.of_member, programme.of_left, VISITOR)
        ]
    one = [programme.pilot]
    assert found == [[one, []], [[], one], [[], []], [[], []]]


def test_members_come_in_pages_by_name(database: Database, programme: Programme) -> None:
    with database.transaction() as session:
        pilot = make_pilot(session)
        # Two of the same name stand on both sides of the page's end.
        names = sorted(["Twin", "Twin", *(f"Workshop {number:02}" for number in range(70))])
        join_pilot(session, pilot, *(make_stakeholder(session, name=name) for name in names))
    with database.reading() as session:
        first = pilots.get_page(session, VISITOR, pilot.id).members
        second = pilots.get_page(session, VISITOR, pilot.id, after=first.after).members
    assert len(first.rows) == 50
    assert second.after == ""
    assert [one.name for one in (*first.rows, *second.rows)] == names


def test_the_list_counts_those_who_joined(database: Database, programme: Programme) -> None:
    with database.reading() as session:
        (found,) = pilots.list_pilots(session)
    assert (found.pilot.id, found.regions, found.members) == (programme.pilot, ("DE11",), 1)


def test_a_pilot_that_is_not_there_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        pilots.get_page(session, VISITOR, "p-none")
