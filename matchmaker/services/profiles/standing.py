"""Where an offer or a need stands: whether its people are asked about it, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matchmaker.core.entities import StatementState
from matchmaker.core.statements.clocks import asks_before, asks_on, closes_on
from matchmaker.models import Need, Offer


@dataclass(frozen=True, slots=True)
class StatementStanding:
    """`what` is `offer` or `need`.

    `ends_soon`: its last day is near. `closes_on`: a question waits, and without an answer it closes on that
    day. `asks_on`: it has no last day, and its people are asked on that day whether it still holds.
    """

    what: str
    ends_soon: bool = False
    closes_on: date | None = None
    asks_on: date | None = None


def standing_of(statement: Offer | Need, *, today: date) -> StatementStanding:
    """Where it stands today."""
    what = what_of(statement)
    if statement.state is not StatementState.OPEN:
        return StatementStanding(what)
    if statement.valid_until is not None:
        return StatementStanding(what, ends_soon=asks_before(statement.valid_until) <= today)
    if statement.asked_on is not None:
        return StatementStanding(what, closes_on=closes_on(statement.asked_on))
    confirmed = statement.confirmed_on or statement.created_at.date()
    return StatementStanding(what, asks_on=asks_on(confirmed))


def what_of(statement: Offer | Need) -> str:
    """`offer` or `need`."""
    return "need" if isinstance(statement, Need) else "offer"
