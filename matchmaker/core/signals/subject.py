"""Two descriptions about the same subject."""

from __future__ import annotations

from matchmaker.core.signals.asked import Asked, Reading

CONTEXT_SHARE = 0.4
"""When one need is asked about, what both do in general is context only."""


def subject(asked: Asked) -> Reading:
    """Do both describe similar work? The cosine of the two descriptions."""
    found = asked.alike
    return Reading(CONTEXT_SHARE * found if asked.focused else found)
