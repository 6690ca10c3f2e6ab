"""Signing in by an identity provider: the person is who issuer and subject say, whatever their address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Identity, Passkey
from matchmaker.services import audit
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN, LONGEST_NAME, clean_address, clean_name
from matchmaker.services.accounts.confirming import confirm, fresh_account
from matchmaker.services.accounts.entering import Entered, enter, open_whole, welcome
from matchmaker.services.accounts.news import Changed, tell
from matchmaker.services.accounts.own import account_of

TAKEN = N_(
    "There is an account with the address %(email)s already. Sign in to it,"
    " and join the two on the page “How you sign in”."
)
ELSEWHERE = N_("This person of the provider is joined with an account already.")
LONGEST_SUBJECT = 255


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom a provider says that somebody is, checked by the door.

    `verified`: the provider knows that the address is theirs. `strong`: they showed a second factor there,
    and the settings say that it counts.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    verified: bool = False
    strong: bool = False


def find_identity(session: Session, claim: Claim) -> Identity | None:
    """The account's side of a person of a provider."""
    query = select(Identity).where(Identity.issuer == claim.issuer, Identity.subject == claim.subject)
    return session.scalar(query)


def list_identities(session: Session, actor: Actor) -> list[Identity]:
    """The persons of providers by whom somebody signs in.

    Raises:
        NotAllowed: who asks has no account.
    """
    mine = Identity.account_id == account_of(session, actor).id
    return list(session.scalars(select(Identity).where(mine).order_by(Identity.id)))


def enter_by_identity(
    session: Session, claim: Claim, *, agent: str, lasts: timedelta, now: datetime
) -> Entered | None:
    """Open a sign-in, or half of one, for whom a provider has sent; None where nobody here is that person.

    Raises:
        NotAllowed: the account is closed.
    """
    identity = find_identity(session, claim)
    account = session.get(Account, identity.account_id) if identity else None
    if identity is None or account is None:
        return None
    if account.disabled_at is not None:
        raise NotAllowed("This account is closed.")
    identity.used_at = now
    return _opened(session, account, claim, agent, lasts, now)


def join_by_identity(
    session: Session,
    claim: Claim,
    *,
    language: str,
    address: str,
    agent: str,
    lasts: timedelta,
    now: datetime,
) -> Entered:
    """Make an account for a person whom a provider has sent, with the address that it knows to be theirs.

    Raises:
        Invalid: the address cannot be taken, or is not known to be theirs; Conflict: it has an account, which
        is never joined by the address alone; TooMany: too many accounts were made from this network address.
    """
    throttle.count(database_of(session), f"register:{address}", throttle.REGISTER, now=now)
    email, fault = clean_address(claim.email)
    if fault or not claim.verified or len(claim.subject) > LONGEST_SUBJECT:
        raise Invalid(AGAIN, fields={"email": fault})
    name = clean_name(claim.name)[0][:LONGEST_NAME] or email.partition("@")[0]
    account = Account(name=name, email=email, language=language, password_hash="", created_at=now)
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        raise Conflict(TAKEN, email=email) from None
    audit.record(session, VISITOR, "account.register", account.id, now=now)
    _keep(session, account, claim, now)
    return _opened(session, account, claim, agent, lasts, now)


def link_identity(session: Session, actor: Actor, claim: Claim, *, sign_in: str, now: datetime) -> None:
    """Let somebody who is signed in, and has shown so, sign in by a provider as well.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Conflict: this person of the provider is joined with an account already.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    _keep(session, account, claim, now)
    tell(session, account, Changed.PROVIDER_ADDED, about=claim.email or claim.name, now=now)
    audit.record(session, actor, "account.add-provider", account.id, now=now)


def unlink_identity(session: Session, actor: Actor, number: int, *, sign_in: str, now: datetime) -> None:
    """Sign in by this provider no more.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        NotFound: it is somebody else's, or has gone; Conflict: it is the only way to sign in.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    mine = delete(Identity).where(Identity.id == number, Identity.account_id == account.id)
    shown = session.scalar(mine.returning(Identity.shown))
    if shown is None:
        raise NotFound("This has been removed already.")
    others = (
        exists().where(Identity.account_id == account.id),
        exists().where(Passkey.account_id == account.id),
    )
    if not account.password_hash and not any(session.execute(select(*others)).one()):
        raise Conflict("This is the only way in which you sign in. Choose a password first.")
    tell(session, account, Changed.PROVIDER_REMOVED, about=shown, now=now)
    audit.record(session, actor, "account.remove-provider", account.id, now=now)


def confirm_by_identity(session: Session, actor: Actor, claim: Claim, *, sign_in: str, now: datetime) -> bool:
    """Note that somebody signed in at their provider just now; False where that is another person."""
    identity = find_identity(session, claim)
    if identity is None or identity.account_id != actor.account_id:
        return False
    confirm(session, actor, sign_in, strong=claim.strong, now=now)
    return True


def _keep(session: Session, account: Account, claim: Claim, now: datetime) -> None:
    shown = (claim.email or claim.name)[:320]
    row = Identity(
        account_id=account.id,
        issuer=claim.issuer,
        subject=claim.subject,
        shown=shown,
        made_at=now,
        used_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Conflict(ELSEWHERE) from None


def _opened(
    session: Session, account: Account, claim: Claim, agent: str, lasts: timedelta, now: datetime
) -> Entered:
    if claim.strong:
        welcome(session, account, agent, now=now)
        return Entered(open_whole(session, account.id, agent=agent, lasts=lasts, strong=True, now=now))
    return enter(session, account, agent=agent, lasts=lasts, confirmed=False, greet=True, now=now)
