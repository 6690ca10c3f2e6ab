"""Codes of an app (TOTP, RFC 6238): six digits, another every thirty seconds, each taken once."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import update
from sqlalchemy.orm import Session

from matchmaker.models import OneTimeCodes
from matchmaker.services.accounts.sealing import seal, unseal

SECONDS = 30
DRIFT = 1
"""So many steps the clock of a phone may be ahead or behind."""

PURPOSE = "one-time codes"


def new_row(account_id: str, *, secret: str, now: datetime) -> OneTimeCodes:
    """An app that waits for its first code; `secret` is the site's."""
    return OneTimeCodes(
        account_id=account_id, sealed_secret=seal(pyotp.random_base32(), secret, PURPOSE), made_at=now
    )


def key_of(row: OneTimeCodes, *, secret: str) -> str | None:
    """The key that the app is given; None where the site has another secret by now."""
    return unseal(row.sealed_secret, secret, PURPOSE)


def step_of(
    reader: Session, account_id: str, code: str, *, secret: str, now: datetime, first: bool = False
) -> int | None:
    """The half-minute whose code this is, if it may still be taken; with `first` that of a new app."""
    row = reader.get(OneTimeCodes, account_id)
    if row is None or (row.confirmed_at is None) is not first:
        return None
    key = key_of(row, secret=secret)
    return _step(key, code, row.last_step, now) if key else None


def take_step(session: Session, account_id: str, step: int, *, confirmed_at: datetime | None = None) -> bool:
    """Take the code of a half-minute; False where it, or a later one, was taken before."""
    values = {"last_step": step} | ({"confirmed_at": confirmed_at} if confirmed_at else {})
    later = OneTimeCodes.account_id == account_id, OneTimeCodes.last_step < step
    taken = update(OneTimeCodes).where(*later).values(values).returning(OneTimeCodes.account_id)
    return bool(session.scalars(taken, execution_options={"synchronize_session": False}).all())


def _step(key: str, code: str, last: int, now: datetime) -> int | None:
    app, present = pyotp.TOTP(key, interval=SECONDS), int(now.timestamp()) // SECONDS
    found = None
    # All are looked at, so that the time it takes says nothing.
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()) and step > last:
            found = step
    return found
