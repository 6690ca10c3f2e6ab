"""Reading stakeholders, each field only for whom it is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session, load_only

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.audience import FIELDS, TIES, Closeness, audience_of, shows_tie
from matchmaker.core.entities import Audience, Kind, Role, StatementState
from matchmaker.core.freshness import Freshness, freshness_of
from matchmaker.core.seen import Seen, seen_as, statements_as
from matchmaker.errors import NotFound
from matchmaker.models import Need, Offer, RoleGrant, Stakeholder, Tie
from matchmaker.permissions import may, require
from matchmaker.services.profiles.closeness import Near, imagined, reader_of

S = TypeVar("S", Offer, Need)

SHOWN = (
    Stakeholder.name, Stakeholder.kind, Stakeholder.region, Stakeholder.audiences, Stakeholder.claimed,
)  # fmt: skip
"""What a list of partners reads of each: its name, and all that says who may see the tie."""


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
    """A profile as one reader may see it: what is not for the reader is empty, or not there.

    `closeness` says how near the reader is; `audiences` tells its own people who may see each field that
    says something, and nobody else.
    """

    stakeholder: Seen
    closeness: Closeness
    audiences: Mapping[str, Audience]
    offers: list[Offer]
    needs: list[Need]
    partners: list[Partner]
    claimed: bool
    may_edit: bool
    may_see_suggestions: bool
    freshness: Freshness
    may_see_people: bool = False
    may_ask_to_act: bool = False


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
    editor, near = may(actor, "stakeholder.edit", stakeholder), reader_of(session, actor)
    found = _page(session, stakeholder, near, editor=editor, today=today)
    seat = Seat(Role.MEMBER, stakeholder.id, stakeholder.region, stakeholder.claimed)
    return replace(
        found,
        may_see_suggestions=may(actor, "suggestions.read", stakeholder),
        may_see_people=may(actor, "people.read", seat),
        may_ask_to_act=not actor.system and may(actor, "acting.ask", stakeholder),
    )


def preview_page(
    session: Session, actor: Actor, stakeholder_id: str, closeness: Closeness, *, today: date
) -> ProfilePage:
    """The same page as somebody of that closeness gets it, for those who may change it.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", stakeholder)
    return _page(session, stakeholder, imagined(stakeholder.id, closeness), editor=False, today=today)


def _page(
    session: Session, stakeholder: Stakeholder, near: Near, *, editor: bool, today: date
) -> ProfilePage:
    closeness = near(stakeholder)
    offers = _statements(session, Offer, stakeholder.id, editor, today)
    needs = _statements(session, Need, stakeholder.id, editor, today)
    partners = list_partners(session, stakeholder, near)
    return ProfilePage(
        stakeholder=seen_as(stakeholder, closeness),
        closeness=closeness,
        audiences=_audiences(stakeholder, partners) if editor else {},
        offers=statements_as(offers, closeness),
        needs=statements_as(needs, closeness),
        partners=partners,
        claimed=is_claimed(session, stakeholder.id),
        may_edit=editor,
        may_see_suggestions=False,
        freshness=freshness_of(stakeholder.verified_on, stakeholder.asked_on, today),
    )


def _audiences(stakeholder: Stakeholder, partners: list[Partner]) -> dict[str, Audience]:
    """Who may see each field that says something."""
    said = [name for name, columns in FIELDS.items() if columns and getattr(stakeholder, columns[0])]
    chosen = stakeholder.audiences
    return {name: audience_of(name, chosen) for name in (*said, *([TIES] if partners else []))}


def list_partners(session: Session, stakeholder: Stakeholder, near: Near) -> list[Partner]:
    """Whom a stakeholder works with, by name; hidden ones stay out, and ties that are not for this reader."""
    ours_is_a = Tie.a_id == stakeholder.id
    other = case((ours_is_a, Tie.b_id), else_=Tie.a_id)
    query = (
        select(
            Stakeholder,
            Tie.kind,
            Tie.label,
            Tie.since,
            case((ours_is_a, Tie.confirmed_a), else_=Tie.confirmed_b),
            case((ours_is_a, Tie.confirmed_b), else_=Tie.confirmed_a),
        )
        .join(Stakeholder, Stakeholder.id == other)
        .where(or_(ours_is_a, Tie.b_id == stakeholder.id), Stakeholder.hidden.is_(False))
        .options(load_only(*SHOWN))
        .order_by(Stakeholder.name, Stakeholder.id, Tie.label)
    )
    closeness, audience = near(stakeholder), audience_of(TIES, stakeholder.audiences)
    return [
        Partner(one.id, one.name, one.kind, *rest)
        for one, *rest in session.execute(query)
        if shows_tie(closeness, audience, near(one), audience_of(TIES, one.audiences))
    ]


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
