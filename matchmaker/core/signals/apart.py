"""How far two are apart, as the narrowest reach that spans it."""

from __future__ import annotations

import numpy as np

from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.sets import BoolArray, CodeArray

# How far "local" and "regional" go where only coordinates are known.
LOCAL_KM = 50.0
REGIONAL_KM = 150.0


def reaches(country: BoolArray, nuts2: BoolArray, nuts3: BoolArray, km: FloatArray) -> CodeArray:
    """The number of the reach of each, 0 local to 3 European, from what is the same and how far they are.

    NaN is a distance that is not known.

    >>> no, yes = np.array([False, False]), np.array([True, False])
    >>> reaches(yes, no, no, np.array([140.0, np.nan])).tolist()
    [1, 3]
    """
    regional, local = nuts2 | (km <= REGIONAL_KM), nuts3 | (km <= LOCAL_KM)
    # Bytes, of which the processor compares sixty-four at a time: how much nearer than European.
    nearer = np.maximum(country.view(np.uint8), regional.view(np.uint8) * np.uint8(2))
    left = np.uint8(3) - np.maximum(nearer, local.view(np.uint8) * np.uint8(3))
    return np.asarray(left, np.int64)
