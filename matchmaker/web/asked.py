"""Texts that somebody has not been asked about yet come before the page they were on the way to."""

from __future__ import annotations

from flask import url_for

from matchmaker import context
from matchmaker.core.actors import Actor
from matchmaker.services import privacy


def asked_first(actor: Actor, target: str) -> str:
    """Where somebody goes who has just signed in: to what they are asked, else on."""
    if privacy.is_asked(context.session(), actor):
        return url_for("privacy.asked", next=target)
    return target
