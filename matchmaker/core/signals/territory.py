"""Places that work together."""

from __future__ import annotations

import numpy as np

from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.pool import home_country

MUCH = 50.0
"""Fifty times as often as any two of the network is as often as can be."""


def regions(asked: Asked) -> Reading:
    """Do people from around me often work with people from around them? See `core.territory`.

    `detail["lift"]`: how many times as often as any two of the network.
    """
    lift = _lift(asked)
    return Reading(np.minimum(1.0, lift / MUCH), {"lift": lift})


def _lift(asked: Asked) -> FloatArray:
    whole, territory, own = asked.whole.territory, asked.pool.territory, asked.own
    if own is None or whole.cell[own] < 0:
        return _of_country(asked)
    cell = int(whole.cell[own])
    if asked.linked is not None:
        return territory.lift_of(cell, lambda: territory.of_place(cell))
    # Whoever asks as if without ties must not be known by them.
    hidden = whole.part_of(own, *asked.whole.network.tied(own))
    return territory.lift(territory.of_place(cell), hidden)


def _of_country(asked: Asked) -> FloatArray:
    """Where the place is not known, all of the same country speak for it."""
    pool, country = asked.whole, home_country(asked.profile)
    if pool.places.known(country) < 0:
        return np.zeros(len(asked.pool))

    def where() -> FloatArray:
        people = (pool.country == pool.places.known(country)).astype(float)
        return pool.territory.of_people(people / people.sum() if people.any() else people)

    return asked.pool.territory.lift_of(country, where)
