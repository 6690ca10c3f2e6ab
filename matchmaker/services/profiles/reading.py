"""Reading stakeholders, each field only for whom it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness, visible_to
from matchmaker.core.entities import Kind, Role, StatementState
from matchmaker.core.freshness import Freshness, freshness_of
from matchmaker.errors import NotFound
from matchmaker.models import Need, Offer, RoleGrant, Stakeholder, Tie
from matchmaker.permissions import may

S = TypeVar("S", Offer, Need)

# The fields with an audience of their own.
GUARDED = ("email", "people", "website", "founded", "legal_form")


@dataclass(frozen=True, slots=True)
class Partner:
    """One tie as seen from one of its ends."""

    id: str
    name: str
    kind: Kind | None
    tie_kind: str
    label: str
    since: int | None
    confirmed_by_us: bool
    confirmed_by_them: bool


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """A profile as one reader may see it; guarded fields that are not for the reader are empty."""

    stakeholder: Stakeholder
    guarded: dict[str, object]
    hidden_fields: tuple[str, ...]
    offers: list[Offer]
    needs: list[Need]
    partners: list[Partner]
    claimed: bool
    may_edit: bool
    may_see_suggestions: bool
    freshness: Freshness


def find_stakeholder(session: Session, stakeholder_id: str) -> Stakeholder | None:
    """One stakeholder whoever asks, or None; for services, never for a page."""
    return session.get(Stakeholder, stakeholder_id)


def get_stakeholder(session: Session, actor: Actor, stakeholder_id: str) -> Stakeholder:
    """One stakeholder.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    stakeholder = session.get(Stakeholder, stakeholder_id)
    if stakeholder is None or not may(actor, "stakeholder.read", stakeholder):
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    return stakeholder


def get_page(session: Session, actor: Actor, stakeholder_id: str, *, today: date) -> ProfilePage:
    """All that a profile's page shows to this reader."""
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    editor = may(actor, "stakeholder.edit", stakeholder)
    closeness = closeness_of(actor, stakeholder)
    seen = {
        name: getattr(stakeholder, name)
        for name in GUARDED
        if visible_to(closeness, name, stakeholder.audiences)
    }
    return ProfilePage(
        stakeholder=stakeholder,
        guarded=seen,
        hidden_fields=tuple(name for name in GUARDED if name not in seen and getattr(stakeholder, name)),
        offers=_statements(session, Offer, stakeholder_id, editor, today),
        needs=_statements(session, Need, stakeholder_id, editor, today),
        partners=list_partners(session, stakeholder_id),
        claimed=is_claimed(session, stakeholder_id),
        may_edit=editor,
        may_see_suggestions=may(actor, "suggestions.read", stakeholder),
        freshness=freshness_of(stakeholder.verified_on, stakeholder.asked_on, today),
    )


def closeness_of(actor: Actor, stakeholder: Stakeholder) -> Closeness:
    """How near an actor is to a stakeholder; "matched" waits for introductions."""
    if may(actor, "stakeholder.edit", stakeholder):
        return Closeness.OURSELVES
    return Closeness.MEMBER if actor.signed_in else Closeness.VISITOR


def list_partners(session: Session, stakeholder_id: str) -> list[Partner]:
    """Whom a stakeholder works with, by name; hidden ones stay out."""
    ours_is_a = Tie.a_id == stakeholder_id
    other = case((ours_is_a, Tie.b_id), else_=Tie.a_id)
    query = (
        select(
            Stakeholder.id,
            Stakeholder.name,
            Stakeholder.kind,
            Tie.kind,
            Tie.label,
            Tie.since,
            case((ours_is_a, Tie.confirmed_a), else_=Tie.confirmed_b),
            case((ours_is_a, Tie.confirmed_b), else_=Tie.confirmed_a),
        )
        .join(Stakeholder, Stakeholder.id == other)
        .where(or_(ours_is_a, Tie.b_id == stakeholder_id), Stakeholder.hidden.is_(False))
        .order_by(Stakeholder.name, Stakeholder.id, Tie.label)
    )
    return [Partner(*row) for row in session.execute(query)]


def list_of_account(session: Session, actor: Actor) -> list[Stakeholder]:
    """The stakeholders that an account is a member of, by name."""
    ids = actor.places(Role.MEMBER)
    return list(
        session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids)).order_by(Stakeholder.name))
    )


def _statements(session: Session, table: type[S], stakeholder_id: str, editor: bool, today: date) -> list[S]:
    query = select(table).where(table.stakeholder_id == stakeholder_id).order_by(table.created_at, table.id)
    if not editor:
        still = or_(table.valid_until.is_(None), table.valid_until >= today)
        query = query.where(table.state == StatementState.OPEN, still)
    return list(session.scalars(query))


def is_claimed(session: Session, stakeholder_id: str) -> bool:
    """Whether somebody of the stakeholder looks after its page."""
    query = select(RoleGrant.id).where(RoleGrant.place == stakeholder_id, RoleGrant.role == Role.MEMBER)
    return session.scalar(query.limit(1)) is not None
