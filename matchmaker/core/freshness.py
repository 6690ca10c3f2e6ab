"""How long what a profile says is taken as true: when its people are asked, and when it rests."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

TRUSTED_FOR = timedelta(days=365)
"""So long after it was confirmed nobody is asked whether a profile is still true."""

REMINDED_AFTER = (timedelta(weeks=2), timedelta(weeks=4))
"""So long after the first question its people are reminded."""

RESTS_AFTER = timedelta(weeks=8)
"""So long after the first question a profile that nobody confirmed is not suggested any more."""


class Freshness(StrEnum):
    """How far a profile may still be taken as true."""

    NEVER = "never"
    """Nobody has confirmed it yet, and nobody was asked to: it was imported."""
    FRESH = "fresh"
    STALE = "stale"
    """It was confirmed too long ago."""
    ASKED = "asked"
    """Its people have been asked, and there is still time to answer."""
    RESTS = "rests"
    """Nobody has answered: it is not suggested any more until somebody confirms it."""


def freshness_of(verified: date | None, asked: date | None, today: date) -> Freshness:
    """How far a profile may be taken as true on a day."""
    if rests(verified, asked, today):
        return Freshness.RESTS
    if is_asked(verified, asked):
        return Freshness.ASKED
    if verified is None:
        return Freshness.NEVER
    return Freshness.STALE if verified <= today - TRUSTED_FOR else Freshness.FRESH


def is_asked(verified: date | None, asked: date | None) -> bool:
    """Whether a profile's people were asked and have not answered: an answer is a later confirmation."""
    return asked is not None and (verified is None or verified < asked)


def rests(verified: date | None, asked: date | None, today: date) -> bool:
    """Whether a profile is not suggested any more until somebody confirms it."""
    return asked is not None and is_asked(verified, asked) and today >= asked + RESTS_AFTER


def turn_of(asked: date, today: date) -> int | None:
    """Which question it is: 0 the first, then a number for each reminder; None where no more is asked."""
    waited = today - asked
    return sum(waited >= one for one in REMINDED_AFTER) if waited < RESTS_AFTER else None
