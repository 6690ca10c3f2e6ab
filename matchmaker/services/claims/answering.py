"""Answering a claim by the link of its mail: it is right, or it was not us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.claims.proving import proves
from matchmaker.core.claims.states import ClaimState, Proof
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Claim, Mail, MailLink, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.claims.reading import measure
from matchmaker.services.claims.settling import OVER, hold_claim, hold_record, refuse, settle
from matchmaker.services.claims.telling import What, Why

NONE = N_("There is no such claim any more.")
LATE = N_("Somebody looks after this profile by now, so the link has ended.")
CHANGED = N_("This address does not stand for the profile any more, so the link has ended.")


@dataclass(frozen=True, slots=True)
class AskedOfRecord:
    """A claim as the reader of the record's mail sees it: who claims, with which address, and what."""

    claim: Claim
    stakeholder: Stakeholder
    name: str
    address: str
    written_to: str


def get_by_link(session: Session, link: MailLink) -> AskedOfRecord:
    """The claim of a link.

    Raises:
        NotFound: the link is of another mail, or the claim is gone; Conflict: it has an end, somebody looks
            after the record by now, or the address is not its own any more.
    """
    mail = session.get(Mail, link.mail_id)
    about = mail.params if mail is not None and mail.kind is MailKind.CLAIM else {}
    claim = session.get(Claim, about.get("claim", "")) if about.get("what") == What.PROVE else None
    if mail is None or claim is None:
        raise NotFound(NONE)
    if claim.state is not ClaimState.WAITING:
        raise Conflict(OVER)
    stakeholder, account = session.get_one(Stakeholder, claim.stakeholder_id), _claimant(session, claim)
    if stakeholder.hidden:
        raise NotFound(NONE)
    if stakeholder.claimed:
        raise Conflict(LATE)
    if not proves(mail.address, stakeholder.email, measure(session, stakeholder)):
        raise Conflict(CHANGED)
    return AskedOfRecord(claim, stakeholder, account.name, account.email, mail.address)


def answer_by_link(session: Session, link: MailLink, *, yes: bool, now: datetime) -> Claim:
    """Say that a claim is right, which makes the claimant the owner; or that it is not, which ends it.

    Raises:
        NotFound, Conflict: as `get_by_link`, or the link was used; of two who prove at once one is told so.
    """
    notifications.use_link(session, link, now)
    asked = get_by_link(session, link)
    stakeholder = hold_record(session, asked.stakeholder.id)
    if stakeholder.claimed:
        raise Conflict(LATE)
    claim = hold_claim(session, asked.claim.id)
    if not yes:
        refuse(session, VISITOR, claim, "", why=Why.NOT_US, now=now)
        return claim
    claim.address = asked.written_to
    settle(session, Actor(claim.account_id, asked.name), claim, stakeholder, proof=Proof.MAIL, now=now)
    return claim


def _claimant(session: Session, claim: Claim) -> Account:
    account = session.get_one(Account, claim.account_id)
    if account.disabled_at is not None:
        raise NotFound(NONE)
    return account
