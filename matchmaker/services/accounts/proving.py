"""Taking a code that somebody types: of the app, or of the recovery codes; slow for who guesses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.core.words import N_
from matchmaker.db import Database, database_of
from matchmaker.errors import Invalid
from matchmaker.models import Account
from matchmaker.services import audit
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.accounts.factors import codes, recovery
from matchmaker.services.accounts.news import Changed, tell

WRONG = N_("This code is wrong, or was used already. Wait for the next one, and type it.")
SIX_DIGITS = re.compile(r"[0-9]{6}")

Take = Callable[[Session], bool]


def take_code(
    session: Session, account_id: str, code: str, *, address: str, secret: str, now: datetime
) -> None:
    """Take a code, so that nobody takes it again; to be called before the request writes.

    Raises:
        Invalid: it is wrong, or was used; TooMany: too many tries for this account, or from this network.
    """
    database, key = database_of(session), f"second:{account_id}"
    throttle.count(database, f"second-from:{address}", throttle.SIGN_IN_BY_ADDRESS, now=now)
    tries = throttle.count(database, key, throttle.SECOND_BY_ACCOUNT, now=now)
    with database.reading() as reader:
        take = _found(reader, account_id, "".join(code.split()), secret, now)
    if take is None:
        _record_failure(database, account_id, last=tries == throttle.SECOND_BY_ACCOUNT.tries, now=now)
        raise Invalid(AGAIN, fields={"code": WRONG})
    throttle.forget(database, key)
    # Of two with the same code one is here first.
    if not take(session):
        raise Invalid(AGAIN, fields={"code": WRONG})


def _found(reader: Session, account_id: str, code: str, secret: str, now: datetime) -> Take | None:
    if SIX_DIGITS.fullmatch(code):
        step = codes.step_of(reader, account_id, code, secret=secret, now=now)
        return None if step is None else lambda session: codes.take_step(session, account_id, step)
    found = recovery.find(reader, account_id, code)
    return None if found is None else lambda session: _recover(session, account_id, found, now)


def _recover(session: Session, account_id: str, number: int, now: datetime) -> bool:
    """Use a recovery code up, and write to its owner."""
    tell(session, session.get_one(Account, account_id), Changed.RECOVERED, now=now)
    return recovery.take(session, account_id, number, now=now)


def _record_failure(database: Database, account_id: str, *, last: bool, now: datetime) -> None:
    """Note it; and tell the owner, once in a while, that somebody guesses who knows the password."""
    with database.transaction() as session:
        audit.record(session, VISITOR, "account.code-failed", account_id, now=now)
        account = session.get(Account, account_id) if last else None
        if account is not None:
            tell(session, account, Changed.GUESSED, now=now)
