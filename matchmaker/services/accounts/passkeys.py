"""Passkeys of an account: added, used for signing in, removed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.words import N_
from matchmaker.db import Database, database_of
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Account, Passkey
from matchmaker.services import audit
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.accounts.confirming import confirm, fresh_account
from matchmaker.services.accounts.entering import Entered, open_whole, welcome
from matchmaker.services.accounts.factors import keys
from matchmaker.services.accounts.factors.challenges import new_challenge, take_challenge
from matchmaker.services.accounts.factors.keys import Site
from matchmaker.services.accounts.managing import after_adding, after_removing
from matchmaker.services.accounts.news import Changed, tell
from matchmaker.services.accounts.own import account_of

LONGEST_NAME = 60
MOST = 20
NO_NAME = N_("Give the passkey a name, such as “My phone”.")
NOT_RIGHT = N_("The passkey did not work. Try it once more.")


def list_passkeys(session: Session, actor: Actor) -> list[Passkey]:
    """The passkeys of who asks, in the order in which they came.

    Raises:
        NotAllowed: who asks has no account.
    """
    mine = Passkey.account_id == account_of(session, actor).id
    return list(session.scalars(select(Passkey).where(mine).order_by(Passkey.id)))


def ask_for_new(
    session: Session, actor: Actor, *, site: Site, sign_in: str, now: datetime
) -> tuple[str, bytes]:
    """What the browser is asked for a new passkey, as JSON, and the challenge in it.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Conflict: they have very many already.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    known = [one.credential_id for one in list_passkeys(session, actor)]
    if len(known) >= MOST:
        raise Conflict("You have very many passkeys. Remove one that you do not need.")
    challenge = new_challenge(session, now=now)
    return keys.options_to_add(site, account, known, challenge), challenge


def add_passkey(
    session: Session, actor: Actor, answer: str, *, name: str, challenge: bytes, site: Site, sign_in: str,
    now: datetime,
) -> list[str]:  # fmt: skip
    """Keep a new passkey; the answer are the recovery codes where it is the first factor, else none.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Invalid: it has no name, or the browser's answer is not right.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    name = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())[:LONGEST_NAME]
    if not name:
        raise Invalid(AGAIN, fields={"name": NO_NAME})
    made = keys.read_new(answer, site=site, challenge=challenge)
    if made is None or not take_challenge(session, challenge, now=now):
        raise Invalid(NOT_RIGHT)
    row = Passkey(
        account_id=account.id, credential_id=made.credential_id, public_key=made.public_key,
        sign_count=made.sign_count, name=name, made_at=now,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Invalid(NOT_RIGHT) from None
    tell(session, account, Changed.PASSKEY_ADDED, about=name, now=now)
    audit.record(session, actor, "account.add-passkey", account.id, now=now)
    return after_adding(session, actor, account, sign_in, now=now)


def remove_passkey(session: Session, actor: Actor, number: int, *, sign_in: str, now: datetime) -> None:
    """Remove a passkey.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        NotFound: it is somebody else's, or has gone; Conflict: nobody could sign in any more.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    mine = delete(Passkey).where(Passkey.id == number, Passkey.account_id == account.id)
    name = session.scalar(mine.returning(Passkey.name))
    if name is None:
        raise NotFound("This passkey has been removed already.")
    after_removing(session, account)
    tell(session, account, Changed.PASSKEY_REMOVED, about=name, now=now)
    audit.record(session, actor, "account.remove-passkey", account.id, now=now)


def ask_for_one(session: Session, *, site: Site, address: str, now: datetime) -> tuple[str, bytes]:
    """What the browser is asked for signing in, as JSON, and the challenge in it.

    Raises:
        TooMany: too many tries from this network address.
    """
    throttle.count(database_of(session), f"passkey-asked:{address}", throttle.PASSKEY_BY_ADDRESS, now=now)
    challenge = new_challenge(session, now=now)
    return keys.options_to_use(site, challenge), challenge


def sign_in_by_passkey(
    session: Session, answer: str, *, challenge: bytes, site: Site, address: str, agent: str,
    lasts: timedelta, now: datetime,
) -> Entered:  # fmt: skip
    """Open a sign-in by a passkey alone: it is a device and a finger or a number, so two factors in one.

    Guesses of passwords and codes do not count here: a passkey opens at any time.

    Raises:
        Invalid: it is not right; TooMany: too many tries from this network address.
    """
    account = _taken(session, answer, challenge, site, address, now)
    welcome(session, account, agent, now=now)
    secret = open_whole(session, account.id, agent=agent, lasts=lasts, confirmed=True, strong=True, now=now)
    return Entered(secret)


def confirm_by_passkey(
    session: Session, actor: Actor, answer: str, *, challenge: bytes, site: Site, sign_in: str, address: str,
    now: datetime,
) -> None:  # fmt: skip
    """Show a passkey once more, before something changes in how one signs in.

    Raises:
        Invalid: it is not right, or somebody else's; TooMany: too many tries from this network address.
    """
    if _taken(session, answer, challenge, site, address, now).id != actor.account_id:
        raise Invalid(NOT_RIGHT)
    confirm(session, actor, sign_in, strong=True, now=now)


def _taken(
    session: Session, answer: str, challenge: bytes, site: Site, address: str, now: datetime
) -> Account:
    """The account of a passkey whose answer is right; then nobody can give this answer again."""
    database = database_of(session)
    throttle.count(database, f"passkey-from:{address}", throttle.PASSKEY_BY_ADDRESS, now=now)
    with database.reading() as reader:
        passkey = reader.scalar(select(Passkey).where(Passkey.credential_id == keys.id_in(answer)))
    count = keys.new_count(answer, passkey, site=site, challenge=challenge) if passkey else None
    if passkey is None or count is None:
        _record_failure(database, passkey, now)
        raise Invalid(NOT_RIGHT)
    account = session.get(Account, passkey.account_id)
    since = Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count
    used = update(Passkey).where(*since).values(sign_count=count, used_at=now).returning(Passkey.id)
    taken = take_challenge(session, challenge, now=now) and session.scalars(used).all()
    if not taken or account is None or account.disabled_at is not None:
        raise Invalid(NOT_RIGHT)
    return account


def _record_failure(database: Database, passkey: Passkey | None, now: datetime) -> None:
    with database.transaction() as session:
        account_id = passkey.account_id if passkey else ""
        audit.record(session, VISITOR, "account.passkey-failed", account_id, now=now)
