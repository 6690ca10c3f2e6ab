"""Hints for whoever writes an offer or a need, with what the network itself says of its words."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.statements.coach import Advice, advise
from matchmaker.services import network

LONGEST = 5_000
"""Of a longer text only the beginning is looked at: nobody reads more of an offer or a need."""


def coach(session: Session, text: str, *, today: date) -> tuple[Advice, ...]:
    """At most two hints; nothing of the text is kept.

    Which words say little, because many texts use them, the engine's own index knows.
    """
    index = network.snapshot(session, today=today).matcher.pool_.index
    return advise(text[:LONGEST], everyday=index.is_everyday)
