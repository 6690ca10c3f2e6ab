"""The members of a pilot: who was invited, joined, said no or left, and to whom nobody can write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Kind, Role
from matchmaker.core.seen import seen_as
from matchmaker.models import Account, PilotMember, RoleGrant, Stakeholder
from matchmaker.services import network
from matchmaker.services.pilots.rules import is_member

PAGE = 50


class MemberState(StrEnum):
    """How far a stakeholder has come in a pilot."""

    INVITED = "invited"
    JOINED = "joined"
    REFUSED = "refused"
    """It said no to the invitation, or the invitation was taken back."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Member:
    """One stakeholder of a pilot; `at` is when it came into this state.

    `reachable`: we know an address to which the invitation can go.
    """

    id: str
    name: str
    kind: Kind | None
    region: str
    place: str
    country: str
    state: MemberState
    at: datetime
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Members:
    """One page of members; `after` is the id after which the next begins, "" on the last.

    `unreachable` are those invited whom no mail can reach.
    """

    rows: tuple[Member, ...]
    after: str
    counts: dict[MemberState, int]
    unreachable: int = 0


def page_of(
    session: Session,
    pilot_id: str,
    *,
    state: MemberState | None = None,
    unreachable: bool = False,
    after: str = "",
) -> Members:
    """A page of members by name; with `unreachable` only those invited who have no address."""
    here = and_(PilotMember.pilot_id == pilot_id, Stakeholder.hidden.is_(False))
    silent = and_(in_state(MemberState.INVITED), ~has_address())
    wanted = [*(in_state(one) for one in MemberState), silent]
    counted = select(*(func.count().filter(one) for one in wanted)).select_from(PilotMember)
    *counts, without = session.execute(counted.join(Stakeholder).where(here)).one()
    query = select(Stakeholder, PilotMember, has_address()).join(PilotMember).where(here)
    if unreachable:
        query = query.where(silent)
    elif state is not None:
        query = query.where(in_state(state))
    if after and (last := session.get(Stakeholder, after)) is not None:
        query = query.where(tuple_(Stakeholder.name, Stakeholder.id) > (last.name, last.id))
    found = session.execute(query.order_by(Stakeholder.name, Stakeholder.id).limit(PAGE + 1)).all()
    closeness = network.reader_in(session)
    rows = tuple(_member(one, row, reachable, closeness) for one, row, reachable in found[:PAGE])
    more = rows[-1].id if len(found) > PAGE else ""
    return Members(rows, more, dict(zip(MemberState, counts, strict=True)), without)


def state_of(row: PilotMember) -> MemberState:
    """How far a member has come."""
    if row.left_at is not None:
        return MemberState.LEFT if row.joined_at is not None else MemberState.REFUSED
    return MemberState.JOINED if row.joined_at is not None else MemberState.INVITED


def in_state(state: MemberState) -> ColumnElement[bool]:
    """The same as a condition."""
    never_joined = PilotMember.joined_at.is_(None)
    match state:
        case MemberState.INVITED:
            return and_(never_joined, PilotMember.left_at.is_(None))
        case MemberState.JOINED:
            return is_member()
        case MemberState.REFUSED:
            return and_(never_joined, PilotMember.left_at.is_not(None))
        case MemberState.LEFT:
            return and_(~never_joined, PilotMember.left_at.is_not(None))


def has_address() -> ColumnElement[bool]:
    """Whether somebody can be written to: a member with an account, or the address of the record."""
    members = (
        select(RoleGrant.id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.role == Role.MEMBER, RoleGrant.place == Stakeholder.id)
        .where(Account.disabled_at.is_(None))
    )
    return or_(Stakeholder.email != "", exists(members))


def _member(one: Stakeholder, row: PilotMember, reachable: bool, closeness: Closeness) -> Member:
    state = state_of(row)
    left = state in (MemberState.LEFT, MemberState.REFUSED)
    at = (row.left_at if left else row.joined_at) or row.invited_at
    seen = seen_as(one, closeness)
    where = (seen.region, seen.place, seen.country)
    return Member(one.id, one.name, one.kind, *where, state, at, reachable)
