"""Places that work together."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading

MUCH = 50.0
"""Fifty times as often as any two of the network is as often as can be."""


def regions(asked: Asked) -> Reading:
    """Do people from around me often work with people from around them? See `core.territory`.

    `detail["lift"]`: how many times as often as any two of the network.
    """
    lift = _lift(asked)
    return Reading(np.minimum(1.0, lift / MUCH), {"lift": lift})


def _lift(asked: Asked) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    whole, territory, own = asked.whole.territory, asked.pool.territory, asked.own
    if own is not None and whole.cell[own] >= 0:
        # Whoever asks as if without ties must not be known by them.
        hidden = whole.part_of(own, asked.whole.network.weights[[own]]) if asked.linked is None else None
        return territory.lift(territory.of_place(int(whole.cell[own])), hidden)
    people = asked.countrymen.astype(float)
    if not people.sum():
        return np.zeros(len(asked.pool))
    return territory.lift(territory.of_people(people / people.sum()))
