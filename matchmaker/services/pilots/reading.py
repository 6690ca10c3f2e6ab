"""Reading pilots: the list, one with its members, and for its organisers who was invited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.errors import NotFound
from matchmaker.models import Account, Pilot, PilotMember, PilotRegion, RoleGrant, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services.pilots.members import Members, MemberState, page_of, state_of
from matchmaker.services.pilots.rules import is_member


@dataclass(frozen=True, slots=True)
class Listed:
    """One pilot in the list."""

    pilot: Pilot
    regions: tuple[str, ...]
    members: int


class Organiser(NamedTuple):
    """Who runs a pilot."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PilotPage:
    """What the page of a pilot shows; `own` are the reader's stakeholders, each with its state or None."""

    pilot: Pilot
    regions: tuple[str, ...]
    organisers: tuple[Organiser, ...]
    members: Members
    own: tuple[tuple[Stakeholder, MemberState | None], ...]
    may_run: bool


def get_pilot(session: Session, pilot_id: str) -> Pilot:
    """One pilot.

    Raises:
        NotFound: there is none.
    """
    pilot = session.get(Pilot, pilot_id)
    if pilot is None:
        raise NotFound("There is no such pilot. Look for it in the list of pilots.")
    return pilot


def list_regions(session: Session, pilot_id: str) -> list[str]:
    """The regions that a pilot covers, by code."""
    query = select(PilotRegion.region).where(PilotRegion.pilot_id == pilot_id)
    return list(session.scalars(query.order_by(PilotRegion.region)))


def list_pilots(session: Session) -> list[Listed]:
    """All pilots, the newest first."""
    pilots = list(session.scalars(select(Pilot).order_by(Pilot.created_at.desc(), Pilot.id)))
    regions: dict[str, list[str]] = {}
    for pilot_id, code in session.execute(
        select(PilotRegion.pilot_id, PilotRegion.region).order_by(PilotRegion.region)
    ):
        regions.setdefault(pilot_id, []).append(code)
    counted = select(PilotMember.pilot_id, func.count()).where(is_member()).group_by(PilotMember.pilot_id)
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(counted)}
    return [Listed(one, tuple(regions.get(one.id, ())), counts.get(one.id, 0)) for one in pilots]


def get_page(session: Session, actor: Actor, pilot_id: str, *, after: str = "") -> PilotPage:
    """One pilot with those who joined it.

    Raises:
        NotFound.
    """
    pilot = get_pilot(session, pilot_id)
    organisers = (
        select(Account.id, Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.ORGANISER, RoleGrant.place == pilot_id)
        .order_by(Account.name, Account.id)
    )
    return PilotPage(
        pilot=pilot,
        regions=tuple(list_regions(session, pilot_id)),
        organisers=tuple(Organiser(*one) for one in session.execute(organisers)),
        members=page_of(session, pilot_id, state=MemberState.JOINED, after=after),
        own=tuple(list_own(session, actor, pilot_id)),
        may_run=may(actor, "pilot.run", pilot),
    )


def list_members(
    session: Session,
    actor: Actor,
    pilot_id: str,
    *,
    state: MemberState | None = None,
    unreachable: bool = False,
    after: str = "",
) -> Members:
    """A page of those who were invited, joined, said no or left, by name; for the organisers.

    Raises:
        NotFound, NotAllowed.
    """
    require(actor, "pilot.run", get_pilot(session, pilot_id))
    return page_of(session, pilot_id, state=state, unreachable=unreachable, after=after)


def list_own(session: Session, actor: Actor, pilot_id: str) -> list[tuple[Stakeholder, MemberState | None]]:
    """The actor's stakeholders, each with its state in this pilot; None where it was never invited."""
    mine = actor.places(Role.MEMBER)
    if not mine:
        return []
    joined = (PilotMember.stakeholder_id == Stakeholder.id) & (PilotMember.pilot_id == pilot_id)
    query = select(Stakeholder, PilotMember).outerjoin(PilotMember, joined).where(Stakeholder.id.in_(mine))
    found = session.execute(query.order_by(Stakeholder.name, Stakeholder.id))
    return [(one, _state_or_none(row)) for one, row in found]


def list_of_own(session: Session, actor: Actor) -> tuple[list[Pilot], list[Pilot]]:
    """The pilots that invited one of the actor's stakeholders, and those that one has joined.

    The newest first; one that invited one of two and that the other has joined is in both.
    """
    mine = actor.places(Role.MEMBER)
    if not mine:
        return [], []
    query = select(Pilot, PilotMember).join(PilotMember, PilotMember.pilot_id == Pilot.id)
    query = query.where(PilotMember.stakeholder_id.in_(mine), PilotMember.left_at.is_(None))
    found = session.execute(query.order_by(Pilot.created_at.desc(), Pilot.id)).all()
    invited, joined = (
        dict.fromkeys(pilot for pilot, member in found if state_of(member) is state)
        for state in (MemberState.INVITED, MemberState.JOINED)
    )
    return list(invited), list(joined)


def _state_or_none(row: PilotMember | None) -> MemberState | None:
    return state_of(row) if row is not None else None
