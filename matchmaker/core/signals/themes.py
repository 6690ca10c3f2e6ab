"""Themes in common, and kinds of cooperation that complete each other."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from matchmaker.core.index import Field
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.asked import Asked, Reading
from matchmaker.core.signals.kinds import answered_kinds, wanted_kinds
from matchmaker.core.signals.pool import themes_of

ENOUGH = 3.0
"""So many themes in common count as all."""

THEME_SHARE = 0.6


def themes(asked: Asked) -> Reading:
    """Do both work on the same themes, and does one look for the kind of help that the other gives?

    `detail`: `common`, how many themes both have; `gives` and `takes`, whether their offers answer my kinds
    of need and my offers answer theirs. A kind of cooperation alone says little, so it adds to themes only.
    """
    pool = asked.pool
    stated = frozenset(key for need in asked.wanted for key in need.themes)
    own = stated if asked.focused and stated else themes_of(asked.profile)
    common = pool.themes.overlap(own)
    # Few themes on one side are not held against the two: the smaller set decides.
    room = np.minimum(np.minimum(pool.themes.sizes, len(own)), ENOUGH)
    # Whoever has none has none in common either.
    met = np.minimum(common, ENOUGH)
    share = met / np.maximum(room, 1.0)
    kinds = [kind for need in asked.wanted for kind in need.cooperation]
    offered = {kind for offer in asked.profile.offers for kind in offer.cooperation}
    gives = _stating(asked, Field.OFFERS, wanted_kinds(kinds, asked.completes))
    takes = _stating(asked, Field.NEEDS, answered_kinds(offered, asked.completes))
    fit = (common > 0) * (gives + takes) / 2
    # One theme alone is weaker than three: scaled by how many there are.
    values = THEME_SHARE * share * (0.5 + 0.5 * met / ENOUGH) + (1 - THEME_SHARE) * fit
    return Reading(values, {"common": common, "gives": gives, "takes": takes})


def _stating(asked: Asked, field: Field, kinds: Collection[str]) -> FloatArray:
    """One for everybody who has an offer, or a need, of any of these kinds, else zero."""
    if not kinds:
        return np.zeros(len(asked.pool))
    stated = asked.pool.offers if field is Field.OFFERS else asked.pool.needs
    found = asked.pool.index.rows_[field].best(stated.kinds.overlap(kinds))
    return (found > 0).astype(float)
