"""Public ids: a letter that says what the thing is, and enough chance that nobody can guess another."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_id(letter: str) -> str:
    """A new id such as `s-4f9k2m…`: 60 random bits, no letters that are easily misread."""
    return f"{letter}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
