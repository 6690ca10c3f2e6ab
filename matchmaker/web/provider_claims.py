"""Whom an identity provider has sent, until they say what to do: sealed in the cookie, for a while."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from flask import session as cookie

from matchmaker import context
from matchmaker.services import accounts

NAME = "claim"
PURPOSE = "claim of a provider"
LASTS = timedelta(hours=2)
"""As long as it takes to open a mail; then one goes to the provider once more."""


def keep(claim: accounts.Claim) -> None:
    """Remember it in this browser."""
    text = json.dumps({"at": context.now().isoformat(), "claim": asdict(claim)})
    cookie[NAME] = accounts.seal(text, context.secret_key(), PURPOSE)


def find() -> accounts.Claim | None:
    """Whom the provider sent to this browser a short while ago."""
    sealed = cookie.get(NAME)
    text = accounts.unseal(str(sealed), context.secret_key(), PURPOSE) if sealed else None
    if text is None:
        return None
    kept = json.loads(text)
    if datetime.fromisoformat(kept["at"]) + LASTS < context.now():
        return None
    return accounts.Claim(**kept["claim"])


def drop() -> None:
    """Forget it."""
    cookie.pop(NAME, None)
