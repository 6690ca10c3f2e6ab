"""The clocks: whatever is left alone is reminded of, escalated, and comes to an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.introductions.states import ENDS, Side, State
from matchmaker.db import Database
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import Introduction, Job
from matchmaker.services import introductions
from tests.services.introductions.people import Two, begin, hand, kinds, step, story, together

Start = Callable[[Database, Two, datetime], str]


def meeting(database: Database, two: Two, now: datetime) -> str:
    """Both agreed on a meeting in three days."""
    id_ = together(database, two, now)
    times = [now + timedelta(days=3)]
    step(database, introductions.offer_times, hand(two, Side.A), id_, times=times, now=now)
    time_id = story(database, two, id_, "ann", now).times[0].id
    step(database, introductions.choose_time, hand(two, Side.B), id_, time_id=time_id, now=now)
    return id_


def met(database: Database, two: Two, now: datetime) -> str:
    """They met."""
    id_ = together(database, two, now)
    step(database, introductions.report, hand(two, Side.A), id_, met=True, now=now)
    return id_


def stepped(database: Database, two: Two, now: datetime) -> str:
    """They agreed on a first step."""
    id_ = met(database, two, now)
    step(database, introductions.agree_step, hand(two, Side.A), id_, what="A visit", now=now)
    return id_


def held(database: Database, two: Two, now: datetime) -> str:
    """It waits on the desk."""
    return begin(database, two, now, hold=True)


def proposed(database: Database, two: Two, now: datetime) -> str:
    """It waits for the broker's word."""
    id_ = held(database, two, now)
    step(database, introductions.resume, two.official, id_, now=now)
    return id_


def partners(database: Database, two: Two, now: datetime) -> str:
    """Both confirmed."""
    id_ = stepped(database, two, now)
    for side in Side:
        step(database, introductions.confirm, hand(two, side), id_, now=now)
    return id_


# What is left alone, how it ends, on which day, and the mails of the clock on the way.
LEFT_ALONE: list[tuple[Start, State, int, dict[str, int]]] = [
    (proposed, State.EXPIRED, 30, {"waits": 3}),
    (held, State.EXPIRED, 90, {"waits": 2}),
    (begin, State.EXPIRED, 21, {"reminder": 4, "waits": 1}),
    (together, State.CLOSED, 60, {"reminder": 4, "waits": 1}),
    (meeting, State.CLOSED, 63, {"outcome": 4, "waits": 1}),
    (met, State.CLOSED, 90, {"outcome": 5, "waits": 1}),
    (stepped, State.CLOSED, 400, {"outcome": 1, "follow_up": 9}),
    (partners, State.PARTNERSHIP, 0, {"outcome": 1, "follow_up": 10}),
]


@pytest.mark.parametrize(
    ("start", "end", "day", "told"), LEFT_ALONE, ids=[one[0].__name__ for one in LEFT_ALONE]
)
def test_what_is_left_alone_comes_to_an_end(
    database: Database,
    two: Two,
    now: datetime,
    start: Start,
    end: State,
    day: int,
    told: dict[str, int],
) -> None:
    id_ = start(database, two, now)
    for days in range(1, 410):
        moment = now + timedelta(days=days)
        with database.transaction() as session:
            for due, _at in introductions.list_ringing(session, now=moment):
                introductions.ring(session, due, now=moment)
            state = session.get_one(Introduction, id_).state
        assert (state in ENDS) == (days >= day)
    with database.reading() as session:
        one = session.get_one(Introduction, id_)
    assert (one.state, one.rings_at) == (end, None)
    found = kinds(database, id_)
    assert {kind: found.count(kind) for kind in told} == told


def test_before_its_time_a_clock_does_nothing(database: Database, two: Two, now: datetime) -> None:
    id_ = begin(database, two, now)
    before = kinds(database, id_)
    for days in range(5):
        step(database, introductions.ring, id_, now=now + timedelta(days=days))
    assert kinds(database, id_) == before


def test_after_a_stop_of_weeks_nobody_is_reminded_and_let_go_within_hours(
    database: Database, settings: Settings, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    back = now + timedelta(days=30)
    for hours in range(30):
        run_due_jobs(database, settings, now=back + timedelta(hours=hours))
    with database.reading() as session:
        one = session.get_one(Introduction, id_)
    assert (one.state, one.rung) == (State.ASKED, 1)
    assert kinds(database, id_).count("reminder") == 2
    for days in range(2, 18):
        run_due_jobs(database, settings, now=back + timedelta(days=days))
    with database.reading() as session:
        assert session.get_one(Introduction, id_).state is State.EXPIRED


def test_the_work_of_the_day_rings_all_that_are_due(
    database: Database, settings: Settings, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now)
    for days in range(23):
        run_due_jobs(database, settings, now=now + timedelta(days=days))
    with database.reading() as session:
        assert session.get_one(Introduction, id_).state is State.EXPIRED
        rung = session.scalars(select(Job).where(Job.kind == "introductions.ring")).all()
    assert {job.state for job in rung} == {"done"}
    assert len(rung) == 4
    assert kinds(database, id_).count("reminder") == 4


def test_a_clock_is_heard_within_the_hour_in_which_it_rings(
    database: Database, settings: Settings, two: Two, now: datetime
) -> None:
    id_ = begin(database, two, now + timedelta(minutes=20))
    rings = now + timedelta(days=5, minutes=20)
    heard = {}
    for hours in range(-2, 3):
        moment = rings + timedelta(hours=hours, minutes=-1)
        run_due_jobs(database, settings, now=moment)
        heard[hours] = kinds(database, id_).count("reminder")
    assert heard == {-2: 0, -1: 0, 0: 0, 1: 2, 2: 2}
