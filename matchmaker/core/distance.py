"""Distances on the globe, for one pair and for many at once."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""

Floats = npt.NDArray[np.floating]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in kilometres between two points in degrees (haversine formula)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    a = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, a)))


def distances_km(
    lat: float | Floats, lon: float | Floats, lats: Floats, lons: Floats
) -> npt.NDArray[np.float64]:
    """The distances in kilometres from one point to many, or pair by pair; NaN stays NaN."""
    phi1, phi2 = np.radians(lat, dtype=np.float64), np.radians(lats, dtype=np.float64)
    across = np.sin(np.radians(np.asarray(lons, dtype=np.float64) - lon) / 2) ** 2
    a = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * across
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, a))), dtype=np.float64)


def is_point(lat: float | None, lon: float | None) -> bool:
    """Whether these are degrees on the globe; 0, 0 is how spreadsheets say that nothing is known."""
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return False
    return abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)
