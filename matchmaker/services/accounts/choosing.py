"""Choosing a password by the link in a mail: for a new account, or in place of one that is forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.db import database_of
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Account
from matchmaker.services import notifications
from matchmaker.services.accounts import passwords
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.accounts.joining import make_account
from matchmaker.services.accounts.keys import Key, read_key
from matchmaker.services.accounts.resetting import renew_password


def choose_password(session: Session, token: str, secret: str, *, password: str, now: datetime) -> Account:
    """Make the account of a link, or give it a new password, and use the link up.

    Raises:
        NotFound, Conflict, Invalid: the link does not open anything (any more), or its account has gone;
        Invalid: the password cannot be taken; Conflict: the address got an account meanwhile.
    """
    # Hashing takes long: the link is read before, and used after it, never while the database is locked.
    with database_of(session).reading() as reader:
        key = read_key(reader, token, secret, now)
    if key.kind is MailKind.ADDRESS:
        raise NotFound("This link is for something else. Open it from the mail once more.")
    password_hash = _checked(password, key)
    notifications.use_link(session, key.link_in(session), now)
    do = make_account if key.kind is MailKind.REGISTER else renew_password
    return do(session, key, password_hash, now=now)


def _checked(password: str, key: Key) -> str:
    if fault := passwords.fault(password, key.name, key.address):
        raise Invalid(AGAIN, fields={"password": fault})
    return passwords.hash_password(password)
