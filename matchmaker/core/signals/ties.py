"""What the ties of today say about those of tomorrow."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading

FEW = 4.0
"""Up to so many common partners are a recommendation; with more, the two have probably met."""

MANY_SHARE = 0.6

NEAR_RANK = 0.05
"""Who gets a twentieth of all visits is as near as can be; below, the logarithm of the rank counts."""


def closeness(asked: Asked) -> Reading:
    """Would somebody who walks along the ties come to them? Personalised PageRank, cut at a twentieth."""
    rank = asked.ranks(asked.own_walk)
    return Reading(np.minimum(1.0, rank / NEAR_RANK), {"rank": rank})


def partners(asked: Asked) -> Reading:
    """Do both work with the same partners? Adamic-Adar, a few common partners preferred to many.

    Moderately weak ties work best (Rajkumar et al., Science 2022): beyond four common partners the value
    falls slowly to six tenths.
    """
    counts, rarity = asked.whole.network.shared_partners(asked.linked_id, asked.pool.numbers)
    fall = np.clip(1.0 - 0.05 * (counts - FEW), MANY_SHARE, 1.0)
    return Reading((1.0 - np.exp(-rarity)) * fall, {"count": counts, "rarity": rarity})
