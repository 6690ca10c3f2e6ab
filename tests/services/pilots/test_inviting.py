"""Inviting to a pilot: from a list, or a segment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.models import Alias
from matchmaker.services import audit, pilots
from matchmaker.services.pilots import MemberState, Segment
from tests.factories import make_stakeholder
from tests.racing import race
from tests.services.pilots.conftest import Programme


def states(database: Database, programme: Programme) -> dict[str, MemberState]:
    with database.reading() as session:
        found = pilots.list_members(session, programme.organiser, programme.pilot)
        return {one.id: one.state for one in found.rows}


def test_a_list_names_people_by_our_id_the_id_of_a_source_or_the_exact_name(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        sourced = make_stakeholder(session, name="Known elsewhere")
        named = make_stakeholder(session, name="Wärmestube")
        session.add(Alias(stakeholder_id=sourced.id, source="register", source_id="HRB 17"))
    text = f"{programme.stranger}\r\n HRB 17 \n\nwärmestube\nWärmestube\n"
    with database.transaction() as session:
        done = pilots.invite_list(session, programme.organiser, programme.pilot, text, now=now)
        assert (done.new, done.already, done.unknown, done.several) == (3, 0, (), ())
    found = states(database, programme)
    assert {found[key] for key in (programme.stranger, sourced.id, named.id)} == {MemberState.INVITED}
    with database.reading() as session:
        (entry,) = audit.list_entries(session, subject=programme.pilot)
        assert entry.details == {"invited": 3}


def test_lines_that_name_nobody_or_several_are_told_and_the_others_invited(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Twice")
        make_stakeholder(session, name="twice")
    text = "Nobody\nTwice\nHidden\nLeave us alone\nRepair hall\nGone again\nGlasgow repair"
    with database.transaction() as session:
        done = pilots.invite_list(session, programme.organiser, programme.pilot, text, now=now)
    assert done.unknown == ("Nobody", "Hidden")
    assert done.several == ("Twice",)
    assert done.unwilling == ("Leave us alone",)
    assert (done.new, done.already) == (1, 2)
    # Who left stays outside: a list does not bring anybody back.
    assert states(database, programme)[programme.left] is MemberState.LEFT


def test_an_empty_or_endless_list_is_refused(database: Database, programme: Programme, now: datetime) -> None:
    for text in (" \n ", "\n".join(str(number) for number in range(2_001))):
        with database.transaction() as session, pytest.raises(Invalid):
            pilots.invite_list(session, programme.organiser, programme.pilot, text, now=now)


def test_a_segment_is_counted_first_and_then_invited_once(
    database: Database, programme: Programme, now: datetime
) -> None:
    segment = Segment(region="DE11", kinds=frozenset({Kind.ENTERPRISE, Kind.POLICYMAKER}))
    with database.reading() as session:
        counted = pilots.count_segment(session, programme.organiser, programme.pilot, segment, now=now)
    with database.transaction() as session:
        make_stakeholder(session, name="One more")
    with database.transaction() as session:
        done = pilots.invite_segment(session, programme.organiser, programme.pilot, segment, now=now)
        again = pilots.invite_segment(session, programme.organiser, programme.pilot, segment, now=now)
    assert (counted.new, counted.already) == (0, 3)
    assert (done.new, again.new) == (1, 0)
    found = states(database, programme)
    assert programme.opted_out not in found
    assert programme.stranger not in found


def test_an_empty_segment_invites_nobody(database: Database, programme: Programme, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(Invalid, match="Choose"):
        pilots.invite_segment(session, programme.organiser, programme.pilot, Segment(), now=now)


def test_only_who_runs_the_pilot_invites(database: Database, programme: Programme, now: datetime) -> None:
    segment = Segment(region="DE11")
    for actor in (programme.other_organiser, programme.official, programme.of_member):
        with database.transaction() as session:
            with pytest.raises(NotAllowed):
                pilots.invite_list(session, actor, programme.pilot, "Glasgow repair", now=now)
            with pytest.raises(NotAllowed):
                pilots.invite_segment(session, actor, programme.pilot, segment, now=now)
            with pytest.raises(NotAllowed):
                pilots.count_segment(session, actor, programme.pilot, segment, now=now)


def test_the_same_button_twice_at_once_invites_once(
    database: Database, programme: Programme, now: datetime, trials: Callable[[int], int]
) -> None:
    for number in range(trials(100)):
        with database.transaction() as session:
            new = make_stakeholder(session, name=f"At once {number}").id

        def invite(wanted: str = new) -> int:
            with database.transaction() as session:
                return pilots.invite_list(session, programme.organiser, programme.pilot, wanted, now=now).new

        assert sorted(map(str, race(invite, invite))) == ["0", "1"]
