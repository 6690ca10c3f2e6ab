"""How long a profile counts as true, when its people are asked, and when it rests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.freshness import (
    REMINDED_AFTER,
    RESTS_AFTER,
    TRUSTED_FOR,
    Freshness,
    freshness_of,
    is_asked,
    rests,
    turn_of,
)

TODAY = date(2026, 11, 23)
DAYS = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2027, 12, 31)))


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("verified", "asked", "expected"),
    [
        (None, None, Freshness.NEVER),
        (ago(0), None, Freshness.FRESH),
        (ago(364), None, Freshness.FRESH),
        (ago(365), None, Freshness.STALE),
        (ago(365), ago(0), Freshness.ASKED),
        (ago(420), ago(55), Freshness.ASKED),
        (ago(421), ago(56), Freshness.RESTS),
        (ago(0), ago(56), Freshness.FRESH),
        # On the day on which they were asked they answered.
        (ago(56), ago(56), Freshness.FRESH),
    ],
)
def test_a_profile_is_as_fresh_as_its_last_answer(
    verified: date | None, asked: date | None, expected: Freshness
) -> None:
    assert freshness_of(verified, asked, TODAY) is expected
    assert rests(verified, asked, TODAY) is (expected is Freshness.RESTS)


@pytest.mark.parametrize(
    ("waited", "turn"), [(0, 0), (13, 0), (14, 1), (27, 1), (28, 2), (55, 2), (56, None), (400, None)]
)
def test_people_are_asked_three_times_in_eight_weeks(waited: int, turn: int | None) -> None:
    assert turn_of(ago(waited), TODAY) == turn


def test_the_clocks_follow_each_other() -> None:
    assert tuple(sorted(REMINDED_AFTER)) == REMINDED_AFTER
    assert REMINDED_AFTER[-1] < RESTS_AFTER < TRUSTED_FOR


@given(DAYS, DAYS)
def test_confirming_brings_every_profile_back_at_once(verified: date | None, asked: date | None) -> None:
    assert not rests(TODAY, asked if asked and asked <= TODAY else None, TODAY)
    assert not rests(verified, asked, TODAY) or is_asked(verified, asked)
