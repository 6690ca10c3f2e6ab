"""Reports of abuse: about what, what is wrong with it, and what may be done about it."""

from __future__ import annotations

from enum import StrEnum

LONGEST = 1_000
"""Signs of what somebody writes at once: a report, a reason, an objection."""

MOST = 5_000
"""Signs that one report holds, however often its writer adds to it."""


class About(StrEnum):
    """What is reported."""

    PROFILE = "profile"
    OFFER = "offer"
    NEED = "need"
    MESSAGE = "message"


class Trouble(StrEnum):
    """What is wrong with it."""

    NOT_REAL = "not_real"
    """There is no such organisation."""
    NOT_THEIRS = "not_theirs"
    """Somebody pretends to be another."""
    INSULTING = "insulting"
    """It insults, threatens or stirs up hatred."""
    PERSONAL = "personal"
    """It tells of somebody what is nobody's business."""
    ADVERTISING = "advertising"
    """It only advertises."""
    OTHER = "other"


class ReportState(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    UPHELD = "upheld"
    """Something was done about it."""
    REJECTED = "rejected"
    """There was nothing to do."""


class Decision(StrEnum):
    """What is done about a report."""

    HIDE = "hide"
    """The profile is hidden."""
    REMOVE = "remove"
    """The offer, need or message is taken away."""
    NOTHING = "nothing"


def decisions_for(about: About) -> tuple[Decision, ...]:
    """What may be done: a message hides no profile, and a profile is not removed by a report."""
    match about:
        case About.PROFILE:
            return Decision.HIDE, Decision.NOTHING
        case About.MESSAGE:
            return Decision.REMOVE, Decision.NOTHING
    return Decision.REMOVE, Decision.HIDE, Decision.NOTHING


def state_after(decision: Decision) -> ReportState:
    """Where a report stands once this was decided."""
    return ReportState.REJECTED if decision is Decision.NOTHING else ReportState.UPHELD


def joined(before: str, more: str) -> str:
    """What somebody said, and what they say about the same thing again; the same words stand there once."""
    if not more or more in before:
        return before
    return (f"{before}\n\n{more}" if before else more)[:MOST]
