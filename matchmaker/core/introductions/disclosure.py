"""Staged disclosure: what the two may see of each other at which stage, on which consent."""

from __future__ import annotations

from enum import IntEnum

from matchmaker.core.introductions.states import TOGETHER, Consent, Position, State

SHOWING = TOGETHER | {State.PARTNERSHIP, State.CLOSED}
"""As long as an introduction is there, what was shown once both said yes stays shown, also after its end."""


class Stage(IntEnum):
    """How much of the one is shown to the other."""

    PUBLIC = 0
    """What it made public anyway."""
    CONTACT = 1
    """Its contact persons too."""


def stage_of(position: Position) -> Stage:
    """Contact persons are shown once both said yes, and no longer when one of them took that back."""
    agreed = position.a is position.b is Consent.YES
    return Stage.CONTACT if agreed and position.state in SHOWING else Stage.PUBLIC
