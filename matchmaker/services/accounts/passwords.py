"""Passwords: Argon2id, at most a few at a time since each costs 64 MiB; none that is easily guessed."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from matchmaker.core.words import N_

SHORTEST = 10
LONGEST = 512
LOOKED_AT = 72
"""So many characters are looked at by who guesses: its time grows with the square of them."""

FEWEST_GUESSES = 10**8
"""Fewer guesses than this an attacker tries who has the hashes (Wheeler, zxcvbn, USENIX Security 2016)."""

LENGTH = N_("Choose a password of 10 to 512 characters.")
GUESSED = N_(
    "This password is among the first that somebody would try."
    " Take three or four words that do not belong together."
)

_hasher = PasswordHasher()
_room = BoundedSemaphore(2)


def fault(password: str, *about: str) -> str | None:
    """What speaks against a password; `about` is what others know of its owner, such as name and address."""
    if not SHORTEST <= len(password) <= LONGEST:
        return LENGTH
    # Loaded when it is needed: its lists of breached passwords and of words take a while.
    from zxcvbn import zxcvbn

    known = [part for text in about for part in (text, *text.replace("@", " ").split())]
    guesses = zxcvbn(password[:LOOKED_AT], user_inputs=known)["guesses"]
    return GUESSED if guesses < FEWEST_GUESSES else None


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its salt and costs."""
    with _room:
        return _hasher.hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long when there is no such account, or it has no password."""
    with _room:
        try:
            _hasher.verify(password_hash or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
    return bool(password_hash)


@cache
def _nobody() -> str:
    return _hasher.hash("the password of nobody")
