"""Kinds of mails, the ways in which somebody may want to hear of them, and when a mail may go out."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A meeting is agreed, or the agreed one is near; the calendar entry is attached."""
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
    CONFIRM = "confirm"
    """Is all that stands in your profile still true? With a link to say so."""
    INVITED = "invited"
    """Would you like to take part in a pilot? With a link to join."""
    EXPIRING = "expiring"
    """Does this offer or need still hold? With links to answer."""
    RETURNED = "returned"
    """A mail that was sent to us could not be taken; it says why, and what to do."""
    DIGEST = "digest"
    """What would have been several mails, in one."""
    REGISTER = "register"
    """Finish making your account; or: you have one already."""
    RESET = "reset"
    """Choose a new password."""
    ADDRESS = "address"
    """Confirm the new address of your account."""
    SECURITY = "security"
    """Something changed in how you sign in, or somebody signed in from a browser that is new."""
    ROLE = "role"
    """You are invited to a role in a place. With a link to take it."""
    ACTING = "acting"
    """Somebody asks to act for your organisation. With a link to answer."""
    CLAIM = "claim"
    """About a claim of a record: prove that you belong to it; what was decided; that somebody claims it."""
    ORIGIN = "origin"
    """We keep a record of your organisation: where it comes from. With a link to claim or remove it."""
    REPORT = "report"
    """A profile was reported; or what came of your report."""
    DECLARATION = "declaration"
    """Your statement that you are a social enterprise was checked, or came back with a question."""
    MERGED = "merged"
    """Your profile and another were found to be the same: asked of you, or done."""


OF_THE_ACCOUNT = frozenset({
    MailKind.REGISTER, MailKind.RESET, MailKind.ADDRESS, MailKind.SECURITY, MailKind.ROLE, MailKind.ACTING,
})  # fmt: skip
"""About signing in and roles themselves: they go out at once, at night too, and nobody can leave them."""

NEVER_BUNDLED = OF_THE_ACCOUNT | {
    MailKind.ASKED, MailKind.INTRODUCED, MailKind.MEETING, MailKind.RETURNED, MailKind.DIGEST,
    MailKind.CLAIM, MailKind.ORIGIN,
}  # fmt: skip
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
"""Hours of the reader between which no mail goes out, where nobody chose others."""

LONGEST_QUIET = 18
"""So many hours of a day may be quiet: some must be left in which mails go out, also when clocks change."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of a reader's day from `begins` until `ends` in which no mail goes out; the same: none.

    They may hold midnight (22 to 6) or lie within a day (9 to 17). Digests go out when they end.
    """

    begins: int = QUIET_FROM
    ends: int = QUIET_UNTIL

    @property
    def hours(self) -> int:
        """How many hours of a day are quiet."""
        return (self.ends - self.begins) % 24

    def holds(self, hour: int) -> bool:
        """Whether an hour of the day is quiet."""
        return (hour - self.begins) % 24 < self.hours

    @property
    def allowed(self) -> bool:
        """Whether these are hours of a day, and leave enough of it."""
        return all(0 <= hour < 24 for hour in (self.begins, self.ends)) and self.hours <= LONGEST_QUIET


NIGHT = Quiet()

FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
LATER_WAITS = timedelta(hours=3)
LONGEST_WAIT = timedelta(hours=72)
"""How long a mail is tried, nights not counted, before a person has to look at it."""


def after_quiet(moment: datetime, zone: tzinfo, quiet: Quiet = NIGHT) -> datetime:
    """The moment itself, or the end of the quiet hours in which it lies."""
    local = moment.astimezone(zone)
    return _next_end(local, zone, quiet) if quiet.holds(local.hour) else moment


def next_digest(channel: Channel, moment: datetime, zone: tzinfo, quiet: Quiet = NIGHT) -> datetime:
    """When the next digest goes out: the next time the quiet hours end, or on the next Monday.

    Whoever has no quiet hours gets it at seven.
    """
    local = moment.astimezone(zone)
    ends = quiet.ends if quiet.hours else QUIET_UNTIL
    day = local.date() + timedelta(days=local.hour >= ends)
    if channel is Channel.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return _at(day, ends, zone)


def next_try(failed: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when it was tried long enough."""
    if failed <= len(FIRST_WAITS):
        return FIRST_WAITS[failed - 1]
    waited = sum(FIRST_WAITS, timedelta()) + LATER_WAITS * (failed - len(FIRST_WAITS))
    return LATER_WAITS if waited <= LONGEST_WAIT else None


def _next_end(local: datetime, zone: tzinfo, quiet: Quiet) -> datetime:
    return _at(local.date() + timedelta(days=local.hour >= quiet.ends), quiet.ends, zone)


def _at(day: date, hour: int, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
