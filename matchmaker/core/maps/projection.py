"""The plane of all maps: Lambert's azimuthal equal-area projection of Europe (ETRS89-LAEA, EPSG:3035).

J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), pages 187 to 190; the
same in IOGP Publication 373-7-2 (Guidance Note 7, part 2), method 9820, on the ellipsoid GRS 1980.

Units are kilometres from the centre (52° N, 10° E), x to the east and y downwards, as SVG has it. The false
origin of EPSG:3035 (4321 km, 3210 km) is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CENTRE_LAT, CENTRE_LON = math.radians(52.0), math.radians(10.0)
AXIS_KM = 6378.137
FLATTENING = 1 / 298.257222101
_E2 = FLATTENING * (2 - FLATTENING)
_E = math.sqrt(_E2)


class Point(NamedTuple):
    """A place in the plane, in kilometres; y grows to the south."""

    x: float
    y: float


def project(lat: float, lon: float) -> Point:
    """Where a place in degrees lies in the plane."""
    x, y = project_all(np.array([lat], float), np.array([lon], float))[0]
    return Point(float(x), float(y))


def project_some(degrees: Mapping[str, tuple[float, float]]) -> dict[str, Point]:
    """Where several places lie, by their keys; `degrees` are latitudes and longitudes."""
    pairs = np.array([*degrees.values()], float).reshape(-1, 2)
    return {
        key: Point(x, y)
        for key, (x, y) in zip(degrees, project_all(pairs[:, 0], pairs[:, 1]).tolist(), strict=True)
    }


def project_all(lats: Floats, lons: Floats) -> Floats:
    """The same for many places at once: an array of shape (n, 2)."""
    beta = np.arcsin(np.clip(_q(np.radians(lats)) / _Q_POLE, -1.0, 1.0))
    turn = np.radians(lons) - CENTRE_LON
    sin_b, cos_b = np.sin(beta), np.cos(beta)
    inner = 1.0 + _SIN_B0 * sin_b + _COS_B0 * cos_b * np.cos(turn)
    # The point opposite the centre lies nowhere; it must not stop the others.
    scale = _RADIUS * np.sqrt(2.0 / np.maximum(inner, 1e-12))
    x = scale * _D * cos_b * np.sin(turn)
    y = scale / _D * (_COS_B0 * sin_b - _SIN_B0 * cos_b * np.cos(turn))
    return np.stack([x, -y], axis=1)


def _q(phi: Floats) -> Floats:
    """Snyder's q (3-12): what the area north of a latitude depends on."""
    sine = np.sin(phi)
    logarithm = np.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E)
    return np.asarray((1 - _E2) * (sine / (1 - _E2 * sine**2) - logarithm), float)


_Q_POLE = float(_q(np.array([math.pi / 2]))[0])
_B0 = math.asin(float(_q(np.array([CENTRE_LAT]))[0]) / _Q_POLE)
_SIN_B0, _COS_B0 = math.sin(_B0), math.cos(_B0)
_RADIUS = AXIS_KM * math.sqrt(_Q_POLE / 2)
_D = AXIS_KM * math.cos(CENTRE_LAT) / math.sqrt(1 - _E2 * math.sin(CENTRE_LAT) ** 2) / (_RADIUS * _COS_B0)
