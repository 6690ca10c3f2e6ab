"""A language that both speak."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading


def language(asked: Asked) -> Reading:
    """Can they talk? One as soon as they share a language."""
    shared = asked.pool.languages.overlap(asked.profile.languages)
    return Reading(np.minimum(shared, 1.0), {"shared": shared})
