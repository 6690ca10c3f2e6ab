"""How lately somebody confirmed the record."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading

YEAR = 365.0


def freshness(asked: Asked) -> Reading:
    """Did they confirm their profile lately? Falls to a third in a year; nothing if never confirmed."""
    age = np.maximum(asked.pool.age, 0.0)
    found = np.exp(-age / YEAR)
    found[np.isnan(found)] = 0.0
    return Reading(found, {"days": asked.pool.age})
