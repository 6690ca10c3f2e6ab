"""Who did something like it before: the activities, or else the descriptions, that are nearest to a need."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading

NEAR_RANK = 0.05
"""As in `closeness`: who gets a twentieth of all visits is as near as can be."""

MUCH = 50.0
"""Fifty times as many of them around somebody as anywhere is as many as can be."""


def done(asked: Asked) -> Reading:
    """Did they, or their partners, do something like it? Personalised PageRank from those who did."""
    rank = asked.ranks(asked.doers_walk)
    return Reading(np.minimum(1.0, rank / NEAR_RANK), {"rank": rank})


def grounds(asked: Asked) -> Reading:
    """Are they from where such things were done? `detail["lift"]`: how many times as many as anywhere."""
    lift = asked.pool.territory.around(asked.crowd.shares, asked.crowd.numbers)
    return Reading(np.minimum(1.0, lift / MUCH), {"lift": lift})
