"""One step of an introduction: checked by the rules, decided by the database, written down with its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from matchmaker.core.introductions.clocks import POSTPONED, next_bell
from matchmaker.core.introductions.states import Order, Position, Side, State
from matchmaker.core.introductions.steps import IllegalStep, Step, take
from matchmaker.core.words import N_
from matchmaker.errors import Conflict
from matchmaker.models import Introduction, IntroductionStep
from matchmaker.services import audit
from matchmaker.services.introductions.hands import Hand

LATE = N_("This is not possible any more: the introduction has moved on. Look at it again.")


def position_of(one: Introduction) -> Position:
    """The introduction as the rules see it."""
    confirmed = {Side.A: one.confirmed_a, Side.B: one.confirmed_b}
    said = frozenset(side for side, yes in confirmed.items() if yes)
    return Position(one.state, one.consent_a, one.consent_b, said)


def move(
    session: Session,
    hand: Hand,
    one: Introduction,
    step: Step,
    *,
    now: datetime,
    note: str = "",
    order: Order = Order.BOTH,
    values: Mapping[str, Any] | None = None,
) -> IntroductionStep:
    """Take a step; `values` are other columns that change with it.

    Raises:
        Conflict: it is not allowed from here, or somebody was faster.
    """
    before = position_of(one)
    try:
        after = take(before, step, hand.mover, order=order)
    except IllegalStep as error:
        raise Conflict(LATE) from error
    _write(session, one, _columns(one, before, after, step, now) | dict(values or {}))
    taken = IntroductionStep(
        introduction_id=one.id,
        at=now,
        step=step,
        mover=hand.mover,
        before=before.state,
        after=after.state,
        account_id=hand.actor.account_id,
        note=note.strip(),
    )
    session.add(taken)
    session.flush()
    audit.record(session, hand.actor, f"introduction.{step.value}", one.id, now=now, by=hand.mover.value)
    return taken


def edit(session: Session, one: Introduction, **values: Any) -> None:
    """Change columns without a step; whoever read an older version has been overtaken.

    Raises:
        Conflict: somebody was faster.
    """
    _write(session, one, values)


def _write(session: Session, one: Introduction, values: dict[str, Any]) -> None:
    # The database decides who was first: a version that was read may be gone already.
    mine = Introduction.id == one.id, Introduction.version == one.version
    values = values | {"version": one.version + 1}
    query = update(Introduction).where(*mine).values(**values).returning(Introduction.id)
    if not session.scalars(query, execution_options={"synchronize_session": False}).all():
        raise Conflict(LATE)
    session.refresh(one)


def _columns(
    one: Introduction, before: Position, after: Position, step: Step, now: datetime
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": after.state,
        "consent_a": after.a,
        "consent_b": after.b,
        "confirmed_a": Side.A in after.confirmed,
        "confirmed_b": Side.B in after.confirmed,
    }
    # Half a confirmation changes nobody's turn; the clock goes on. All else starts it anew.
    if step is Step.CONFIRM and after.state is before.state:
        return values
    start = now + POSTPONED if step is Step.POSTPONE else now
    bell = next_bell(after.state, start, 0)
    if step is not Step.POSTPONE:
        values["state_since"] = now
    return values | {"rung": 0, "rings_at": bell[0] if bell else None}


def rings_from(state: State, start: datetime) -> datetime | None:
    """When the clock of a state rings first, if it counts from `start`."""
    bell = next_bell(state, start, 0)
    return bell[0] if bell else None
