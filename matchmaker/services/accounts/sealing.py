"""Texts that only this site reads again: sealed with a key made from its secret, one for each purpose."""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(text: str, secret: str, purpose: str) -> str:
    """The text so that nobody reads or changes it without the site's secret."""
    return _sealer(secret, purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, secret: str, purpose: str) -> str | None:
    """The text again; None where the site has another secret by now, or it was sealed for something else."""
    try:
        return _sealer(secret, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


@lru_cache(16)
def _sealer(secret: str, purpose: str) -> Fernet:
    # The secret is long and random, so that a slow derivation is needless.
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"matchmaker {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(secret.encode())))
