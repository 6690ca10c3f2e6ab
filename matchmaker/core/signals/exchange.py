"""Need meets offer, in both directions at once."""

from __future__ import annotations

import numpy as np

from matchmaker.core.index import Field, FloatArray
from matchmaker.core.signals.asked import Asked, Reading

ABOUT_SHARE = 0.6
"""A description that fits a need is worth less than an offer that does: nobody has offered yet."""

MUTUAL_SHARE = 0.5
"""How much of the value hangs on both directions; the rest on the better one."""


def blend(forward: FloatArray, backward: FloatArray) -> FloatArray:
    """Half the better direction, half the harmonic mean of both.

    The harmonic mean is RECON's (Pizzato et al., RecSys 2010); alone it would be zero for everything that
    helps one side only, so the better direction keeps half.
    """
    total = forward + backward
    both = np.divide(2 * forward * backward, total, out=np.zeros_like(total), where=total > 0)
    return (1 - MUTUAL_SHARE) * np.maximum(forward, backward) + MUTUAL_SHARE * both


def exchange(asked: Asked) -> Reading:
    """Does one offer what the other needs? Highest where each has something for the other.

    `detail` holds the cosine of each pair of fields: `offer` (what I need and they offer), `able` (what I
    need and they say of themselves), `need` (what I offer and they need), `fits` (what they need and I say of
    myself), and the two directions `forward` and `backward` made of them.
    """
    index = asked.pool.index
    mine_offered, mine_needed, mine_about = asked.vectors
    # A statement that does not reach as far as the two are apart counts for nothing.
    apart = asked.nearness
    they_can = (apart <= asked.needs_reach) & (apart <= asked.pool.offers_reach)
    i_can = (apart <= asked.pool.needs_reach) & (apart <= asked.offers_reach)
    detail = {
        "offer": index.compare(mine_needed, Field.OFFERS) * they_can,
        "able": index.compare(mine_needed, Field.ABOUT) * (apart <= asked.needs_reach),
        "need": index.compare(mine_offered, Field.NEEDS) * i_can,
        "fits": index.compare(mine_about, Field.NEEDS) * (apart <= asked.pool.needs_reach),
    }
    forward = np.maximum(detail["offer"], ABOUT_SHARE * detail["able"])
    backward = np.maximum(detail["need"], ABOUT_SHARE * detail["fits"])
    # Somebody without a profile has nothing to give: the one direction is all there is.
    one_way = mine_offered.empty and mine_about.empty
    values = forward if one_way else blend(forward, backward)
    return Reading(values, {**detail, "forward": forward, "backward": backward})
