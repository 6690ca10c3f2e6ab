"""A new password for somebody who forgot theirs: asked for by anybody, given to who reads the mail."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.core.notifications import MailKind
from matchmaker.db import database_of
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Account
from matchmaker.services import audit, notifications
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.browsers import end_sign_ins
from matchmaker.services.accounts.checks import AGAIN, clean_address
from matchmaker.services.accounts.keys import CHANGING, Key
from matchmaker.services.accounts.news import Changed, tell
from matchmaker.services.notifications import Recipient

LASTS = timedelta(hours=2)


def ask_to_reset(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Write to an address how a new password is chosen, if it has an account; the asker learns nothing.

    Raises:
        Invalid: this is no address; TooMany: too often from this network, or for this address.
    """
    database = database_of(session)
    throttle.count(database, f"reset:{address}", throttle.REGISTER, now=now)
    email, fault = clean_address(email)
    if fault:
        raise Invalid(AGAIN, fields={"email": fault})
    throttle.count(database, reset_key(email), throttle.WRITE_TO, now=now)
    known = session.scalar(select(Account).where(Account.email == email, Account.disabled_at.is_(None)))
    with session.begin_nested() as writing:
        to = Recipient(email, known.name, known.language, known.id) if known else Recipient(email, "", "en")
        key = f"reset {now.isoformat()}"
        notifications.notify(session, kind=MailKind.RESET, key=key, to=to, now=now, answerable_for=LASTS)
        if known is None:
            # Written all the same, and taken back: the time that it takes would tell who has an account.
            session.flush()
            writing.rollback()
    audit.record(session, VISITOR, "account.ask-reset", known.id if known else "", now=now)


def renew_password(session: Session, key: Key, password_hash: str, *, now: datetime) -> Account:
    """Give the account that a link is about a new password; it is signed out everywhere.

    Raises:
        NotFound: the account is closed, or has left the address that the link was sent to.
    """
    account = session.get(Account, key.account_id) if key.account_id else None
    if account is None or account.disabled_at is not None or account.email != key.address:
        raise NotFound("This account is closed, or has another address by now.")
    account.password_hash = password_hash
    end_sign_ins(session, account.id, now=now)
    notifications.close_links(session, account.id, CHANGING, now=now)
    tell(session, account, Changed.PASSWORD, now=now)
    audit.record(session, VISITOR, "account.reset", account.id, now=now)
    return account


def reset_key(email: str) -> str:
    """The counter of asks for a new password; not the address itself.

    No other mails count here: whoever has us write to an address, and guesses its password meanwhile, would
    lock its owner out.
    """
    return "reset-to:" + hashlib.sha256(email.encode()).hexdigest()
