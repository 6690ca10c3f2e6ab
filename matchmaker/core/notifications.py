"""Kinds of mails, the ways in which somebody may want to hear of them, and when a mail may go out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum


class MailKind(StrEnum):
    """What a mail is about; each has its own words in templates/emails."""

    ASKED = "asked"
    """Would you like to be introduced? To one side, with links to answer."""
    REMINDER = "reminder"
    """Your answer is still waited for."""
    INTRODUCED = "introduced"
    """Both said yes: to each the other's contact persons, and a brief."""
    DECLINED = "declined"
    """It does not fit now: to the one who asked, and to the broker."""
    WAITS = "waits"
    """Something waits on the broker's desk."""
    MEETING = "meeting"
    """A meeting is agreed; the calendar entry is attached."""
    OUTCOME = "outcome"
    """How was it? To both, after a meeting."""
    FOLLOW_UP = "follow_up"
    """How does it go? One, three, six, twelve months later."""
    ENDED = "ended"
    """It ran out, was closed or withdrawn."""
    PARTNERS = "partners"
    """Both confirmed: partners now."""
    MESSAGE = "message"
    """Somebody wrote within an introduction."""
    INVITED = "invited"
    """Would you like to take part in a pilot? With a link to join."""
    RETURNED = "returned"
    """A mail that was sent to us could not be taken; it says why, and what to do."""
    DIGEST = "digest"
    """What would have been several mails, in one."""


NEVER_BUNDLED = frozenset(
    {MailKind.ASKED, MailKind.INTRODUCED, MailKind.MEETING, MailKind.RETURNED, MailKind.DIGEST}
)
"""These wait for nobody's digest: somebody waits for the answer, or the day is near."""


class Channel(StrEnum):
    """How somebody hears of a kind of news."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailState(StrEnum):
    """Where a mail is; `dead` needs a person, `dropped` had become needless before it went out."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


QUIET_FROM, QUIET_UNTIL = 21, 7
"""Hours of the reader between which no mail goes out; with the end of the night digests go out too."""

FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
LATER_WAITS = timedelta(hours=3)
LONGEST_WAIT = timedelta(hours=72)
"""How long a mail is tried, nights not counted, before a person has to look at it."""


def after_quiet(moment: datetime, zone: tzinfo) -> datetime:
    """The moment itself, or the end of the night in which it lies."""
    local = moment.astimezone(zone)
    if QUIET_UNTIL <= local.hour < QUIET_FROM:
        return moment
    day = local.date() + timedelta(days=local.hour >= QUIET_FROM)
    return _morning(day, zone)


def next_digest(channel: Channel, moment: datetime, zone: tzinfo) -> datetime:
    """When the next digest goes out: the next morning, or that of the next Monday."""
    local = moment.astimezone(zone)
    day = local.date() + timedelta(days=local.hour >= QUIET_UNTIL)
    if channel is Channel.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return _morning(day, zone)


def next_try(failed: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when it was tried long enough."""
    if failed <= len(FIRST_WAITS):
        return FIRST_WAITS[failed - 1]
    waited = sum(FIRST_WAITS, timedelta()) + LATER_WAITS * (failed - len(FIRST_WAITS))
    return LATER_WAITS if waited <= LONGEST_WAIT else None


def _morning(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(QUIET_UNTIL), zone).astimezone(UTC)
