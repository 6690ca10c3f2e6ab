"""Passwords: Argon2id, at most a few at a time since each costs 64 MiB."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 512

_hasher = PasswordHasher()
_room = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its salt and costs."""
    with _room:
        return _hasher.hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long when there is no such account."""
    with _room:
        try:
            _hasher.verify(password_hash or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@cache
def _nobody() -> str:
    return _hasher.hash("the password of nobody")
