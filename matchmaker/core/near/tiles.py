"""Points on the globe sorted into tiles, so that a search looks at few of them.

All points are halved along the wider way again and again (k-d trees, Bentley 1975), so that tiles have
equally many points and are about as high as wide, in cities as in open country. A tile is known by its middle
and by how far its points lie from there; so neither the poles nor the date line need any care.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.distance import distances_km

Floats = npt.NDArray[np.float64]

SLACK_KM = 0.001
"""Rounding of a distance: nearly opposite points are told apart to a tenth of a metre, others far better."""

FEWEST = 16
"""Points of a tile at least: to look at so many costs no more than to look at their tile."""


class Tiles(NamedTuple):
    """Tile i holds the points `starts[i]:starts[i + 1]`, all within `reach` km of `lat`, `lon`."""

    starts: Numbers
    lat: Floats
    lon: Floats
    reach: Floats

    def bounds(self, lat: float, lon: float) -> tuple[Floats, Floats]:
        """How far the points of each tile are at least (maybe below 0) and at most, in km.

        By the triangle inequality, with some slack for rounding.
        """
        middle = distances_km(lat, lon, self.lat, self.lon)
        return middle - self.reach - SLACK_KM, middle + self.reach + SLACK_KM


def order(lat: Floats, lon: Floats, size: int) -> Numbers:
    """The points in the order of tiles of `size` points each, the last one perhaps of fewer."""
    parts, done = [np.arange(len(lat))], []
    while parts:
        part = parts.pop()
        if len(part) <= size:
            done.append(part)
            continue
        high, wide = lat[part], lon[part] * np.cos(np.radians(lat[part]))
        # Whole tiles on the left, so that all tiles but the last are full.
        left = ceil(len(part) / size) // 2 * size
        cut = np.argpartition(high if np.ptp(high) > np.ptp(wide) else lon[part], left)
        parts += [part[cut[left:]], part[cut[:left]]]
    return np.concatenate(done).astype(np.int64)


def tiles(lat: Floats, lon: Floats, size: int) -> Tiles:
    """The tiles of points that stand in their order."""
    starts = np.append(np.arange(0, len(lat), size), len(lat)).astype(np.int64)
    middle = _middle(lat, lon, starts)
    counts = np.diff(starts)
    far = distances_km(np.repeat(middle[0], counts), np.repeat(middle[1], counts), lat, lon)
    reach = np.maximum.reduceat(far, starts[:-1]) if len(far) else far
    return Tiles(read_only(starts), read_only(middle[0]), read_only(middle[1]), read_only(reach))


def fitting(points: int) -> int:
    """How many points a tile should have.

    A search looks at every tile and at the points of half a dozen: least work where both are as many.
    """
    return max(FEWEST, int(sqrt(points / 6)))


def _middle(lat: Floats, lon: Floats, starts: Numbers) -> tuple[Floats, Floats]:
    """Where the points of each tile lie in the mean: as directions in space, not as degrees."""
    phi, theta = np.radians(lat), np.radians(lon)
    directions = np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)
    x, y, z = (np.add.reduceat(part, starts[:-1]) if len(part) else part for part in directions)
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))
