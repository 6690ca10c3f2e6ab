"""Texts that somebody has not been asked about yet come before the page they were on the way to."""

from __future__ import annotations

from flask import url_for

from matchmaker import context
from matchmaker.services import accounts, privacy


def asked_first(secret: str, target: str) -> str:
    """Where somebody goes who has just signed in with this secret: to what they are asked, else on."""
    found = accounts.find_signed_in(context.session(), secret, now=context.now())
    if found is not None and privacy.is_asked(context.session(), found.actor):
        return url_for("privacy.asked", next=target)
    return target
