"""Secrets of cookies: long and random, and kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """A secret for a cookie, 256 bits of chance."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What the table holds of a secret; its chance makes a slow hash needless."""
    return hashlib.sha256(secret.encode()).hexdigest()
