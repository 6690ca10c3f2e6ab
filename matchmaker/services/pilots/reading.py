"""Reading pilots: the list, one with its members, and for its organisers who was invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.errors import NotFound
from matchmaker.models import Account, Pilot, PilotMember, PilotRegion, RoleGrant, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services.pilots.rules import is_member

PAGE = 50


class MemberState(StrEnum):
    """How far a stakeholder has come in a pilot."""

    INVITED = "invited"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Listed:
    """One pilot in the list."""

    pilot: Pilot
    regions: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """One stakeholder of a pilot; `at` is when it came into this state."""

    id: str
    name: str
    kind: Kind | None
    region: str
    place: str
    country: str
    state: MemberState
    at: datetime


@dataclass(frozen=True, slots=True)
class Members:
    """One page of members; `after` is the id after which the next begins, "" on the last."""

    rows: tuple[Member, ...]
    after: str
    counts: dict[MemberState, int]


@dataclass(frozen=True, slots=True)
class PilotPage:
    """What the page of a pilot shows; `own` are the reader's stakeholders, each with its state or None."""

    pilot: Pilot
    regions: tuple[str, ...]
    organisers: tuple[str, ...]
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
        select(Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.ORGANISER, RoleGrant.place == pilot_id)
        .order_by(Account.name)
    )
    return PilotPage(
        pilot=pilot,
        regions=tuple(list_regions(session, pilot_id)),
        organisers=tuple(session.scalars(organisers)),
        members=_page_of(session, pilot_id, MemberState.JOINED, after),
        own=tuple(list_own(session, actor, pilot_id)),
        may_run=may(actor, "pilot.run", pilot),
    )


def list_members(
    session: Session, actor: Actor, pilot_id: str, *, state: MemberState | None = None, after: str = ""
) -> Members:
    """A page of those who were invited, joined or left, by name; for the organisers.

    Raises:
        NotFound, NotAllowed.
    """
    require(actor, "pilot.run", get_pilot(session, pilot_id))
    return _page_of(session, pilot_id, state, after)


def list_own(session: Session, actor: Actor, pilot_id: str) -> list[tuple[Stakeholder, MemberState | None]]:
    """The actor's stakeholders, each with its state in this pilot; None where it was never invited."""
    mine = actor.places(Role.MEMBER)
    if not mine:
        return []
    joined = (PilotMember.stakeholder_id == Stakeholder.id) & (PilotMember.pilot_id == pilot_id)
    query = select(Stakeholder, PilotMember).outerjoin(PilotMember, joined).where(Stakeholder.id.in_(mine))
    found = session.execute(query.order_by(Stakeholder.name, Stakeholder.id))
    return [(one, _state_or_none(row)) for one, row in found]


def list_invitations(session: Session, actor: Actor) -> list[Pilot]:
    """The pilots that invited one of the actor's stakeholders and wait for its answer, the newest first."""
    mine = actor.places(Role.MEMBER)
    theirs = select(PilotMember.pilot_id)
    theirs = theirs.where(PilotMember.stakeholder_id.in_(mine), in_state(MemberState.INVITED))
    query = select(Pilot).where(Pilot.id.in_(theirs)).order_by(Pilot.created_at.desc(), Pilot.id)
    return list(session.scalars(query)) if mine else []


def state_of(row: PilotMember) -> MemberState:
    """How far a member has come."""
    if row.left_at is not None:
        return MemberState.LEFT
    return MemberState.JOINED if row.joined_at is not None else MemberState.INVITED


def in_state(state: MemberState) -> ColumnElement[bool]:
    """The same as a condition."""
    if state is MemberState.LEFT:
        return PilotMember.left_at.is_not(None)
    if state is MemberState.JOINED:
        return is_member()
    return and_(PilotMember.joined_at.is_(None), PilotMember.left_at.is_(None))


def _state_or_none(row: PilotMember | None) -> MemberState | None:
    return state_of(row) if row is not None else None


def _page_of(session: Session, pilot_id: str, state: MemberState | None, after: str) -> Members:
    here = and_(PilotMember.pilot_id == pilot_id, Stakeholder.hidden.is_(False))
    counted = select(*(func.count().filter(in_state(one)) for one in MemberState)).select_from(PilotMember)
    counts = dict(zip(MemberState, session.execute(counted.join(Stakeholder).where(here)).one(), strict=True))
    query = select(Stakeholder, PilotMember).join(PilotMember).where(here)
    if state is not None:
        query = query.where(in_state(state))
    if after and (last := session.get(Stakeholder, after)) is not None:
        query = query.where(tuple_(Stakeholder.name, Stakeholder.id) > (last.name, last.id))
    found = session.execute(query.order_by(Stakeholder.name, Stakeholder.id).limit(PAGE + 1)).all()
    rows = tuple(_member(one, row) for one, row in found[:PAGE])
    return Members(rows, rows[-1].id if len(found) > PAGE else "", counts)


def _member(one: Stakeholder, row: PilotMember) -> Member:
    state = state_of(row)
    at = {MemberState.LEFT: row.left_at, MemberState.JOINED: row.joined_at}.get(state) or row.invited_at
    return Member(one.id, one.name, one.kind, one.region, one.place, one.country, state, at)
