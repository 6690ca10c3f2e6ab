"""When somebody is asked about an offer or a need, and when it closes by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchmaker.core.statements import clocks
from matchmaker.core.statements.clocks import (
    asks_before,
    asks_on,
    closes_on,
    months_later,
    prolonged,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 23), -6, date(2026, 5, 23)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_what_ends_later_is_prolonged_from_its_own_last_day() -> None:
    assert prolonged(date(2026, 12, 1), TODAY) == date(2027, 3, 1)


def test_what_is_over_is_prolonged_from_today() -> None:
    assert prolonged(date(2026, 9, 1), TODAY) == date(2027, 2, 23)


def test_what_has_no_last_day_gets_none() -> None:
    assert prolonged(None, TODAY) is None


def test_one_is_asked_two_weeks_before_the_last_day() -> None:
    assert asks_before(date(2026, 12, 7)) == TODAY


def test_without_a_last_day_one_is_asked_after_half_a_year_and_it_closes_after_three_more_months() -> None:
    asked = asks_on(date(2026, 5, 23))
    assert asked == TODAY
    assert closes_on(asked) == date(2027, 2, 23)


def test_the_links_of_a_mail_answer_for_as_long_as_the_question_stands() -> None:
    longest = max(closes_on(date(2026, month, 28)) - date(2026, month, 28) for month in range(1, 13))
    assert longest < clocks.ANSWERABLE
    assert clocks.BEFORE_THE_END < clocks.ANSWERABLE
    assert timedelta(0) < clocks.BEFORE_THE_END
