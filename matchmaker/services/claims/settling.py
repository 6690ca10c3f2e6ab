"""Giving a record to who claims it: one owner, the other claims end, everybody concerned is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.claims.states import ClaimState, Proof
from matchmaker.core.entities import Part, Role
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, ActingConsent, Claim, RoleGrant, Stakeholder
from matchmaker.services import accounts, audit
from matchmaker.services.claims import telling
from matchmaker.services.claims.reading import CLOSED, NO_RECORD
from matchmaker.services.claims.telling import Why

OVER = N_("This claim has an end already. What was decided stands.")


def hold_record(session: Session, stakeholder_id: str) -> Stakeholder:
    """A record that nobody else claims, proves or gives until this transaction ends.

    Raises:
        NotFound: there is none (any more).
    """
    lock = {"key_share": True}
    stakeholder = session.get(Stakeholder, stakeholder_id, with_for_update=lock, populate_existing=True)
    if stakeholder is None:
        raise NotFound(NO_RECORD)
    # Asked for anew: somebody may have become its first member while this waited.
    session.refresh(stakeholder, ["claimed"])
    return stakeholder


def hold_claim(session: Session, claim_id: str) -> Claim:
    """A claim that still waits, locked; its record is held before.

    Raises:
        Conflict: it has an end by now, or its account is closed.
    """
    claim = session.get(Claim, claim_id, with_for_update=True, populate_existing=True)
    if claim is None or claim.state is not ClaimState.WAITING:
        raise Conflict(OVER)
    account = session.get_one(Account, claim.account_id)
    if account.disabled_at is not None:
        raise Conflict(CLOSED)
    return claim


def settle(
    session: Session,
    actor: Actor,
    claim: Claim,
    stakeholder: Stakeholder,
    *,
    proof: Proof,
    reason: str = "",
    instead: bool = False,
    now: datetime,
) -> None:
    """Make the claimant an owner; both rows are held. With `instead` all who belonged to it leave."""
    former = _members(session, stakeholder.id)
    accounts.grant(
        session, actor, account_id=claim.account_id, role=Role.MEMBER, place=stakeholder.id, part=Part.OWNER,
        now=now,
    )  # fmt: skip
    if instead:
        _take_out(session, actor, stakeholder.id, former, now)
    end(claim, ClaimState.GIVEN, actor, reason, now)
    claim.proof = proof
    about = {"stakeholder": stakeholder.id, "proof": proof.value, "instead": instead}
    audit.record(session, actor, "claim.give", claim.id, now=now, **about)
    telling.tell_claimant(session, claim, now=now)
    telling.tell_former(session, claim, former, replaced=instead, now=now)
    for other in _others(session, claim):
        refuse(session, actor, other, reason, now=now)


def refuse(
    session: Session, actor: Actor, claim: Claim, reason: str, *, why: Why = Why.OTHER, now: datetime
) -> None:
    """End a claim with no, and tell who made it; `why` says where nobody gave a reason."""
    end(claim, ClaimState.REFUSED, actor, reason, now)
    audit.record(session, actor, "claim.refuse", claim.id, now=now, stakeholder=claim.stakeholder_id)
    telling.tell_claimant(session, claim, why=why, now=now)


def end(claim: Claim, state: ClaimState, actor: Actor, reason: str, now: datetime) -> None:
    """Write down what became of a claim; who proved their own, or ended another's by it, has not decided."""
    claim.state, claim.decided_at, claim.reason = state, now, reason
    claim.decided_by = actor.account_id if reason else None


def _members(session: Session, stakeholder_id: str) -> list[str]:
    mine = RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder_id
    return list(session.scalars(select(RoleGrant.account_id).where(*mine).order_by(RoleGrant.id)))


def _take_out(session: Session, actor: Actor, stakeholder_id: str, former: list[str], now: datetime) -> None:
    for account_id in former:
        accounts.take_back(
            session, actor, account_id=account_id, role=Role.MEMBER, place=stakeholder_id, now=now
        )
    # Whom they let act for it, acted for them.
    theirs = ActingConsent.stakeholder_id == stakeholder_id, ActingConsent.withdrawn_at.is_(None)
    session.execute(update(ActingConsent).where(*theirs).values(withdrawn_at=now))


def _others(session: Session, claim: Claim) -> list[Claim]:
    """The other claims of the record that wait, locked in a fixed order."""
    same = Claim.stakeholder_id == claim.stakeholder_id, Claim.state == ClaimState.WAITING
    query = select(Claim).where(*same, Claim.id != claim.id).order_by(Claim.id).with_for_update()
    return list(session.scalars(query, execution_options={"populate_existing": True}))
