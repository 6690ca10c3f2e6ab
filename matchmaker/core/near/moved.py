"""Who is elsewhere now than in the arrays of places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.near.tiles import Floats

Booleans = npt.NDArray[np.bool_]


class Moved(NamedTuple):
    """Whoever is elsewhere now than in the arrays: `numbers` ascend, NaN stands for nowhere.

    `gone` has an entry for everybody who may be in the arrays, true for those who count no more there; it is
    empty if nobody moved.
    """

    numbers: Numbers
    lat: Floats
    lon: Floats
    gone: Booleans


def sealed(numbers: Numbers, lat: Floats, lon: Floats, gone: Booleans) -> Moved:
    """The same as arrays that nobody may write."""
    return Moved(read_only(numbers), read_only(lat), read_only(lon), read_only(gone))


STILL = sealed(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, bool))
"""Nobody has moved."""
