"""Whom a reason speaks to: what the reader gains, what the other side gains, what holds for both.

Kleinerman et al. (RecSys 2018, UMUAI 2020): where saying yes is cheap, as in a list, reasons for the reader
alone work best; where it is costly, as before a request, the reasons of both sides do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from matchmaker.core.explain import Part, Reason
from matchmaker.core.words import N_

TAKES = N_("They offer the kind of help that you look for.")
GIVES = N_("You offer the kind of help that they look for.")
EACH = N_("Each of you offers the kind of help that the other looks for.")
"""What is said of kinds of help that fit; the last says both of the others at once."""


class Side(StrEnum):
    """Who gains by what a reason says."""

    READER = "reader"
    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sides:
    """The reasons of one suggestion, sorted by who gains."""

    reader: tuple[Reason, ...] = ()
    other: tuple[Reason, ...] = ()
    both: tuple[Reason, ...] = ()


def side_of(reason: Reason) -> Side:
    """Who gains: a direction of exchange helps one side, a shared subject or a partner in common both."""
    gain, give = bool(reason.evidence.get("they_give")), bool(reason.evidence.get("you_give"))
    if gain == give:
        return Side.BOTH
    return Side.READER if gain else Side.OTHER


def both_sides(reasons: Iterable[Reason]) -> Sides:
    """What the step before a request says. Fitting kinds of help stand under the side that they help."""
    reasons = tuple(reasons)
    gains = [one for one in reasons if one.evidence.get("they_give")]
    gives = [one for one in reasons if one.evidence.get("you_give")]
    return Sides(
        reader=tuple(told for one in gains if (told := told_to(one, Side.READER))),
        other=tuple(told for one in gives if (told := told_to(one, Side.OTHER))),
        both=tuple(one for one in reasons if not one.evidence.keys() & {"they_give", "you_give"}),
    )


def told_to(reason: Reason, side: Side) -> Reason | None:
    """The reason without what it says of the other side; None where it is about that side alone."""
    own, foreign = (TAKES, GIVES) if side is Side.READER else (GIVES, TAKES)
    against = Side.OTHER if side is Side.READER else Side.READER
    parts = tuple(
        Part(own) if part.message == EACH else part for part in reason.parts if part.message != foreign
    )
    if side_of(reason) is against and parts == reason.parts:
        return None
    return reason if parts == reason.parts else replace(reason, parts=parts)
