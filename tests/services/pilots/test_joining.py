"""Joining a pilot and leaving it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete

from matchmaker.core.actors import Actor
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Pilot, PilotMember
from matchmaker.services import audit, pilots
from matchmaker.services.pilots.members import state_of
from tests.factories import make_pilot
from tests.racing import race
from tests.services.pilots.conftest import Programme

SECRET = "only for tests"


def state(database: Database, programme: Programme, stakeholder_id: str) -> str:
    with database.reading() as session:
        row = session.get(PilotMember, (programme.pilot, stakeholder_id))
        return state_of(row).value if row else ""


def token(database: Database, programme: Programme, now: datetime) -> str:
    with database.reading() as session:
        return pilots.join_token(session, programme.organiser, programme.pilot, secret=SECRET, now=now)


def test_who_was_invited_joins_and_leaves_and_may_come_back(
    database: Database, programme: Programme, now: datetime
) -> None:
    key = programme.invited
    for act, then in (("join", "joined"), ("join", "joined"), ("leave", "left"), ("join", "joined")):
        with database.transaction() as session:
            getattr(pilots, act)(session, programme.of_invited, programme.pilot, key, now=now)
        assert state(database, programme, key) == then
    with database.reading() as session:
        acts = [entry.act for entry in audit.list_entries(session, subject=programme.pilot)]
    assert acts == ["pilot.join", "pilot.leave", "pilot.join"]


def test_nobody_joins_without_an_invitation_or_for_somebody_else(
    database: Database, programme: Programme, now: datetime
) -> None:
    pairs: list[tuple[Actor, str]] = [
        (programme.of_stranger, programme.stranger),
        (programme.of_stranger, programme.invited),
        (programme.organiser, programme.invited),
    ]
    for actor, key in pairs:
        with database.transaction() as session, pytest.raises(NotAllowed):
            pilots.join(session, actor, programme.pilot, key, now=now)


def test_the_link_of_the_organisers_lets_a_stranger_in(
    database: Database, programme: Programme, now: datetime
) -> None:
    link = token(database, programme, now)
    with database.transaction() as session:
        pilots.join(
            session, programme.of_stranger, programme.pilot, programme.stranger,
            token=link, secret=SECRET, now=now,
        )  # fmt: skip
    assert state(database, programme, programme.stranger) == "joined"


def test_a_link_that_was_forged_or_belongs_to_another_pilot_opens_nothing(
    database: Database, programme: Programme, now: datetime
) -> None:
    link = token(database, programme, now)
    with database.transaction() as session:
        other = make_pilot(session)
        here = session.get_one(Pilot, programme.pilot)
        for forged in (link[:-1], link + "x", "nonsense", "WzEsMl0.abc"):
            with pytest.raises(NotFound, match="does not work"):
                pilots.check_token(session, here, forged, secret=SECRET, now=now)
        with pytest.raises(NotFound):
            pilots.check_token(session, other, link, secret=SECRET, now=now)
        with pytest.raises(NotFound):
            pilots.check_token(session, here, link, secret="another secret", now=now)


def test_a_link_runs_out_after_ninety_days_or_with_the_pilot(
    database: Database, programme: Programme, now: datetime
) -> None:
    link = token(database, programme, now)
    with database.transaction() as session:
        here = session.get_one(Pilot, programme.pilot)
        pilots.check_token(session, here, link, secret=SECRET, now=now + timedelta(days=90))
        with pytest.raises(Invalid, match="run out"):
            pilots.check_token(session, here, link, secret=SECRET, now=now + timedelta(days=91))
        here.ends_on = now.date() + timedelta(days=3)
    short = token(database, programme, now)
    with database.transaction() as session:
        here = session.get_one(Pilot, programme.pilot)
        with pytest.raises(Invalid):
            pilots.check_token(session, here, short, secret=SECRET, now=now + timedelta(days=4))


def test_a_recalled_link_is_dead_at_once_and_the_next_one_works(
    database: Database, programme: Programme, now: datetime
) -> None:
    old = token(database, programme, now)
    with database.transaction() as session, pytest.raises(NotAllowed):
        pilots.recall_link(session, programme.of_member, programme.pilot, now=now)
    with database.transaction() as session:
        pilots.recall_link(session, programme.organiser, programme.pilot, now=now)
    new = token(database, programme, now)
    with database.transaction() as session:
        here = session.get_one(Pilot, programme.pilot)
        with pytest.raises(NotFound, match="does not work"):
            pilots.check_token(session, here, old, secret=SECRET, now=now)
        pilots.check_token(session, here, new, secret=SECRET, now=now)
        acts = [entry.act for entry in audit.list_entries(session, subject=programme.pilot)]
    assert acts == ["pilot.recall-link"]


def test_who_says_no_is_no_former_member(database: Database, programme: Programme, now: datetime) -> None:
    with database.transaction() as session:
        pilots.leave(session, programme.of_invited, programme.pilot, programme.invited, now=now)
    assert state(database, programme, programme.invited) == "refused"


def test_a_pilot_that_is_over_takes_nobody_any_more(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Pilot, programme.pilot).ends_on = now.date() - timedelta(days=1)
    with database.transaction() as session, pytest.raises(Conflict, match="over"):
        pilots.join(session, programme.of_invited, programme.pilot, programme.invited, now=now)


def test_organisers_take_somebody_out_and_others_do_not(
    database: Database, programme: Programme, now: datetime
) -> None:
    for actor in (programme.other_organiser, programme.of_stranger):
        with database.transaction() as session, pytest.raises(NotAllowed):
            pilots.leave(session, actor, programme.pilot, programme.member, now=now)
    with database.transaction() as session:
        pilots.leave(session, programme.organiser, programme.pilot, programme.member, now=now)
        with pytest.raises(NotFound):
            pilots.leave(session, programme.organiser, programme.pilot, programme.stranger, now=now)
    assert state(database, programme, programme.member) == "left"


def test_only_who_runs_the_pilot_makes_its_link(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.reading() as session, pytest.raises(NotAllowed):
        pilots.join_token(session, programme.of_member, programme.pilot, secret=SECRET, now=now)


def test_joining_twice_at_once_makes_one_member(
    database: Database, programme: Programme, now: datetime, trials: Callable[[int], int]
) -> None:
    link = token(database, programme, now)
    for _ in range(trials(100)):
        with database.transaction() as session:
            session.execute(delete(PilotMember).where(PilotMember.stakeholder_id == programme.stranger))

        def join() -> str:
            with database.transaction() as session:
                pilots.join(
                    session, programme.of_stranger, programme.pilot, programme.stranger,
                    token=link, secret=SECRET, now=now,
                )  # fmt: skip
            return "joined"

        assert race(join, join) == ["joined", "joined"]
        assert state(database, programme, programme.stranger) == "joined"
