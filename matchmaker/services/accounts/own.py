"""What somebody changes of their own account, their password in hand: password, address, name."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account
from matchmaker.services import audit, notifications
from matchmaker.services.accounts import passwords, throttle
from matchmaker.services.accounts.browsers import end_sign_ins
from matchmaker.services.accounts.checks import AGAIN, clean_address, clean_name
from matchmaker.services.accounts.joining import TAKEN, written_key
from matchmaker.services.accounts.keys import CHANGING, read_key
from matchmaker.services.accounts.news import Changed, tell
from matchmaker.services.notifications import Recipient

LASTS = timedelta(days=1)
"""So long the link in the mail to a new address works."""

WRONG = N_("This is not your password. Type it once more.")


def rename(session: Session, actor: Actor, *, name: str, language: str, now: datetime) -> None:
    """Change the name that others read, and the language of pages and mails.

    Raises:
        NotAllowed: who asks has no account; Invalid: there is no name.
    """
    name, fault = clean_name(name)
    if fault:
        raise Invalid(AGAIN, fields={"name": fault})
    account = account_of(session, actor)
    account.name, account.language = name, language
    audit.record(session, actor, "account.rename", account.id, now=now)


def change_password(
    session: Session, actor: Actor, *, old: str, new: str, secret: str, now: datetime
) -> None:
    """Choose another password; all other browsers are signed out.

    Raises:
        NotAllowed: who asks has no account; Invalid: the old one is wrong, or the new one cannot be taken;
        TooMany: the old one was guessed too often.
    """
    known = confirmed(session, actor, old, "old", now)
    if fault := passwords.fault(new, known.name, known.email):
        raise Invalid(AGAIN, fields={"new": fault})
    password_hash = passwords.hash_password(new)
    account = account_of(session, actor)
    account.password_hash = password_hash
    end_sign_ins(session, account.id, but=secret, now=now)
    notifications.close_links(session, account.id, CHANGING, now=now)
    tell(session, account, Changed.PASSWORD, now=now)
    audit.record(session, actor, "account.change-password", account.id, now=now)


def ask_to_move(session: Session, actor: Actor, *, email: str, password: str, now: datetime) -> None:
    """Write to a new address how it becomes that of the account; the account keeps its own until then.

    An address that has an account gets a mail that says so: who asks learns nothing of it.

    Raises:
        NotAllowed: who asks has no account; Invalid: the password is wrong, or this is no address;
        TooMany: the password was guessed too often, or too much was written to this address or by them.
    """
    known = confirmed(session, actor, password, "password", now)
    email, fault = clean_address(email)
    if fault or email == known.email:
        said = fault or N_("This is your address already.")
        raise Invalid(AGAIN, fields={"email": said})
    throttle.count(database_of(session), f"move:{known.id}", throttle.MOVE, now=now)
    throttle.count(database_of(session), written_key(email), throttle.WRITE_TO, now=now)
    other = session.scalar(select(Account.id).where(Account.email == email))
    to = Recipient(email, known.name, known.language, known.id)
    notifications.notify(
        session, kind=MailKind.ADDRESS, key=f"address {now.isoformat()}", to=to,
        params={"taken": other is not None}, now=now, answerable_for=None if other else LASTS,
    )  # fmt: skip
    audit.record(session, actor, "account.ask-move", known.id, now=now)


def move(session: Session, token: str, secret: str, *, now: datetime) -> None:
    """Make the address that a link was sent to that of its account; the old address is told.

    Raises:
        NotFound, Conflict, Invalid: the link does not open anything (any more);
        Conflict: the address got an account meanwhile.
    """
    key = read_key(session, token, secret, now)
    if key.kind is not MailKind.ADDRESS:
        raise NotFound("This link is for something else. Open it from the mail once more.")
    notifications.use_link(session, key.link_in(session), now)
    account = session.get_one(Account, key.account_id)
    before = account.email
    try:
        with session.begin_nested():
            account.email = key.address
    except IntegrityError:
        raise Conflict(TAKEN) from None
    tell(session, account, Changed.ADDRESS, about=key.address, address=before, now=now)
    audit.record(session, Actor(account.id), "account.move", account.id, now=now)


def confirmed(session: Session, actor: Actor, password: str, field: str, now: datetime) -> Account:
    """The account of who asks, by their password; read apart, so that hashing holds no lock.

    Raises:
        NotAllowed: who asks has no account; Invalid: the password is wrong, said at `field`;
        TooMany: it was guessed too often.
    """
    database = database_of(session)
    with database.reading() as reader:
        account = account_of(reader, actor)
    counter = f"confirm:{account.id}"
    throttle.count(database, counter, throttle.SIGN_IN_BY_ACCOUNT, now=now)
    if not passwords.verify(account.password_hash, password):
        raise Invalid(AGAIN, fields={field: WRONG})
    throttle.forget(database, counter)
    return account


def account_of(session: Session, actor: Actor) -> Account:
    """The account of who asks.

    Raises:
        NotAllowed: who asks has none.
    """
    account = session.get(Account, actor.account_id) if actor.account_id else None
    if account is None:
        raise NotAllowed("Sign in first: this belongs to an account.")
    return account
