from __future__ import annotations

from datetime import date

import pytest

from matchmaker.store.evaluation_cells import as_day, as_point, as_weight


@pytest.mark.parametrize(("text", "day"), [
    ("2016-11-01", date(2016, 11, 1)), ("2016-11-01T00:00:00", date(2016, 11, 1)),
    ("2016-11", date(2016, 11, 1)),
    ("2016", date(2016, 1, 1)), ("", None), ("soon", None), ("2016-13-01", None), ("2016-11-", None),
])  # fmt: skip
def test_a_day_may_be_a_month_or_a_year(text: str, day: date | None) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(("text", "weight"), [
    ("0.125", 0.125), ("2", 2), ("", 1), ("0", 1), ("-1", 1), ("nan", 1), ("inf", 1), ("much", 1),
])  # fmt: skip
def test_a_tie_weighs_something_whatever_is_written(text: str, weight: float) -> None:
    assert as_weight(text) == weight


@pytest.mark.parametrize(("lat", "lon", "point"), [
    ("50.6", "3", (50.6, 3)), ("50,6", "3,5", (50.6, 3.5)), ("", "3", (None, None)), ("0", "0", (None, None)),
    ("91", "3", (None, None)), ("nan", "3", (None, None)), ("north", "3", (None, None)),
])  # fmt: skip
def test_a_point_is_on_the_globe_or_not_known(
    lat: str, lon: str, point: tuple[float | None, float | None]
) -> None:
    assert as_point(lat, lon) == point
