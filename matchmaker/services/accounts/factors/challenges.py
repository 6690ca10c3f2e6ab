"""What a passkey has to sign: new each time, for one browser, taken once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matchmaker.models import Challenge

LASTS = timedelta(minutes=5)
LENGTH = 32


def new_challenge(session: Session, *, now: datetime) -> bytes:
    """A challenge, noted so that it is taken once; the browser's cookie says that it is this browser's."""
    made = secrets.token_bytes(LENGTH)
    session.add(Challenge(challenge_hash=_hashed(made), made_at=now))
    return made


def take_challenge(session: Session, challenge: bytes, *, now: datetime) -> bool:
    """Take a challenge; False where it was taken, or its time is over."""
    mine = Challenge.challenge_hash == _hashed(challenge), Challenge.made_at > now - LASTS
    return bool(session.scalars(delete(Challenge).where(*mine).returning(Challenge.challenge_hash)).all())


def _hashed(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()
