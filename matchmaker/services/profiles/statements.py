"""Offers and needs: adding, changing, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import StatementState
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.checks import checked_statement
from matchmaker.services.profiles.narrowing import follow_audience
from matchmaker.services.profiles.reading import get_stakeholder
from matchmaker.services.profiles.values import StatementValues, columns_of

TABLES: dict[str, type[Offer] | type[Need]] = {"offer": Offer, "need": Need}


def add_statement(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    what: str,
    values: StatementValues,
    *,
    now: datetime,
    source: str = history.FORM,
) -> Offer | Need:
    """Add an offer or a need; `what` is `offer` or `need`.

    Raises:
        NotFound, NotAllowed, Invalid.
    """
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", stakeholder)
    columns = columns_of(checked_statement(values, today=now.date()))
    history.take_turn(session, stakeholder, stakeholder.id)
    statement = TABLES[what](
        **columns, stakeholder_id=stakeholder.id, confirmed_on=now.date(), created_at=now, updated_at=now
    )
    session.add(statement)
    session.flush()
    _note(session, actor, statement, {}, columns, source, now)
    audit.record(session, actor, f"{what}.add", statement.id, now=now)
    return statement


def get_statement(
    session: Session, actor: Actor, what: str, statement_id: str
) -> tuple[Stakeholder, Offer | Need]:
    """One offer or need, with whose it is.

    Raises:
        NotFound: there is none, or it is hidden from the actor.
    """
    statement: Offer | Need | None = (
        session.get(Offer, statement_id) if what == "offer" else session.get(Need, statement_id)
    )
    if statement is None:
        raise NotFound("There is no such offer or need. It may have been withdrawn.")
    return get_stakeholder(session, actor, statement.stakeholder_id), statement


def update_statement(
    session: Session, actor: Actor, what: str, statement_id: str, values: StatementValues, *, now: datetime
) -> Offer | Need:
    """Change an offer or a need; it is open again afterwards."""
    stakeholder, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", stakeholder)
    # Who mends an expired or withdrawn one means it again.
    columns = columns_of(checked_statement(values, today=now.date())) | {"state": StatementState.OPEN}
    history.take_turn(session, statement, stakeholder.id)
    before = {name: getattr(statement, name) for name in columns}
    for name, value in columns.items():
        setattr(statement, name, value)
    statement.updated_at, statement.confirmed_on = now, now.date()
    _note(session, actor, statement, before, columns, history.FORM, now)
    follow_audience(session, before["audience"], statement.audience, now=now)
    audit.record(session, actor, f"{what}.update", statement.id, now=now)
    return statement


def set_state(
    session: Session, actor: Actor, what: str, statement_id: str, state: StatementState, *, now: datetime
) -> Offer | Need:
    """Close an offer or a need (met, withdrawn), or open it again.

    Raises:
        NotFound, NotAllowed; Conflict: its last day is over, so it cannot be opened as it is.
    """
    stakeholder, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", stakeholder)
    history.take_turn(session, statement, stakeholder.id)
    over = statement.valid_until is not None and statement.valid_until < now.date()
    if state is StatementState.OPEN and over:
        raise Conflict("Its last day is over. Choose a later day, and it is open again.")
    before, statement.state, statement.updated_at = {"state": statement.state}, state, now
    _note(session, actor, statement, before, {"state": state}, history.FORM, now)
    audit.record(session, actor, f"{what}.{state.value}", statement.id, now=now)
    return statement


def _note(
    session: Session,
    actor: Actor,
    statement: Offer | Need,
    before: Mapping[str, object],
    after: Mapping[str, object],
    source: str,
    now: datetime,
) -> None:
    history.record(
        session,
        actor,
        stakeholder_id=statement.stakeholder_id,
        subject=statement.id,
        before=before,
        after=after,
        source=source,
        now=now,
    )
