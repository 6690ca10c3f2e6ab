"""Signing in and out: sessions stand in a table, so that they can be listed and ended."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.words import N_
from matchmaker.db import Database, database_of
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Account, SignIn
from matchmaker.services import audit
from matchmaker.services.accounts import passwords, throttle
from matchmaker.services.accounts.entering import Entered, enter, open_whole
from matchmaker.services.accounts.grants import actor_of
from matchmaker.services.accounts.secrets import hashed

WRONG = N_("Address and password do not belong together. Check both and try again.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a cookie's secret stands for; `strong`: they have shown a second factor."""

    actor: Actor
    language: str
    strong: bool = False


def sign_in(
    session: Session,
    *,
    email: str,
    password: str,
    address: str,
    agent: str,
    lasts: timedelta,
    now: datetime,
) -> Entered:
    """Check a password and open a session, or half of one where there is a second factor.

    Raises:
        Invalid: address and password do not belong together.
        TooMany: too many tries from this network address or for this account.
    """
    # PostgreSQL cannot even be asked for a text with a zero byte in it.
    database, email = database_of(session), email.replace("\0", "").strip().lower()
    account_key = tried_key(email)
    throttle.count(database, f"sign-in-from:{address}", throttle.SIGN_IN_BY_ADDRESS, now=now)
    throttle.count(database, account_key, throttle.SIGN_IN_BY_ACCOUNT, now=now)
    # Hashing takes long: it happens between two transactions, never while the database is locked.
    with database.reading() as reader:
        account = reader.scalar(select(Account).where(Account.email == email))
    right = passwords.verify(account.password_hash if account else None, password)
    if account is None or not right or account.disabled_at is not None:
        _record_failure(database, account, now)
        raise Invalid(WRONG)
    throttle.forget(database, account_key)
    # Meanwhile the password may have been changed, which ends all sign-ins: none shall begin by the old one.
    known = session.get(Account, account.id, with_for_update={"key_share": True})
    if known is None or known.disabled_at is not None or known.password_hash != account.password_hash:
        raise Invalid(WRONG)
    return enter(session, known, agent=agent, lasts=lasts, greet=True, now=now)


def sign_in_as_demo(session: Session, part: str, *, agent: str, lasts: timedelta, now: datetime) -> str:
    """Sign in as one of the demo's people, without a password; the door checks that this is a demo.

    Raises:
        NotFound: there is no such person here.
    """
    account_id = session.scalar(select(Account.id).where(Account.demo_part == part))
    if account_id is None:
        raise NotFound("There is no such demo account. Load the demo with `matchmaker demo`.")
    return open_whole(session, account_id, agent=agent, lasts=lasts, confirmed=True, now=now)


def sign_in_new(
    session: Session, account: Account, *, agent: str, lasts: timedelta, now: datetime
) -> Entered:
    """Open a session for who chose a password by a link; half of one where there is a second factor."""
    return enter(session, account, agent=agent, lasts=lasts, now=now)


def list_demo_accounts(session: Session) -> list[Account]:
    """The people whom one may try in demo mode."""
    query = select(Account).where(Account.demo_part.is_not(None)).order_by(Account.demo_part)
    return list(session.scalars(query))


def find_signed_in(session: Session, secret: str, *, now: datetime) -> SignedIn | None:
    """Who holds this secret, if the session is still open."""
    query = (
        select(Account, SignIn.strong_at)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(
            SignIn.secret_hash == hashed(secret),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now,
            Account.disabled_at.is_(None),
        )
    )
    found = session.execute(query).first()
    if found is None:
        return None
    account, strong_at = found
    return SignedIn(actor_of(session, account), account.language, strong_at is not None)


def sign_out(session: Session, actor: Actor, secret: str, *, now: datetime) -> None:
    """End the session behind a secret."""
    query = update(SignIn).where(SignIn.secret_hash == hashed(secret), SignIn.ended_at.is_(None))
    session.execute(query.values(ended_at=now))
    audit.record(session, actor, "account.sign-out", actor.account_id or "", now=now)


def tried_key(email: str) -> str:
    """The counter of tries to sign in with an address; not the address itself."""
    return "sign-in:" + hashlib.sha256(email.encode()).hexdigest()


def _record_failure(database: Database, account: Account | None, now: datetime) -> None:
    with database.transaction() as session:
        audit.record(session, VISITOR, "account.sign-in-failed", account.id if account else "", now=now)
