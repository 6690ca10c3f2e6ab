"""Words of a name or a place that both share, or that a need names."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading


def names(asked: Asked) -> Reading:
    """Are they called alike, or does my need name them or their place?"""
    if asked.focused:
        said = " ".join(need.text for need in asked.wanted)
        return Reading(np.clip(asked.pool.naming.named_in(said), 0.0, 1.0))
    return Reading(np.clip(asked.pool.naming.like(asked.profile), 0.0, 1.0))
