"""Recovery codes: ten on paper, for the day on which the phone is lost; each works once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from matchmaker.models import RecoveryCode

HOW_MANY = 10
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that one takes for another on paper."""

LENGTH = 16
"""79 bits of chance: nobody guesses them, so that a slow hash is needless."""


def renew(session: Session, account_id: str, *, now: datetime) -> list[str]:
    """Ten new codes in place of the old; nobody can read them again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    made = [_new() for _ in range(HOW_MANY)]
    session.add_all(
        RecoveryCode(account_id=account_id, code_hash=_hashed(account_id, one), made_at=now) for one in made
    )
    return made


def find(session: Session, account_id: str, code: str) -> int | None:
    """Which unused code this is."""
    mine = RecoveryCode.account_id == account_id, RecoveryCode.code_hash == _hashed(account_id, code)
    return session.scalar(select(RecoveryCode.id).where(*mine, RecoveryCode.used_at.is_(None)))


def take(session: Session, account_id: str, number: int, *, now: datetime) -> bool:
    """Use a code up; False where somebody was faster."""
    unused = RecoveryCode.id == number, RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    taken = update(RecoveryCode).where(*unused).values(used_at=now).returning(RecoveryCode.id)
    return bool(session.scalars(taken).all())


def forget(session: Session, account_id: str) -> None:
    """Forget the codes of an account that has no factor any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _new() -> str:
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def _hashed(account_id: str, code: str) -> str:
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(f"{account_id} {plain}".encode()).hexdigest()
