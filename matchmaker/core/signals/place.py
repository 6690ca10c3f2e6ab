"""How near the two are."""

from __future__ import annotations

import numpy as np

from matchmaker.core.entities import Reach
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.pool import REACHES

NEAR_KM = 40.0
FAR_KM = 300.0
"""Two scales decay better than one (ENGINE: probes used e^(-km/300) with a floor)."""

# Where coordinates are missing, the shared region stands for a typical distance.
STANDS_FOR = (15.0, 80.0, 300.0)
GUESSES = np.array([*STANDS_FOR, np.inf])


def place(asked: Asked) -> Reading:
    """Are they near? Half by a scale of 40 km, half by one of 300 km; a European need ignores distance.

    `detail["km"]` is the distance, NaN where it is not known; `detail["nearness"]` the reach that spans it.
    """
    km = asked.kilometres
    nearness = asked.nearness.astype(float)
    detail = {"km": km, "nearness": nearness}
    stated = asked.focused and asked.need is not None
    if stated and REACHES[asked.needs_reach] is Reach.EUROPEAN:
        return Reading(np.zeros(len(km)), detail)
    best, unknown = km.copy(), np.isnan(km)
    if unknown.any():
        known = bool(asked.profile.country or asked.profile.region or asked.profile.lat is not None)
        best[unknown] = GUESSES[asked.nearness[unknown]] if known else np.inf
    # Crossing the street into another region is no distance: the region can only bring nearer.
    best[asked.same_nuts3 & (best > STANDS_FOR[0])] = STANDS_FOR[0]
    return Reading((np.exp(-best / NEAR_KM) + np.exp(-best / FAR_KM)) / 2, detail)
