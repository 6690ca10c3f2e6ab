"""Reading the broker’s desk: proposals of the places that a reader runs, the oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import Profile, Role
from matchmaker.core.explain import Reason
from matchmaker.core.thirdhand import of_both
from matchmaker.errors import NotFound
from matchmaker.models import Account, Proposal, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services import network
from matchmaker.services.proposals.looking import Ids, seen_by

PAGE = 10

A, B = aliased(Stakeholder), aliased(Stakeholder)


@dataclass(frozen=True, slots=True)
class ProposalPlace:
    """Where a proposal belongs: its region and those of the two, as the permissions look at it."""

    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One proposal on the desk; `partners` says that the two work together by now.

    `reasons` are what the engine sees in the second for the first, told of both by name; None where one of
    them cannot be suggested any more.
    """

    proposal: Proposal
    sender: str
    a: Profile
    b: Profile
    partners: bool
    reasons: tuple[Reason, ...] | None


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of the desk; `older` is the id after which the next page begins, "" on the last one."""

    rows: tuple[Waiting, ...]
    after: str
    regions: tuple[str, ...]
    people: Mapping[str, Profile]


def get_proposal(session: Session, actor: Actor, proposal_id: str) -> Proposal:
    """One proposal.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or not may(actor, "proposal.read", place_of(session, proposal)):
        raise NotFound("There is no such proposal. One of the two may have been removed.")
    return proposal


def place_of(session: Session, proposal: Proposal) -> ProposalPlace:
    """Where a proposal belongs."""
    regions = select(Stakeholder.region).where(Stakeholder.id.in_([proposal.a_id, proposal.b_id]))
    return ProposalPlace((proposal.region, *session.scalars(regions)))


def find_waiting(session: Session, pairs: Sequence[Ids]) -> dict[Ids, str]:
    """The id of the proposal that waits for each of these pairs, whichever way round they are given."""
    if not pairs:
        return {}
    sorted_pairs = {(min(pair), max(pair)): pair for pair in pairs}
    query = select(Proposal.a_id, Proposal.b_id, Proposal.id).where(
        Proposal.state == ProposalState.WAITING, tuple_(Proposal.a_id, Proposal.b_id).in_(list(sorted_pairs))
    )
    return {sorted_pairs[a, b]: id_ for a, b, id_ in session.execute(query)}


def count_waiting(session: Session, actor: Actor) -> int:
    """How many wait on the desk.

    Raises:
        NotAllowed.
    """
    require(actor, "proposal.read")
    joined = select(func.count()).select_from(Proposal).join(A, A.id == Proposal.a_id)
    shown = and_(Proposal.state == ProposalState.WAITING, A.hidden.is_(False), B.hidden.is_(False))
    query = joined.join(B, B.id == Proposal.b_id).where(_of_places(actor), shown)
    return int(session.scalars(query).one())


def list_desk(
    session: Session,
    actor: Actor,
    *,
    state: ProposalState = ProposalState.WAITING,
    region: str | None = None,
    after: str = "",
    now: datetime,
) -> Desk:
    """A page of proposals, the oldest first; `region` narrows them to those that were made for it.

    Raises:
        NotAllowed.
    """
    require(actor, "proposal.read")
    live = network.snapshot(session, today=now.date())
    mine = and_(_of_places(actor), Proposal.state == state, A.hidden.is_(False), B.hidden.is_(False))
    joined = select(Proposal, Account.name).join(A, A.id == Proposal.a_id).join(B, B.id == Proposal.b_id)
    query = joined.outerjoin(Account, Account.id == Proposal.account_id).where(mine)
    if region is not None:
        query = query.where(Proposal.region == region)
    if after and (last := session.get(Proposal, after)) is not None:
        query = query.where(tuple_(Proposal.created_at, Proposal.id) > (last.created_at, last.id))
    found = session.execute(query.order_by(Proposal.created_at, Proposal.id).limit(PAGE + 1)).all()
    known = [(one, name) for one, name in found[:PAGE] if {one.a_id, one.b_id} <= live.profiles.keys()]
    used = select(Proposal.region).join(A, A.id == Proposal.a_id).join(B, B.id == Proposal.b_id).where(mine)
    return Desk(
        rows=tuple(_rows(live, known)),
        after=found[PAGE - 1][0].id if len(found) > PAGE else "",
        regions=tuple(sorted(session.scalars(used.distinct()))),
        people=live.profiles,
    )


def _rows(live: network.Snapshot, found: Sequence[tuple[Proposal, str | None]]) -> list[Waiting]:
    people, ties = live.profiles, live.matcher.pool_.network
    willing = [
        (one.a_id, one.b_id) for one, _ in found if people[one.a_id].rankable and people[one.b_id].rankable
    ]
    reasons = {
        (a, b): of_both(one.reasons, people[a].name, people[b].name)
        for (a, b), one in seen_by(live, willing).items()
    }
    return [
        Waiting(
            proposal=one,
            sender=name or "",
            a=people[one.a_id],
            b=people[one.b_id],
            partners=one.b_id in ties.neighbours(one.a_id),
            reasons=reasons.get((one.a_id, one.b_id)),
        )
        for one, name in found
    ]


def _of_places(actor: Actor) -> ColumnElement[bool]:
    """Those that belong to a place the actor runs; organisers and administrators broker everywhere."""
    if actor.administrator or actor.places(Role.ORGANISER):
        return Proposal.id.is_not(None)
    mine = sorted(actor.places(Role.OFFICIAL))
    columns = (Proposal.region, A.region, B.region)
    return or_(*(column.startswith(code, autoescape=True) for code in mine for column in columns))
