"""The second step of signing in: a code after the password."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matchmaker.core.words import N_
from matchmaker.db import database_of
from matchmaker.errors import NotFound
from matchmaker.models import Account
from matchmaker.services.accounts.entering import Entered, find_half, open_whole, use_half, welcome
from matchmaker.services.accounts.factors.having import Having, get_having
from matchmaker.services.accounts.proving import take_code

OVER = N_("The time for the second step is over. Sign in once more.")


def get_step(session: Session, half: str, *, now: datetime) -> Having:
    """What somebody may show in the second step.

    Raises:
        NotFound: there was no first step, or its time is over.
    """
    account_id = find_half(session, half, now=now)
    if account_id is None:
        raise NotFound(OVER)
    return get_having(session, account_id)


def finish_by_code(
    session: Session, half: str, code: str, *, address: str, agent: str, lasts: timedelta, secret: str,
    now: datetime,
) -> Entered:  # fmt: skip
    """Open the sign-in by a code of the app, or by a recovery code; `secret` is the site's.

    Raises:
        NotFound: there was no first step, or its time is over; Invalid: the code is wrong, or was used;
        TooMany: too many tries for this account, or from this network address.
    """
    with database_of(session).reading() as reader:
        account_id = find_half(reader, half, now=now)
    if account_id is None:
        raise NotFound(OVER)
    take_code(session, account_id, code, address=address, secret=secret, now=now)
    account = session.get(Account, account_id)
    if not use_half(session, half, now=now) or account is None or account.disabled_at is not None:
        raise NotFound(OVER)
    welcome(session, account, agent, now=now)
    secret = open_whole(session, account.id, agent=agent, lasts=lasts, confirmed=True, strong=True, now=now)
    return Entered(secret)
