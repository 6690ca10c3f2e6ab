"""Showing once more who one is, before something changes that matters."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.db import database_of
from matchmaker.errors import NotFresh
from matchmaker.models import Account, SignIn
from matchmaker.services import audit
from matchmaker.services.accounts.own import account_of, confirmed
from matchmaker.services.accounts.proving import take_code
from matchmaker.services.accounts.secrets import hashed

FRESH = timedelta(minutes=10)
"""So long after showing a password or a factor one may change how one signs in."""


def confirm_by_password(
    session: Session, actor: Actor, password: str, *, sign_in: str, now: datetime
) -> None:
    """Show the password once more; `sign_in` is the secret of this sign-in.

    Raises:
        NotAllowed: who asks has no account; Invalid: it is wrong; TooMany: it was guessed too often.
    """
    confirmed(session, actor, password, "password", now)
    confirm(session, actor, sign_in, now=now)


def confirm_by_code(
    session: Session, actor: Actor, code: str, *, sign_in: str, address: str, secret: str, now: datetime
) -> None:
    """Show a code of the app, or of the recovery codes, once more.

    Raises:
        NotAllowed: who asks has no account; Invalid: it is wrong; TooMany: it was guessed too often.
    """
    take_code(session, actor.account_id or "", code, address=address, secret=secret, now=now)
    confirm(session, actor, sign_in, strong=True, now=now)


def confirm(session: Session, actor: Actor, sign_in: str, *, strong: bool = False, now: datetime) -> None:
    """Note that somebody has shown who they are, and with `strong` that it was by a second factor."""
    values = {"confirmed_at": now} | ({"strong_at": now} if strong else {})
    mine = SignIn.secret_hash == hashed(sign_in), SignIn.account_id == actor.account_id
    session.execute(update(SignIn).where(*mine).values(values))
    audit.record(session, actor, "account.confirm", actor.account_id or "", now=now)


def is_fresh(session: Session, sign_in: str, *, now: datetime) -> bool:
    """Whether this sign-in was confirmed a short while ago."""
    at = session.scalar(select(SignIn.confirmed_at).where(SignIn.secret_hash == hashed(sign_in)))
    return at is not None and at > now - FRESH


def fresh_account(
    session: Session, actor: Actor, sign_in: str, *, reading: bool = False, now: datetime
) -> Account:
    """The account of who changes how they sign in; two changes wait for each other, but not `reading`.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are.
    """
    account = account_of(session, actor)
    if not reading:
        # SQLite lets one write at a time anyway, and passes this over.
        session.execute(select(Account.id).where(Account.id == account.id).with_for_update())
    if not is_fresh(session, sign_in, now=now):
        raise NotFresh
    return account


def asks_password(session: Session, actor: Actor, sign_in: str, *, now: datetime) -> bool:
    """Whether somebody proves with their password who they are; else they did so a short while ago.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have no password, and have to show first who they
        are in another way.
    """
    if account_of(session, actor).password_hash:
        return True
    fresh_account(session, actor, sign_in, reading=True, now=now)
    return False


def proven(session: Session, actor: Actor, password: str, *, sign_in: str, now: datetime) -> Account:
    """The account of who does what cannot be taken back: by its password, or see `asks_password`.

    Raises:
        NotAllowed, NotFresh; Invalid: the password is wrong; TooMany: it was guessed too often.
    """
    # Read apart: tries of the password are counted before the request writes.
    with database_of(session).reading() as reader:
        asked = asks_password(reader, actor, sign_in, now=now)
        account = account_of(reader, actor)
    return confirmed(session, actor, password, "password", now) if asked else account
