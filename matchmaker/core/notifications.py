"""Kinds of mails, and the ways in which somebody may want to hear of them."""

from __future__ import annotations

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
    DIGEST = "digest"
    """What would have been several mails, in one."""


NEVER_BUNDLED = frozenset({MailKind.ASKED, MailKind.INTRODUCED, MailKind.MEETING, MailKind.DIGEST})
"""These wait for nobody's digest: somebody waits for the answer, or the day is near."""


class Channel(StrEnum):
    """How somebody hears of a kind of news."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"
