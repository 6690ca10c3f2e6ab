"""Who is nearest, and how far a few are, by compiled loops where so many stand somewhere that it pays."""

from __future__ import annotations

import math
from types import ModuleType

import numpy as np

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.distance import EARTH_KM, distances_km
from matchmaker.core.few import worth_loading
from matchmaker.core.near.moved import Booleans
from matchmaker.core.near.nearest import nearest
from matchmaker.core.near.places import Places
from matchmaker.core.near.tiles import Floats


def closest(
    places: Places, lat: float, lon: float, k: int = 500, *, allowed: Booleans | None = None
) -> Numbers:
    """The numbers of the `nearest`, in no order: by a compiled loop where there is one for so many."""
    fast = loops(len(places.members))
    if fast is None or k < 1 or not (math.isfinite(lat) and math.isfinite(lon)):
        return nearest(places, lat, lon, k, allowed=allowed).numbers
    share = 1.0 if allowed is None else (1 + int(np.count_nonzero(allowed))) / (1 + len(allowed))
    mask = EVERYBODY if allowed is None else read_only(allowed)
    numbers, points = fast.around(places.standing, places.tiles, places.moved, lat, lon, k, share, mask)
    if len(numbers) <= k:
        return np.asarray(numbers, np.int64)
    # Some are as near as each other but for rounding: the same distances decide as everywhere.
    old = points >= 0
    at = np.empty((2, len(points)))
    at[:, old] = places.lat[points[old]], places.lon[points[old]]
    at[:, ~old] = places.moved.lat[-1 - points[~old]], places.moved.lon[-1 - points[~old]]
    return np.asarray(numbers[np.lexsort((numbers, distances_km(lat, lon, *at)))[:k]], np.int64)


def kilometres(lat: float, lon: float, lats: Floats, lons: Floats, *, of: int) -> Floats:
    """The distances from one point to many who were taken out of so many, in km; NaN stays NaN."""
    fast = loops(of)
    if fast is None:
        return distances_km(lat, lon, lats, lons)
    found = np.empty(len(lats))
    fast.haversines(lat, lon, read_only(lats), read_only(lons), found)
    # Rounding may lift those just opposite above one.
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, found))), np.float64)


EVERYBODY = read_only(np.zeros(0, bool))


def loops(count: int) -> ModuleType | None:
    """The compiled loops for so many, or None."""
    if not worth_loading(count):
        return None
    from matchmaker.core.near import loops

    return loops
