"""Moving the dates of the demo, so that it never looks old."""

from __future__ import annotations

from datetime import date, timedelta

from matchmaker.store.demo import WRITTEN_ON


def moved(day: date, today: date) -> date:
    """A day in the past, as long ago from `today` as it was when the demo was written; never after today."""
    return min(today, day + max(today - WRITTEN_ON, timedelta(0)))


def still_to_come(day: date | None, today: date) -> date | None:
    """The same day of the year, in the first year in which it is still to come; None stays None."""
    while day is not None and day < today:
        # The last day of February stands for a day that a year lacks.
        day = date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    return day
