"""Whether two names may mean the same organisation: enough to ask, never enough to decide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from matchmaker.core.reader import FloatArray

CLOSE = 90.0
"""From this likeness on (of 100) two names are shown together: a letter or two may be mistyped."""

FEWEST = 4
"""Fewer letters than this are alike by chance: only the very same name counts."""


def likenesses(wanted: str, keys: Sequence[str]) -> FloatArray:
    """How alike names are to one, from 0 to 100, in any order of their words; 0 below `CLOSE`.

    All are folded and without legal forms, as `name_keys` makes them.
    """
    if len(wanted) < FEWEST:
        return np.array([100.0 if key == wanted else 0.0 for key in keys])
    found = process.cdist([wanted], keys, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, dtype=np.float64)[
        0
    ]
    for number in np.flatnonzero(found).tolist():
        if len(keys[number]) < FEWEST:
            found[number] = 0.0
    return np.asarray(found, float)
