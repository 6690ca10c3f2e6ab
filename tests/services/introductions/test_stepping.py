"""The first joint step, its reminders, and the partnership."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from matchmaker.core.introductions.states import Side, State
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Introduction
from matchmaker.services import introductions
from tests.services.introductions.people import Two, hand, kinds, step, together

DAY = date(2026, 12, 10)


@pytest.fixture
def agreed(database: Database, two: Two, now: datetime) -> str:
    """Both said yes and agreed on a first step."""
    id_ = together(database, two, now)
    values = {"what": "Two trainers visit", "who": "Ute and Ann", "by": DAY}
    step(database, introductions.agree_step, hand(two, Side.A), id_, now=now, **values)
    return id_


def test_the_other_side_reads_what_was_noted(database: Database, two: Two, agreed: str) -> None:
    with database.reading() as session:
        one = session.get_one(Introduction, agreed)
    assert (one.state, one.joint_what, one.joint_who, one.joint_by) == (
        State.STEP_AGREED, "Two trainers visit", "Ute and Ann", DAY,
    )  # fmt: skip
    assert kinds(database, agreed).count("follow_up") == 1


def test_the_same_step_once_more_is_no_news(database: Database, two: Two, agreed: str, now: datetime) -> None:
    same: dict[str, object] = {"what": "Two trainers visit", "who": "Ute and Ann", "by": DAY}
    for change, told in (({}, 1), ({"what": "Three trainers visit"}, 2)):
        step(database, introductions.agree_step, hand(two, Side.A), agreed, now=now, **same | change)
        assert kinds(database, agreed).count("follow_up") == told


@pytest.mark.parametrize(("values", "field"), [({"what": " "}, "what"), ({"by": date(2026, 1, 1)}, "by")])
def test_a_step_needs_words_and_a_day_to_come(
    database: Database, two: Two, now: datetime, values: dict[str, object], field: str
) -> None:
    id_ = together(database, two, now)
    given = {"what": "A visit"} | values
    with pytest.raises(Invalid) as refused:
        step(database, introductions.agree_step, hand(two, Side.A), id_, now=now, **given)
    assert list(refused.value.fields) == [field]


def test_both_are_reminded_once_before_its_day(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    before = kinds(database, agreed).count("follow_up")
    for days in range(30):
        step(database, introductions.remind_of_steps, now=now + timedelta(days=days))
        due = kinds(database, agreed).count("follow_up") - before
        assert due == (2 if now.date() + timedelta(days=days) >= DAY - timedelta(days=2) else 0)


def test_what_is_done_is_not_reminded_of(database: Database, two: Two, agreed: str, now: datetime) -> None:
    step(database, introductions.finish_joint_step, hand(two, Side.B), agreed, now=now)
    assert step(database, introductions.remind_of_steps, now=now + timedelta(days=17)) == 0
    with pytest.raises(Conflict):
        step(database, introductions.finish_joint_step, hand(two, Side.A), agreed, now=now)


def test_a_partnership_needs_both_and_each_once(
    database: Database, two: Two, agreed: str, now: datetime
) -> None:
    one = step(database, introductions.confirm, hand(two, Side.A), agreed, now=now)
    assert one.state is State.STEP_AGREED
    with pytest.raises(Conflict):
        step(database, introductions.confirm, hand(two, Side.A), agreed, now=now)
    one = step(database, introductions.confirm, hand(two, Side.B), agreed, now=now)
    assert one.state is State.PARTNERSHIP
    assert one.tie_id
    with pytest.raises(Conflict, match="partners already"):
        step(database, introductions.begin, two.official, a=two.a, b=two.b, now=now)
