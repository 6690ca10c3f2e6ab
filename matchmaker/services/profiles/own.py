"""All offers and needs of a stakeholder, for its own people: the closed ones too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.profiles.closeness import imagined
from matchmaker.services.profiles.reading import get_stakeholder, is_claimed, list_partners
from matchmaker.services.profiles.statements import get_statement


@dataclass(frozen=True, slots=True)
class OwnStatements:
    """The newest first; `met_by` has the names of those who answered some, by id."""

    owner: Stakeholder
    statements: list[Offer | Need]
    met_by: dict[str, str]
    claimed: bool


@dataclass(frozen=True, slots=True)
class MetStatement:
    """One that is met: whose it is, who answered it ("" for nobody named), and who could have."""

    owner: Stakeholder
    statement: Offer | Need
    met_by: str
    partners: tuple[str, ...]


def list_own(session: Session, actor: Actor, stakeholder_id: str) -> OwnStatements:
    """All offers and needs of a stakeholder.

    Raises:
        NotFound, NotAllowed.
    """
    owner = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", owner)
    found: list[Offer | Need] = []
    for table in (Need, Offer):
        query = select(table).where(table.stakeholder_id == stakeholder_id)
        found += session.scalars(query.order_by(table.created_at.desc(), table.id))
    met_by = _names_of(session, (one.met_by_id for one in found if one.met_by_id))
    return OwnStatements(owner, found, met_by, is_claimed(session, stakeholder_id))


def get_met(session: Session, actor: Actor, what: str, statement_id: str) -> MetStatement:
    """One of one's own, to say who answered it.

    Raises:
        NotFound, NotAllowed.
    """
    owner, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", owner)
    met_by = _names_of(session, filter(None, [statement.met_by_id])).get(statement.met_by_id or "", "")
    return MetStatement(owner, statement, met_by, partner_names(session, owner))


def _names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The names of those who answered, but of nobody who is hidden by now."""
    if not (named := set(ids)):
        return {}
    query = select(Stakeholder.id, Stakeholder.name)
    query = query.where(Stakeholder.id.in_(named), Stakeholder.hidden.is_(False))
    return dict(session.execute(query).all())


def partner_names(session: Session, owner: Stakeholder) -> tuple[str, ...]:
    """The names of those with whom a stakeholder works."""
    return tuple(
        dict.fromkeys(
            one.name for one in list_partners(session, owner, imagined(owner.id, Closeness.OURSELVES))
        )
    )
