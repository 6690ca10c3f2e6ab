"""Reading claims: what one may claim, in which ways, one's own, and where a claim lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness, visible_to
from matchmaker.core.claims.hosts import spellings
from matchmaker.core.claims.proving import (
    MOST_ALIKE,
    Domains,
    NoMail,
    domains_of,
    masked,
    own_names,
    proves,
)
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.entities import Role
from matchmaker.core.names import fold
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models import Account, Claim, PilotMember, Stakeholder
from matchmaker.permissions import require

NO_RECORD = N_("There is no such profile. It may have been removed, or the link is wrong.")
YOURS = N_("You belong to this profile already.")
CLOSED = N_("This account is closed.")
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """What permissions ask of a claim."""

    stakeholder_id: str
    account_id: str
    region: str
    pilots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ways:
    """How a claim of a record can be proved: `contact` is masked, `at_once` says that one's own address does.

    `names` are the domains that may be told to the claimant; `why` says why there is none.
    """

    contact: str
    names: tuple[str, ...]
    at_once: bool
    why: NoMail | None


@dataclass(frozen=True, slots=True)
class Claimable:
    """A record as a claimant sees it: the ways, and their own claim that waits."""

    stakeholder: Stakeholder
    account: Account
    ways: Ways
    own: Claim | None


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """One of somebody's claims, with the name of the record."""

    claim: Claim
    name: str


def get_claimable(session: Session, actor: Actor, stakeholder_id: str) -> Claimable:
    """A record that the actor may claim, or dispute.

    Raises:
        NotAllowed: who asks has no account, or acts for somebody; NotFound: there is no such record, or it is
            hidden; Conflict: they belong to it.
    """
    account = get_claimant(session, actor)
    stakeholder = session.get(Stakeholder, stakeholder_id)
    if stakeholder is None or stakeholder.hidden:
        raise NotFound(NO_RECORD)
    if stakeholder_id in actor.places(Role.MEMBER):
        raise Conflict(YOURS)
    own = find_waiting(session, account.id, stakeholder_id)
    return Claimable(stakeholder, account, ways_of(session, stakeholder, account), own)


def get_claimant(session: Session, actor: Actor) -> Account:
    """The account of who claims.

    Raises:
        NotAllowed: there is none, it is closed, or they act for somebody.
    """
    require(actor, "claim.make")
    account = session.get(Account, actor.account_id) if actor.account_id else None
    if account is None:
        raise NotAllowed("Sign in first: this belongs to an account.")
    if account.disabled_at is not None:
        raise NotAllowed(CLOSED)
    return account


def find_waiting(session: Session, account_id: str, stakeholder_id: str) -> Claim | None:
    """The claim of an account that waits for a record."""
    mine = Claim.account_id == account_id, Claim.stakeholder_id == stakeholder_id
    return session.scalar(select(Claim).where(*mine, Claim.state == ClaimState.WAITING))


def list_own(session: Session, actor: Actor) -> list[OwnClaim]:
    """The actor's own claims, the newest first, as many as one page takes.

    Somebody who acts for a stakeholder has none meanwhile.
    """
    if actor.account_id is None or actor.acting_for:
        return []
    query = select(Claim, Stakeholder.name).join(Stakeholder, Stakeholder.id == Claim.stakeholder_id)
    query = query.where(Claim.account_id == actor.account_id).order_by(Claim.asked_at.desc(), Claim.id)
    return [OwnClaim(claim, name) for claim, name in session.execute(query.limit(MOST_SHOWN))]


def measure(session: Session, stakeholder: Stakeholder) -> Domains:
    """The domains of a record, with how many other names stand under each."""
    names = own_names(stakeholder.website, stakeholder.email)
    return domains_of(
        stakeholder.website,
        stakeholder.email,
        kind=stakeholder.kind,
        support=stakeholder.support_type,
        alike=_count_names(session, names),
    )


def ways_of(session: Session, stakeholder: Stakeholder, account: Account) -> Ways:
    """How an account could prove that it belongs to a record."""
    domains, contact = measure(session, stakeholder), stakeholder.email.strip()
    website = stakeholder.website
    if not visible_to(Closeness.MEMBER, "website", stakeholder.audiences):
        # Of a website that members do not see its domain is not told either; it proves all the same.
        website = ""
    told = own_names(website, contact) & domains.names
    return Ways(
        contact=masked(contact) if contact else "",
        names=tuple(sorted(told)),
        at_once=proves(account.email, contact, domains),
        why=domains.why,
    )


def place_of(session: Session, claim: Claim) -> ClaimPlace:
    """Where a claim lies, for permissions."""
    region = session.scalar(select(Stakeholder.region).where(Stakeholder.id == claim.stakeholder_id)) or ""
    return ClaimPlace(
        claim.stakeholder_id, claim.account_id, region, joined_pilots(session, claim.stakeholder_id)
    )


def joined_pilots(session: Session, stakeholder_id: str) -> frozenset[str]:
    """The pilots that a record has joined: one that only invited it has no say about it."""
    mine = PilotMember.stakeholder_id == stakeholder_id, PilotMember.left_at.is_(None)
    query = select(PilotMember.pilot_id).where(*mine, PilotMember.joined_at.is_not(None))
    return frozenset(session.scalars(query))


def count_waiting_for(session: Session, stakeholder_ids: list[str]) -> Mapping[str, int]:
    """How many claims wait for each of these records."""
    query = select(Claim.stakeholder_id, func.count()).where(Claim.stakeholder_id.in_(stakeholder_ids))
    query = query.where(Claim.state == ClaimState.WAITING).group_by(Claim.stakeholder_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _count_names(session: Session, names: frozenset[str]) -> Mapping[str, int]:
    """How many records of different names stand under each domain; no further than it makes a difference."""
    found: dict[str, set[str]] = {name: set() for name in names}
    if not names:
        return {}
    # All records are looked through, so once for all domains, and each with one comparison for both fields.
    written = func.lower(Stakeholder.website + " " + Stakeholder.email)
    near = [written.contains(one, autoescape=True) for name in names for one in spellings(name)]
    query = select(Stakeholder.name, Stakeholder.website, Stakeholder.email).where(or_(*near))
    with session.execute(query) as rows:
        for row in rows:
            for name in names & own_names(row.website, row.email):
                found[name].add(fold(row.name))
            if all(len(one) > MOST_ALIKE for one in found.values()):
                break
    return {name: len(one) for name, one in found.items()}
