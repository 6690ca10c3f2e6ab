"""A new account."""

from __future__ import annotations

from datetime import datetime

from email_validator import EmailNotValidError, validate_email
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

AGAIN = N_("Some answers need another look.")
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
    name = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    email, fields = _checked(name, email, password)
    if fields:
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


def _checked(name: str, email: str, password: str) -> tuple[str, dict[str, str]]:
    fields = {}
    if not name:
        fields["name"] = N_("Say your name, as you want others to read it.")
    try:
        email = validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        fields["email"] = N_("This is not a mail address. It should look like name@example.org.")
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        fields["password"] = N_("Choose a password of 10 to 512 characters.")
    return email, fields
