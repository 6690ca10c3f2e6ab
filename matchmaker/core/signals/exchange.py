"""Need meets offer, in both directions at once."""

from __future__ import annotations

import numpy as np

from matchmaker.core.index import Field
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.pool import REACHES

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

    Statements are compared one by one, and the best pair counts: three offers make none of them weaker.
    `detail` holds the best cosine of each pair of fields: `offer` (what I need and they offer), `able` (what
    I need and they say of themselves), `need` (what I offer and they need), `fits` (what they need and I say
    of myself), and the two directions `forward` and `backward` made of them.
    """
    index, n = asked.pool.index, len(asked.pool)
    apart = asked.nearness
    able = np.zeros(n)
    for need, values in zip(asked.wanted, asked.able, strict=True):
        # A statement that does not reach as far as the two are apart counts for nothing.
        able = np.maximum(able, values * (apart <= REACHES.index(need.reach)))
    needs = index.rows_[Field.NEEDS]
    fits = asked.fits[0] * (apart[needs.owner] <= asked.pool.needs.reach)
    detail = {
        "offer": index.rows_[Field.OFFERS].best(_highest(asked.met_needs)),
        "able": able,
        "need": needs.best(_highest(asked.met_offers)),
        "fits": needs.best(fits),
    }
    forward = np.maximum(detail["offer"], ABOUT_SHARE * detail["able"])
    backward = np.maximum(detail["need"], ABOUT_SHARE * detail["fits"])
    # Somebody without a profile has nothing to give: the one direction is all there is.
    one_way = not asked.profile.offers and asked.about.empty
    values = forward if one_way else blend(forward, backward)
    return Reading(values, {**detail, "forward": forward, "backward": backward})


def _highest(found: FloatArray) -> FloatArray:
    """The highest value of each column; zeros where there are no rows."""
    highest: FloatArray = np.max(found, axis=0, initial=0.0)
    return highest
