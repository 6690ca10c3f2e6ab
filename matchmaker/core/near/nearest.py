"""The nearest to a point: a few tiles tell how far to look, then all that reach so near are looked at."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from matchmaker.core.arrays import Numbers, spans
from matchmaker.core.distance import distances_km
from matchmaker.core.near.moved import Booleans
from matchmaker.core.near.places import Members, Places
from matchmaker.core.near.tiles import Floats


class Near(NamedTuple):
    """Stakeholders, the nearest first, and how far each is in kilometres."""

    numbers: Numbers
    km: Floats


class Crowd(NamedTuple):
    """Points, how far they are, how many who may be chosen stand there (if more than `k`: at least `k`).

    `sizes` is how many of those who stand there were looked at, in ascending order of their numbers.
    """

    points: Numbers
    km: Floats
    counts: Numbers
    sizes: Numbers


def nearest(places: Places, lat: float, lon: float, k: int = 500, *, allowed: Booleans | None = None) -> Near:
    """The `k` nearest to a point in degrees, of equals the smaller numbers; fewer if there are no more.

    Distances are those of `core.distance`, to the last bit. `allowed` tells of everybody who may be chosen.
    Nobody is near a point that is not known (NaN).
    """
    if k < 1 or not (math.isfinite(lat) and math.isfinite(lon)):
        return Near(np.zeros(0, np.int64), np.zeros(0))
    alone = _moved(places, lat, lon, allowed)
    least, most = places.tiles.bounds(lat, lon)
    order = np.argsort(most, kind="stable")
    share = 1.0 if allowed is None else (1 + int(np.count_nonzero(allowed))) / (1 + len(allowed))
    many = _enough(places, order, k / share)
    while True:
        crowd = _crowd(places, _points(places, order[:many]), (lat, lon), k, share, allowed)
        reach = _reach(crowd, alone, k)
        if not math.isinf(reach) or many == len(order):
            break
        # Not yet k: four times as many tiles, so that all steps together cost little more than the last.
        many = min(4 * many, len(order))
    # There are k within reach, so nobody beyond is among the nearest, and all within are in these tiles.
    crowd = _crowd(places, _points(places, np.flatnonzero(least <= reach)), (lat, lon), k, share, allowed)
    reach = _reach(crowd, alone, k)
    chosen = crowd.points[near := (crowd.km <= reach) & (crowd.counts > 0)]
    numbers, which = _members(places, chosen, crowd.sizes[near], k, allowed)
    numbers = np.concatenate([numbers, alone.numbers])
    km = np.concatenate([crowd.km[near][which], alone.km])
    best = np.lexsort((numbers, km))[:k]
    return Near(numbers[best], km[best])


def _moved(places: Places, lat: float, lon: float, allowed: Booleans | None) -> Near:
    """Those who have moved since and may be chosen, in no order."""
    moved = places.moved
    may = np.isfinite(moved.lat) & np.isfinite(moved.lon)
    if allowed is not None:
        may &= allowed[moved.numbers]
    return Near(moved.numbers[may], distances_km(lat, lon, moved.lat[may], moved.lon[may]))


def _enough(places: Places, order: Numbers, many: float) -> int:
    """How many of the tiles, in this order, hold so many stakeholders; all if there are not so many."""
    tiles = places.tiles.starts
    held = np.cumsum((places.starts[tiles[1:]] - places.starts[tiles[:-1]])[order])
    return min(int(np.searchsorted(held, many)) + 1, len(order))


def _points(places: Places, tiles: Numbers) -> Numbers:
    """The points of these tiles."""
    starts = places.tiles.starts
    return spans(starts[tiles], starts[tiles + 1] - starts[tiles])


def _crowd(
    places: Places, points: Numbers, at: tuple[float, float], k: int, share: float, allowed: Booleans | None
) -> Crowd:
    """Who may be chosen at these points; `share` is a guess of how many of all may."""
    km = distances_km(*at, places.lat[points], places.lon[points])
    sizes = places.starts[points + 1] - places.starts[points]
    if allowed is None and not len(places.moved.gone):
        return Crowd(points, km, sizes, np.minimum(sizes, k))
    # No more than k of a town can be among the k nearest: of a large one the first few are enough.
    looked = np.minimum(sizes, int(2 * k / share) + k)
    counts = _count(places, points, looked, allowed)
    if (short := (counts < k) & (looked < sizes)).any():
        looked[short] = sizes[short]
        counts[short] = _count(places, points[short], sizes[short], allowed)
    return Crowd(points, km, counts, looked)


def _reach(crowd: Crowd, alone: Near, k: int) -> float:
    """How far the k-th nearest of these is; infinite if they are fewer."""
    km = np.append(crowd.km, alone.km)
    order = np.argsort(km)
    counts = np.append(crowd.counts, np.ones(len(alone.km), np.int64))
    place = int(np.searchsorted(np.cumsum(counts[order]), k))
    return float(km[order[place]]) if place < len(km) else math.inf


def _standing(
    places: Places, points: Numbers, sizes: Numbers, allowed: Booleans | None
) -> tuple[Members, Booleans]:
    """The first so many at each point, and which of them may be chosen."""
    members = places.members[spans(places.starts[points], sizes)]
    may = np.ones(len(members), bool) if allowed is None else allowed[members]
    if len(places.moved.gone):
        may &= ~places.moved.gone[members]
    return members, may


def _count(places: Places, points: Numbers, sizes: Numbers, allowed: Booleans | None) -> Numbers:
    """How many of the first so many at each point may be chosen."""
    _, may = _standing(places, points, sizes, allowed)
    total = np.append(0, np.cumsum(may))
    ends = np.cumsum(sizes)
    return np.asarray(total[ends] - total[ends - sizes], np.int64)


def _members(
    places: Places, points: Numbers, sizes: Numbers, k: int, allowed: Booleans | None
) -> tuple[Numbers, Numbers]:
    """The first `k` who may be chosen of each point, and for each at which of the points."""
    members, may = _standing(places, points, sizes, allowed)
    members, which = members[may], np.repeat(np.arange(len(points)), sizes)[may]
    counts = np.bincount(which, minlength=len(points))
    first = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts) < k
    return members[first].astype(np.int64), which[first]
