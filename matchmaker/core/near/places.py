"""Where everybody is, as arrays that may lie in files, and who is elsewhere since they were made.

Many stand in the same point, that of their town: points are kept once, with those who stand there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.core.arrays import Numbers, read_only
from matchmaker.core.near import tiles
from matchmaker.core.near.moved import STILL, Moved, sealed
from matchmaker.core.near.tiles import Floats, Tiles

Members = npt.NDArray[np.int32]


class Standing(NamedTuple):
    """The points and who stands there (see `Places`), as a plain tuple that compiled loops can take."""

    lat: Floats
    lon: Floats
    starts: Numbers
    members: Members


@dataclass(frozen=True)
class Places:
    """Where numbered stakeholders are.

    `lat` and `lon` are the points, in the order of their `tiles`; at point i stand the `members`
    `starts[i]:starts[i + 1]`, ascending. `moved` lies over all that. The arrays are read-only, so that
    threads and processes may share them.
    """

    lat: Floats
    lon: Floats
    starts: Numbers
    members: Members
    tiles: Tiles
    moved: Moved = STILL

    @classmethod
    def of(cls, lat: Floats, lon: Floats) -> Places:
        """Everybody's place in degrees, by number; NaN where it is not known."""
        known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
        lat, lon, which = _points(lat[known], lon[known])
        size = tiles.fitting(len(lat))
        order = tiles.order(lat, lon, size)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        lat, lon, where = lat[order], lon[order], place[which]
        starts = np.append(0, np.cumsum(np.bincount(where, minlength=len(order)))).astype(np.int64)
        # Stable: those who stand in one point stay in ascending order.
        members = known[np.argsort(where, kind="stable")].astype(np.int32)
        arrays = read_only(lat), read_only(lon), read_only(starts), read_only(members)
        return cls(*arrays, tiles.tiles(lat, lon, size))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Places:
        """The places whose `arrays` these are; they are not copied, so they may be memory-mapped."""
        lat, lon, tile_lat, tile_lon, reach = (
            read_only(arrays[name].astype(np.float64, copy=False))
            for name in ("lat", "lon", "tile_lat", "tile_lon", "tile_reach")
        )
        starts, tile_starts = (
            read_only(arrays[name].astype(np.int64, copy=False)) for name in ("starts", "tile_starts")
        )
        members = read_only(arrays["members"].astype(np.int32, copy=False))
        return cls(lat, lon, starts, members, Tiles(tile_starts, tile_lat, tile_lon, reach))

    @property
    def standing(self) -> Standing:
        """The points and who stands there, but for those who moved."""
        return Standing(self.lat, self.lon, self.starts, self.members)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """All that is needed to have the same places again, changes included."""
        if self.moved is not STILL:
            return self.compacted().arrays()
        own = {name: getattr(self, name) for name in ("lat", "lon", "starts", "members")}
        return own | {f"tile_{name}": array for name, array in self.tiles._asdict().items()}

    def with_changes(self, changes: Mapping[int, tuple[float, float] | None]) -> Places:
        """The same but for these, newcomers among them: latitude and longitude, or None for nowhere.

        Raises ValueError for a number below 0.
        """
        if min(changes, default=0) < 0:
            raise ValueError("nobody has a number below 0")
        if not changes:
            return self
        moved = self.moved
        kept = ~np.isin(moved.numbers, np.fromiter(changes, np.int64, len(changes)))
        fresh = np.array([point or (math.nan, math.nan) for point in changes.values()], float).reshape(-1, 2)
        numbers = np.concatenate([moved.numbers[kept], np.fromiter(changes, np.int64, len(changes))])
        order = np.argsort(numbers)
        lat, lon = (
            np.concatenate([old[kept], new])[order]
            for old, new in zip((moved.lat, moved.lon), fresh.T, strict=True)
        )
        size = len(moved.gone) or 1 + int(self.members.max(initial=-1))
        gone = moved.gone.copy() if len(moved.gone) else np.zeros(size, bool)
        gone[numbers[numbers < size]] = True
        return replace(self, moved=sealed(numbers[order], lat, lon, gone))

    def compacted(self) -> Places:
        """The same places in arrays of their own, with no changes over them."""
        size = 1 + max(int(self.members.max(initial=-1)), int(self.moved.numbers.max(initial=-1)))
        lat, lon = np.full(size, np.nan), np.full(size, np.nan)
        counts = np.diff(self.starts)
        lat[self.members], lon[self.members] = np.repeat(self.lat, counts), np.repeat(self.lon, counts)
        lat[self.moved.numbers], lon[self.moved.numbers] = self.moved.lat, self.moved.lon
        return Places.of(lat, lon)


def _points(lat: Floats, lon: Floats) -> tuple[Floats, Floats, Numbers]:
    """The different ones of some points, and for each which of these it is."""
    order = np.lexsort((lon, lat))
    lat, lon = lat[order], lon[order]
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(lat) != 0) | (np.diff(lon) != 0)
    which = np.empty(len(order), np.int64)
    which[order] = np.cumsum(first) - 1
    return lat[first], lon[first], which
