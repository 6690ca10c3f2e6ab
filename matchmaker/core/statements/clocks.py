"""The clocks of offers and needs: when somebody is asked about one, and when it closes by itself.

All lengths of time stand here and nowhere else.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

BEFORE_THE_END = timedelta(days=14)
"""So long before its last day its people are asked whether it still holds."""

MORE_MONTHS = 3
"""So many months "still needed" adds."""

UNCONFIRMED_MONTHS = 6
"""What has no last day is asked about when nobody has confirmed it for so many months."""

UNANSWERED_MONTHS = 3
"""It closes so many months after that question, if nobody answers."""

ANSWERABLE = timedelta(days=100)
"""So long the links of such a mail answer: longer than anything stays open after the question."""


class Why(StrEnum):
    """Why somebody is asked about an offer or a need."""

    NEARS = "nears"
    """Its last day is near."""
    OVER = "over"
    """Its last day is over, or nobody answered: it has just closed."""
    ENDLESS = "endless"
    """It has no last day, and nobody has confirmed it for long."""


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last of the month where there is no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def prolonged(valid_until: date | None, today: date) -> date | None:
    """The last day of what holds on; what never had one needs none."""
    return months_later(max(valid_until, today), MORE_MONTHS) if valid_until else None


def asks_before(valid_until: date) -> date:
    """The day from which one is asked about what has a last day."""
    return valid_until - BEFORE_THE_END


def asks_on(confirmed: date) -> date:
    """The day from which one is asked about what has no last day."""
    return months_later(confirmed, UNCONFIRMED_MONTHS)


def closes_on(asked: date) -> date:
    """The first day on which what has no last day closes, if nobody answers the question of that day."""
    return months_later(asked, UNANSWERED_MONTHS)
