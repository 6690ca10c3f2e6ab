"""Making an account: an address asks, the link in its mail finishes; nothing tells whether it is known."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Account
from matchmaker.services import audit, notifications
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN, clean_address, clean_name
from matchmaker.services.accounts.keys import Key
from matchmaker.services.notifications import Recipient

LASTS = timedelta(days=2)
"""So long the link in the mail makes an account."""

TAKEN = N_("There is an account with this address by now. Sign in with it, or ask for a new password.")


def ask_to_register(
    session: Session, *, name: str, email: str, language: str, address: str, now: datetime
) -> None:
    """Write to an address how its account is finished, or that it has one; `address` is that of the network.

    Raises:
        Invalid: a field cannot be taken; TooMany: too often from this network, or for this address.
    """
    database = database_of(session)
    throttle.count(database, f"register:{address}", throttle.REGISTER, now=now)
    name, fault = clean_name(name)
    email, fault_of_email = clean_address(email)
    fields = {key: value for key, value in (("name", fault), ("email", fault_of_email)) if value}
    if fields:
        raise Invalid(AGAIN, fields=fields)
    throttle.count(database, written_key(email), throttle.WRITE_TO, now=now)
    known = session.scalar(select(Account).where(Account.email == email))
    if known is not None and known.disabled_at is not None:
        # Whose account an administrator has closed gets no mail, and a link would make no other one.
        audit.record(session, VISITOR, "account.ask", known.id, now=now)
        return
    to = Recipient(email, known.name, known.language, known.id) if known else Recipient(email, name, language)
    notifications.notify(
        session,
        kind=MailKind.REGISTER,
        key=f"register {now.isoformat()}",
        to=to,
        now=now,
        answerable_for=None if known else LASTS,
    )
    audit.record(session, VISITOR, "account.ask", known.id if known else "", now=now)


def make_account(session: Session, key: Key, password_hash: str, *, now: datetime) -> Account:
    """The account that a link is about.

    Raises:
        Conflict: the address got an account meanwhile.
    """
    account = Account(
        name=key.name, email=key.address, language=key.language, password_hash=password_hash, created_at=now
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        raise Conflict(TAKEN) from None
    audit.record(session, VISITOR, "account.register", account.id, now=now)
    return account


def written_key(email: str) -> str:
    """The counter of what is written to an address; not the address itself."""
    return "write-to:" + hashlib.sha256(email.encode()).hexdigest()
