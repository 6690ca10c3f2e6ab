"""The closed lists of words around claims, and how long each thing lasts."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class ClaimState(StrEnum):
    """Where a claim is; all but the first are its end."""

    WAITING = "waiting"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Proof(StrEnum):
    """What a claim that was given rests on."""

    MAIL = "mail"
    """Somebody reads the mail of an address of the record."""
    DECISION = "decision"
    """Somebody who looks after the place decided it, with a reason."""


LONGEST = 500
"""Signs of what a claimant says of themselves, and of the reason of a decision."""

LINK_LASTS = timedelta(days=14)
"""So long the link in the mail proves a claim."""

OPEN_FOR = timedelta(days=30)
"""So long a claim waits; then it has run out."""

MOST_OPEN = 5
"""So many claims of one account wait at once."""
