"""Claiming a record: by a mail to its domain, by one's own address, or by asking for a decision."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.claims.proving import proves
from matchmaker.core.claims.states import LONGEST, MOST_OPEN, ClaimState, Proof
from matchmaker.core.words import N_
from matchmaker.db import Database, database_of
from matchmaker.errors import Conflict, Invalid, NotFound, TooMany
from matchmaker.models import Account, Claim, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN, clean_address
from matchmaker.services.accounts.throttle import Limit
from matchmaker.services.claims import telling
from matchmaker.services.claims.reading import (
    NO_RECORD,
    Claimable,
    find_waiting,
    get_claimable,
    get_claimant,
    measure,
)
from matchmaker.services.claims.settling import hold_record, settle
from matchmaker.services.profiles.checks import clean

DAY = timedelta(days=1)
MAILS_OF_RECORD, MAILS_OF_ACCOUNT, WORDS_OF_ACCOUNT = Limit(3, DAY), Limit(20, DAY), Limit(10, DAY)
NOT_US_FOR = timedelta(days=30)
"""So long nobody is asked again by mail who answered that it was not them."""

TAKEN = N_("Somebody looks after this profile by now. Say below why it is yours, and somebody decides.")
FULL = N_("Five claims of yours wait already. Wait for an answer, or withdraw one of them.")
NO_CONTACT = N_("This profile names no address to which we could write.")
FOREIGN = N_("This address does not belong to the profile. Use one of its own domain, or ask for a decision.")
SAY = N_("Say in a sentence or two who you are there.")
LONG = N_("Keep this below 500 signs.")
NOT_US = N_("They answered a short while ago that this was not them. You can still ask for a decision.")
ENOUGH_OF_RECORD = N_(
    "Three e-mails about this profile went out within a day. Try again tomorrow, or ask for a decision."
)
ENOUGH = N_("You have asked very often today. Try again tomorrow.")


def ask_by_mail(
    session: Session, actor: Actor, stakeholder_id: str, *, to: str, language: str, now: datetime
) -> Claim:
    """Write to an address of a record how the claim is proved; with "" to its own contact address.

    The answer is the same whether the address has an account.

    Raises:
        NotFound, NotAllowed; Conflict: somebody looks after it, or too many claims wait; Invalid: the address
            does not belong to the record; TooMany.
    """
    database = database_of(session)
    # Looked at apart: the request must not hold the database while its tries are counted.
    with database.reading() as reader:
        found = get_claimable(reader, actor, stakeholder_id)
        address = _address(reader, found, to, now)
        _check_open(reader, found.account.id, found.own)
    _count(database, f"claim-mails:{found.account.id}", MAILS_OF_ACCOUNT, ENOUGH, now)
    _count(database, f"claim-record:{stakeholder_id}", MAILS_OF_RECORD, ENOUGH_OF_RECORD, now)
    stakeholder = _hold_free(session, stakeholder_id)
    claim = _open(session, actor, stakeholder, now)
    claim.address = address
    session.flush()
    telling.ask_the_record(session, claim, stakeholder, language=language, now=now)
    audit.record(session, actor, "claim.ask", claim.id, now=now, stakeholder=stakeholder_id, way="mail")
    return claim


def ask_for_decision(
    session: Session, actor: Actor, stakeholder_id: str, *, words: str, now: datetime
) -> Claim:
    """Say who one is there, and let somebody decide; where the record has an owner this is a dispute.

    Raises:
        NotFound, NotAllowed; Conflict: too many claims wait; Invalid: nothing or too much is said; TooMany.
    """
    database = database_of(session)
    with database.reading() as reader:
        found = get_claimable(reader, actor, stakeholder_id)
        _check_open(reader, found.account.id, found.own)
    said = clean(words)
    if not said or len(said) > LONGEST:
        raise Invalid(AGAIN, fields={"words": LONG if said else SAY})
    _count(database, f"claim-words:{found.account.id}", WORDS_OF_ACCOUNT, ENOUGH, now)
    return say(session, actor, hold_record(session, stakeholder_id), said, now=now)


def say(session: Session, actor: Actor, stakeholder: Stakeholder, words: str, *, now: datetime) -> Claim:
    """Put words down that were looked at, for a record that is held, and tell who decides."""
    claim = _open(session, actor, stakeholder, now)
    claim.words = words
    session.flush()
    telling.ask_for_decision(session, claim, stakeholder, now=now)
    way = "dispute" if stakeholder.claimed else "decision"
    audit.record(session, actor, "claim.ask", claim.id, now=now, stakeholder=stakeholder.id, way=way)
    return claim


def claim_at_once(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> Claim:
    """Take a record to which the confirmed address of one's own account belongs.

    Raises:
        NotFound, NotAllowed; Conflict: somebody looks after it by now, or the address does not belong to it.
    """
    get_claimable(session, actor, stakeholder_id)
    stakeholder = _hold_free(session, stakeholder_id)
    account = get_claimant(session, actor)
    if not proves(account.email, stakeholder.email, measure(session, stakeholder)):
        raise Conflict(FOREIGN)
    claim = _open(session, actor, stakeholder, now, counted=False)
    claim.address = account.email
    way = {"stakeholder": stakeholder_id, "way": "account"}
    audit.record(session, actor, "claim.ask", claim.id, now=now, **way)
    settle(session, actor, claim, stakeholder, proof=Proof.MAIL, now=now)
    return claim


def withdraw(session: Session, actor: Actor, claim_id: str, *, now: datetime) -> Claim:
    """Take one's own claim back.

    Raises:
        NotFound: there is none that waits, or it is somebody else's.
    """
    claim = session.get(Claim, claim_id, with_for_update=True, populate_existing=True)
    if claim is None or claim.account_id != actor.account_id or claim.state is not ClaimState.WAITING:
        raise NotFound(N_("This claim has an end already."))
    require(actor, "claim.withdraw", claim)
    claim.state, claim.decided_at = ClaimState.WITHDRAWN, now
    audit.record(session, actor, "claim.withdraw", claim.id, now=now, stakeholder=claim.stakeholder_id)
    return claim


def _address(session: Session, found: Claimable, to: str, now: datetime) -> str:
    """The address that is written to, in small letters.

    Raises:
        Conflict: somebody looks after the record, or answered that it was not them; Invalid.
    """
    one = found.stakeholder
    if one.claimed:
        raise Conflict(TAKEN)
    if not to and not one.email.strip():
        raise Invalid(AGAIN, fields={"address": NO_CONTACT})
    address, fault = clean_address(to or one.email)
    if not fault and not proves(address, one.email, measure(session, one)):
        fault = FOREIGN
    if fault:
        raise Invalid(AGAIN, fields={"address": fault})
    if _said_no(session, found, address, now):
        raise Conflict(NOT_US)
    return address


def _said_no(session: Session, found: Claimable, address: str, now: datetime) -> bool:
    """Whether a mail to this address about the same two was answered with "not us" a short while ago."""
    same = Claim.account_id == found.account.id, Claim.stakeholder_id == found.stakeholder.id
    refused = Claim.state == ClaimState.REFUSED, Claim.reason == "", Claim.address == address
    query = select(Claim.id).where(*same, *refused, Claim.decided_at > now - NOT_US_FOR)
    return session.scalar(query.limit(1)) is not None


def _check_open(session: Session, account_id: str, own: Claim | None) -> None:
    mine = Claim.account_id == account_id, Claim.state == ClaimState.WAITING
    if own is None and session.scalars(select(func.count()).where(*mine)).one() >= MOST_OPEN:
        raise Conflict(FULL)


def _count(database: Database, key: str, limit: Limit, said: str, now: datetime) -> None:
    try:
        throttle.count(database, key, limit, now=now)
    except TooMany as error:
        raise TooMany(said, seconds=error.seconds) from None


def _hold_free(session: Session, stakeholder_id: str) -> Stakeholder:
    stakeholder = hold_record(session, stakeholder_id)
    if stakeholder.hidden:
        raise NotFound(NO_RECORD)
    if stakeholder.claimed:
        raise Conflict(TAKEN)
    return stakeholder


def _open(
    session: Session, actor: Actor, stakeholder: Stakeholder, now: datetime, *, counted: bool = True
) -> Claim:
    """The claim of the actor that waits, else a new one; who claims twice at once waits at their account."""
    account = session.get_one(Account, actor.account_id, with_for_update={"key_share": True})
    present = find_waiting(session, account.id, stakeholder.id)
    if present is not None:
        return present
    if counted:
        _check_open(session, account.id, None)
    claim = Claim(stakeholder_id=stakeholder.id, account_id=account.id, asked_at=now, address="", words="")
    session.add(claim)
    session.flush()
    return claim
