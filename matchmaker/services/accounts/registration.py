"""A new account that the operator makes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import Invalid
from matchmaker.models import Account
from matchmaker.services import audit
from matchmaker.services.accounts import passwords, throttle
from matchmaker.services.accounts.checks import AGAIN, clean_address, clean_name

TAKEN = N_("There is an account with this address already. Sign in, or use another address.")


def register(
    session: Session,
    actor: Actor,
    *,
    name: str,
    email: str,
    password: str,
    language: str,
    address: str,
    now: datetime,
) -> Account:
    """Make an account; `address` is the network address the tries are counted by.

    Raises:
        Invalid: a field cannot be taken, or the mail address has an account already.
        TooMany: too many accounts were made from this address.
    """
    throttle.count(database_of(session), f"register:{address}", throttle.REGISTER, now=now)
    name, no_name = clean_name(name)
    email, no_address = clean_address(email)
    said = {"name": no_name, "email": no_address, "password": passwords.fault(password, name, email)}
    if fields := {key: value for key, value in said.items() if value}:
        raise Invalid(AGAIN, fields=fields)
    password_hash = passwords.hash_password(password)
    if session.scalar(select(Account.id).where(Account.email == email)):
        raise Invalid(AGAIN, fields={"email": TAKEN})
    account = Account(name=name, email=email, password_hash=password_hash, language=language, created_at=now)
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        # Somebody took the address since we looked.
        raise Invalid(AGAIN, fields={"email": TAKEN}) from None
    audit.record(session, actor, "account.register", account.id, now=now)
    return account
