"""Offers and needs: adding and changing. How they close and open again is in `life`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import StatementState
from matchmaker.core.statements.life import RULES, Step
from matchmaker.errors import NotFound
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.checks import checked_evidence, checked_statement
from matchmaker.services.profiles.narrowing import follow_audience
from matchmaker.services.profiles.reading import get_stakeholder
from matchmaker.services.profiles.values import StatementValues, columns_of
from matchmaker.services.profiles.versions import check_unchanged

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
    note_change(session, actor, statement, {}, columns, source, now)
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
    session: Session,
    actor: Actor,
    what: str,
    statement_id: str,
    values: StatementValues,
    *,
    opened: str | None = None,
    evidence: str = "",
    now: datetime,
) -> Offer | Need:
    """Change an offer or a need; it is open again afterwards. `opened` and `evidence` as for a stakeholder.

    Raises:
        NotFound, NotAllowed, Invalid; Changed: it is not any more as the actor saw it.
    """
    stakeholder, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", stakeholder)
    # Who mends an expired or withdrawn one means it again.
    columns = columns_of(checked_statement(values, today=now.date())) | {"state": RULES[Step.CHANGE].after}
    history.take_turn(session, statement, stakeholder.id)
    check_unchanged(statement, opened)
    before = {name: getattr(statement, name) for name in columns}
    for name, value in columns.items():
        setattr(statement, name, value)
    statement.updated_at, statement.confirmed_on, statement.asked_on = now, now.date(), None
    statement.met_by_id = statement.together = None
    known = checked_evidence(evidence)
    note_change(session, actor, statement, before, columns, history.FORM, now, known)
    follow_audience(session, before["audience"], statement.audience, now=now)
    audit.record(session, actor, f"{what}.update", statement.id, now=now)
    return statement


def confirm_statements(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> None:
    """The open offers and needs of a confirmed profile are confirmed, too; call it after one's turn."""
    tables: tuple[type[Offer] | type[Need], ...] = (Offer, Need)
    for table in tables:
        mine = table.stakeholder_id == stakeholder_id, table.state == StatementState.OPEN
        query = select(table).where(*mine).order_by(table.id).execution_options(populate_existing=True)
        rows: list[Offer | Need] = list(session.scalars(query))
        for one in rows:
            before, one.confirmed_on = {"confirmed_on": one.confirmed_on}, now.date()
            note_change(session, actor, one, before, {"confirmed_on": now.date()}, history.FORM, now)


def note_change(
    session: Session,
    actor: Actor,
    statement: Offer | Need,
    before: Mapping[str, object],
    after: Mapping[str, object],
    source: str,
    now: datetime,
    evidence: str = "",
) -> None:
    """Write the fields that differ into the history of its stakeholder."""
    history.record(
        session,
        actor,
        stakeholder_id=statement.stakeholder_id,
        subject=statement.id,
        before=before,
        after=after,
        source=source,
        evidence=evidence,
        now=now,
    )
