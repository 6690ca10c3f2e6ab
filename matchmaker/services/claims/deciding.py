"""Deciding claims: what waits for whom, what speaks for each, and giving or refusing it with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, false, func, or_, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.claims.hosts import host_of_mail, name_of
from matchmaker.core.claims.proving import own_names, shows_name
from matchmaker.core.claims.states import LONGEST, ClaimState, Proof
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Account, Claim, PilotMember, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services import reports
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.claims.reading import count_waiting_for, place_of
from matchmaker.services.claims.settling import OVER, hold_claim, hold_record, refuse, settle
from matchmaker.services.profiles.checks import clean

PAGE = 20
NO_REASON = N_("Say why. The claimant reads it.")
LONG = N_("Keep this below 500 signs.")
MOVED = N_(
    "Another claim of this profile came or ended while you read. Look at all of them before you decide."
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with what speaks for it: the account's address, its name in it, how many others wait.

    `reports` are those about the record that wait for the same reader; who made them is not told.
    """

    claim: Claim
    stakeholder: Stakeholder
    name: str
    address: str
    since: datetime
    same_domain: bool
    named: bool
    others: int
    reports: int = 0

    @property
    def disputes(self) -> bool:
        """Whether the record has an owner already."""
        return self.stakeholder.claimed


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the claims that wait for a decision, the oldest first, and how many there are."""

    rows: tuple[Weighed, ...]
    count: int
    after: str


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One claim with the others that wait for the same record; `seen` says which they are."""

    one: Weighed
    others: tuple[Weighed, ...]
    seen: str


def list_waiting(session: Session, actor: Actor, *, after: str = "") -> Waiting:
    """The claims that wait for the actor's decision.

    Raises:
        NotAllowed.
    """
    require(actor, "claim.decide")
    query = _rows().where(_for(actor))
    if after and (last := session.get(Claim, after)) is not None:
        query = query.where(tuple_(Claim.asked_at, Claim.id) > (last.asked_at, last.id))
    found = session.execute(query.order_by(Claim.asked_at, Claim.id).limit(PAGE + 1)).all()
    counts = count_waiting_for(session, [row[1].id for row in found])
    told = reports.count_about(session, actor, [row[1].id for row in found])
    rows = tuple(_weighed(row, counts[row[1].id] - 1, told) for row in found[:PAGE])
    return Waiting(rows, count_to_decide(session, actor), rows[-1].claim.id if len(found) > PAGE else "")


def count_to_decide(session: Session, actor: Actor) -> int:
    """How many claims wait for the actor's decision."""
    if not may(actor, "claim.decide"):
        return 0
    counted = (
        select(func.count()).select_from(Claim).join(Stakeholder, Stakeholder.id == Claim.stakeholder_id)
    )
    return session.scalars(counted.where(_for(actor))).one()


def get_to_decide(session: Session, actor: Actor, claim_id: str) -> ToDecide:
    """A claim for who may decide it, with the others of the same record.

    Raises:
        NotFound: there is none; NotAllowed; Conflict: it has an end already.
    """
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFound(N_("There is no such claim. It may have been removed with its account."))
    require(actor, "claim.decide", place_of(session, claim))
    if claim.state is not ClaimState.WAITING:
        raise Conflict(OVER)
    same = Claim.stakeholder_id == claim.stakeholder_id, Claim.state == ClaimState.WAITING
    found = session.execute(_rows().where(*same).order_by(Claim.asked_at, Claim.id)).all()
    told = reports.count_about(session, actor, [claim.stakeholder_id])
    rows = [_weighed(row, len(found) - 1, told) for row in found]
    one = next(row for row in rows if row.claim.id == claim_id)
    return ToDecide(one, tuple(row for row in rows if row is not one), _seen(rows))


def decide(
    session: Session,
    actor: Actor,
    claim_id: str,
    *,
    give: bool,
    reason: str,
    seen: str,
    instead: bool = False,
    now: datetime,
) -> Claim:
    """Give the record to the claimant, or refuse the claim; `seen` says which claims the decider has read.

    Giving it ends the other claims with the same reason. Where the record has an owner the claimant joins
    them, or with `instead` takes their place.

    Raises:
        NotFound, NotAllowed; Conflict: it has an end, or other claims came or ended meanwhile; Invalid: no
            reason is given, or too long a one.
    """
    get_to_decide(session, actor, claim_id)
    said = clean(reason)
    if not said or len(said) > LONGEST:
        raise Invalid(AGAIN, fields={"reason": LONG if said else NO_REASON})
    stakeholder = hold_record(session, session.get_one(Claim, claim_id).stakeholder_id)
    claim = hold_claim(session, claim_id)
    require(actor, "claim.decide", place_of(session, claim))
    if give and get_to_decide(session, actor, claim_id).seen != seen:
        raise Conflict(MOVED)
    if give:
        settle(
            session, actor, claim, stakeholder, proof=Proof.DECISION, reason=said,
            instead=instead and stakeholder.claimed, now=now,
        )  # fmt: skip
    else:
        refuse(session, actor, claim, said, now=now)
    return claim


def _rows() -> Select[Claim, Stakeholder, str, str, datetime]:
    columns = select(Claim, Stakeholder, Account.name, Account.email, Account.created_at)
    joined = columns.join(Stakeholder, Stakeholder.id == Claim.stakeholder_id)
    return joined.join(Account, Account.id == Claim.account_id).where(Account.disabled_at.is_(None))


def _weighed(
    row: Row[Claim, Stakeholder, str, str, datetime], others: int, told: Mapping[str, int]
) -> Weighed:
    claim, stakeholder, name, address, since = row
    host = host_of_mail(address)
    same = bool(host) and name_of(host) in own_names(stakeholder.website, stakeholder.email)
    named, waiting = shows_name(address, name), told.get(stakeholder.id, 0)
    return Weighed(claim, stakeholder, name, address, since, same, named, others, waiting)


def _seen(rows: list[Weighed]) -> str:
    """Which claims wait, and whether the record has an owner, as the page of a decision sends it back."""
    owned = "owned" if rows and rows[0].stakeholder.claimed else "free"
    return " ".join((owned, *sorted(row.claim.id for row in rows)))


def _for(actor: Actor) -> ColumnElement[bool]:
    """Claims that ask for a decision, in the regions and pilots of the actor; never their own."""
    asked = (Claim.state == ClaimState.WAITING) & (Claim.words != "")
    foreign = (Claim.account_id != (actor.account_id or "")) & Claim.stakeholder_id.not_in(
        sorted(actor.places(Role.MEMBER))
    )
    if actor.administrator:
        return asked & foreign
    regions = (
        Stakeholder.region.startswith(one, autoescape=True) for one in sorted(actor.places(Role.OFFICIAL))
    )
    joined = select(PilotMember.stakeholder_id).where(
        PilotMember.pilot_id.in_(sorted(actor.places(Role.ORGANISER))),
        PilotMember.joined_at.is_not(None), PilotMember.left_at.is_(None),
    )  # fmt: skip
    return asked & foreign & or_(false(), *regions, Claim.stakeholder_id.in_(joined))
