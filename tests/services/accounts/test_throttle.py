"""Slowing down who guesses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.errors import TooMany
from matchmaker.models import Throttle
from matchmaker.services.accounts import throttle
from tests.racing import race

THREE = throttle.Limit(3, timedelta(minutes=15))


def tries(database: Database, key: str) -> int | None:
    with database.reading() as session:
        return session.scalar(select(Throttle.count).where(Throttle.key == key))


def test_tries_up_to_the_limit_pass_and_the_next_one_says_how_long_to_wait(
    database: Database, now: datetime
) -> None:
    for minute in range(3):
        throttle.count(database, "door", THREE, now=now + timedelta(minutes=minute))
    with pytest.raises(TooMany, match="Wait 601 seconds and try again") as caught:
        throttle.count(database, "door", THREE, now=now + timedelta(minutes=5))
    assert caught.value.seconds == 601
    assert tries(database, "door") == 4, "a refused try counts as well"


def test_keys_do_not_touch_each_other(database: Database, now: datetime) -> None:
    for _ in range(3):
        throttle.count(database, "door", THREE, now=now)
    throttle.count(database, "window", THREE, now=now)
    assert tries(database, "window") == 1


def test_the_count_begins_anew_when_the_window_is_over(database: Database, now: datetime) -> None:
    for _ in range(3):
        throttle.count(database, "door", THREE, now=now)
    with pytest.raises(TooMany, match="Wait 2 seconds"):
        throttle.count(database, "door", THREE, now=now + THREE.window - timedelta(seconds=1))
    throttle.count(database, "door", THREE, now=now + THREE.window)
    assert tries(database, "door") == 1


def test_a_success_forgets_the_tries(database: Database, now: datetime) -> None:
    throttle.count(database, "door", THREE, now=now)
    throttle.forget(database, "door")
    throttle.forget(database, "door")
    assert tries(database, "door") is None


def test_a_try_counts_at_once_for_all(database: Database, now: datetime) -> None:
    """It is committed in a transaction of its own, whatever becomes of the request."""
    with database.session(write=True) as request:
        throttle.count(database, "door", THREE, now=now)
        request.rollback()
    assert tries(database, "door") == 1


def test_tries_at_the_same_moment_are_all_counted(
    database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    for number in range(trials(50)):
        key = f"door {number}"
        answers = race(*[lambda key=key: throttle.count(database, key, THREE, now=now)] * 4)
        assert sum(isinstance(answer, TooMany) for answer in answers) == 1, answers
        assert tries(database, key) == 4


def test_forgetting_at_the_same_moment_is_no_mistake(
    database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    for _ in range(trials(50)):
        throttle.count(database, "door", THREE, now=now)
        assert race(*[lambda: throttle.forget(database, "door")] * 3) == [None] * 3


def test_counting_while_another_success_forgets_is_no_mistake(
    database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    """The row comes and goes under those who count: all three at once, as three sign-ins of one person do."""

    def come_in() -> None:
        throttle.count(database, "door", throttle.Limit(100, THREE.window), now=now)
        throttle.forget(database, "door")

    for _ in range(trials(100)):
        assert race(*[come_in] * 3) == [None] * 3
