"""The steps in the life of an offer or a need: it holds on, is met, withdrawn, opened again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import StatementState
from matchmaker.core.statements.clocks import prolonged
from matchmaker.core.statements.life import Step, may_take, take
from matchmaker.core.words import N_
from matchmaker.errors import Conflict
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.helping import find_helper
from matchmaker.services.profiles.statements import get_statement, note_change

STEPS = {
    StatementState.OPEN: Step.REOPEN,
    StatementState.MET: Step.MEET,
    StatementState.WITHDRAWN: Step.WITHDRAW,
}
"""The step that leads to a state which somebody may choose."""

ANSWERED = N_("Somebody of you has answered this already. What was answered stands.")

REFUSALS = {
    StatementState.OPEN: N_("It is open already."),
    StatementState.MET: N_("Somebody has said already that it is found or taken. Open it again first."),
    StatementState.WITHDRAWN: N_("It has been withdrawn already. Open it again first."),
    StatementState.EXPIRED: N_("It has closed already, because its time was over."),
}
"""Why a step is not allowed, by the state in which it was found."""


def set_state(
    session: Session,
    actor: Actor,
    what: str,
    statement_id: str,
    state: StatementState,
    *,
    now: datetime,
    by: str = "",
) -> Offer | Need:
    """Close an offer or a need (met, withdrawn), or open it again; `by` names who answered it.

    Raises:
        NotFound, NotAllowed; Invalid: nobody is called so; Conflict: somebody was faster, or its last day is
            over, so it cannot be opened as it is.
    """
    return take_step(session, actor, what, statement_id, STEPS[state], now=now, by=by)


def prolong(session: Session, actor: Actor, what: str, statement_id: str, *, now: datetime) -> Offer | Need:
    """It still holds: for three more months, or until further notice where it has no last day.

    Raises:
        NotFound, NotAllowed; Conflict: it has been closed.
    """
    return take_step(session, actor, what, statement_id, Step.PROLONG, now=now)


def take_step(
    session: Session,
    actor: Actor,
    what: str,
    statement_id: str,
    step: Step,
    *,
    now: datetime,
    by: str = "",
    asked_on: str = "",
) -> Offer | Need:
    """Take a step; of two at once the second finds what the first left.

    With `asked_on` it answers the question of that day: Conflict where somebody has answered it since.

    Raises:
        As above.
    """
    stakeholder, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", stakeholder)
    history.take_turn(session, statement, stakeholder.id)
    if asked_on and (statement.asked_on is None or statement.asked_on.isoformat() != asked_on):
        raise Conflict(ANSWERED)
    _check(statement, step, now)
    after = _after(session, statement, stakeholder, step, now, by)
    before = {name: getattr(statement, name) for name in after}
    for name, value in after.items():
        setattr(statement, name, value)
    statement.updated_at = now
    told = {name: value for name, value in after.items() if name not in {"asked_on", "together"}}
    note_change(session, actor, statement, before, told, history.FORM, now)
    audit.record(session, actor, f"{what}.{_word(step, statement)}", statement.id, now=now)
    return statement


def _check(statement: Offer | Need, step: Step, now: datetime) -> None:
    if not may_take(statement.state, step):
        raise Conflict(REFUSALS[statement.state])
    over = statement.valid_until is not None and statement.valid_until < now.date()
    if step is Step.REOPEN and over:
        raise Conflict("Its last day is over. Choose a later day, and it is open again.")


def _after(
    session: Session, statement: Offer | Need, owner: Stakeholder, step: Step, now: datetime, by: str
) -> dict[str, object]:
    after: dict[str, object] = {"state": take(statement.state, step), "asked_on": None, "met_by_id": None}
    after["together"] = None
    if after["state"] is StatementState.OPEN:
        # Whoever says that it holds on, or opens it again, says that it is true.
        after["confirmed_on"] = now.date()
    if step is Step.PROLONG:
        after["valid_until"] = prolonged(statement.valid_until, now.date())
    if step is Step.MEET:
        after["met_by_id"] = find_helper(session, owner, by)
    return after


def _word(step: Step, statement: Offer | Need) -> str:
    return step.value if step is Step.PROLONG else statement.state.value
