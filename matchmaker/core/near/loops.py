"""The loops behind `near.closest`, compiled: who stands near, and how far points are.

A distance is told by its haversine a = sin²(angle / 2), which grows with it, so that only tiles need an arc
sine. Sines are the first terms of their series, which the processor adds up for several points at once: what
is left out is below 2·10^-18 on [-π/2, π/2].
"""

from __future__ import annotations

import math

import numpy as np

from matchmaker.core.arrays import Numbers
from matchmaker.core.compiled import compiled
from matchmaker.core.distance import EARTH_KM
from matchmaker.core.kth import kth
from matchmaker.core.near.moved import Booleans, Moved
from matchmaker.core.near.places import Standing
from matchmaker.core.near.tiles import SLACK_KM, Floats, Tiles

DEGREE, HALF_PI, PI = math.pi / 180, math.pi / 2, math.pi

# One over the factorials of odd numbers, in turns positive and negative.
S3, S5, S7, S9, S11 = -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800
S13, S15, S17 = 1 / 6227020800, -1 / 1307674368000, 1 / 355687428096000
S19, S21 = -1 / 121645100408832000, 1 / 51090942171709440000

HALVINGS = 24
"""So often the reach is halved: down to a metre or two."""

ROUNDING, NEXT_TO_NOTHING = 1e-9, 1e-25
"""Haversines that differ by no more than this may differ by rounding alone."""


@compiled
def sine(x: float) -> float:
    """The sine of an angle within [-π/2, π/2]."""
    y = x * x
    z = S15 + y * (S17 + y * (S19 + y * S21))
    z = S7 + y * (S9 + y * (S11 + y * (S13 + y * z)))
    return x + x * y * (S3 + y * (S5 + y * z))


@compiled
def haversines(lat: float, lon: float, lats: Floats, lons: Floats, found: Floats) -> None:
    """Fill `found` with the haversines of the angles from one point to many, all in degrees; NaN stays."""
    phi = lat * DEGREE
    half = sine(phi / 2)
    cosine = 1.0 - 2.0 * half * half
    for at in range(lats.size):
        other = lats[at] * DEGREE
        up, half = sine((other - phi) / 2), sine(other / 2)
        turn = (lons[at] - lon) * DEGREE / 2
        # Once round the globe changes nothing.
        turn -= PI if turn > HALF_PI else (-PI if turn < -HALF_PI else 0.0)
        across = sine(turn)
        found[at] = up * up + cosine * (1.0 - 2.0 * half * half) * across * across


@compiled
def bounds(lat: float, lon: float, tiles: Tiles, least: Floats, most: Floats) -> None:
    """How far the points of each tile are at least and at most, in km (see `Tiles.bounds`)."""
    haversines(lat, lon, tiles.lat, tiles.lon, most)
    for tile in range(most.size):
        middle = 2.0 * EARTH_KM * math.asin(math.sqrt(min(1.0, most[tile])))
        least[tile] = middle - tiles.reach[tile] - SLACK_KM
        most[tile] = middle + tiles.reach[tile] + SLACK_KM


@compiled
def reach(starts: Numbers, tile_starts: Numbers, most: Floats, many: float) -> float:
    """How far to look for so many: no further than to the farthest points of tiles that hold them."""
    if starts[tile_starts[most.size]] < many:
        return math.inf
    low, high = 0.0, 2.0 * PI * EARTH_KM
    for _ in range(HALVINGS):
        middle, held = (low + high) / 2, 0
        for tile in range(most.size):
            if most[tile] <= middle:
                held += starts[tile_starts[tile + 1]] - starts[tile_starts[tile]]
        if held < many:
            low = middle
        else:
            high = middle
    return high


@compiled
def standing(
    places: Standing, tiles: Tiles, moved: Moved, at: tuple[float, float], least: Floats, km: float, k: int,
    allowed: Booleans,
) -> tuple[Numbers, Numbers, Floats, int]:  # fmt: skip
    """Who may be chosen and is within `km`: numbers, points (-1 for those who moved), haversines, how many.

    Of those in one point the first `k` are enough.
    """
    limit = math.sin(km / EARTH_KM / 2) ** 2 if km < PI * EARTH_KM else 2.0
    room = moved.numbers.size
    for tile in range(least.size):
        if least[tile] <= km:
            room += places.starts[tiles.starts[tile + 1]] - places.starts[tiles.starts[tile]]
    numbers, points, found, count = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room), 0
    for tile in range(least.size):
        if least[tile] > km:
            continue
        begin, end = tiles.starts[tile], tiles.starts[tile + 1]
        far = np.empty(end - begin)
        haversines(at[0], at[1], places.lat[begin:end], places.lon[begin:end], far)
        for point in range(begin, end):
            if far[point - begin] <= limit:
                first = count
                for one in range(places.starts[point], places.starts[point + 1]):
                    number = places.members[one]
                    if (allowed.size and not allowed[number]) or (moved.gone.size and moved.gone[number]):
                        continue
                    numbers[count], points[count], found[count] = number, point, far[point - begin]
                    count += 1
                    if count - first == k:
                        break
    far = np.empty(moved.numbers.size)
    haversines(at[0], at[1], moved.lat, moved.lon, far)
    for one in range(far.size):
        if far[one] <= limit and not (allowed.size and not allowed[moved.numbers[one]]):
            numbers[count], points[count], found[count] = moved.numbers[one], -1 - one, far[one]
            count += 1
    return numbers, points, found, count


@compiled
def around(
    places: Standing, tiles: Tiles, moved: Moved, lat: float, lon: float, k: int, share: float,
    allowed: Booleans,
) -> tuple[Numbers, Numbers]:  # fmt: skip
    """The `k` nearest and whoever is as near but for rounding: numbers, and points (see `standing`).

    `share` is a guess of how many of all may be chosen; `allowed` is empty if all may.
    """
    least, most = np.empty(tiles.lat.size), np.empty(tiles.lat.size)
    bounds(lat, lon, tiles, least, most)
    many = k / share
    while True:
        km = reach(places.starts, tiles.starts, most, many)
        numbers, points, found, count = standing(places, tiles, moved, (lat, lon), least, km, k, allowed)
        if count >= k or km == math.inf:
            break
        many *= 4.0
    if count > k:
        last = kth(found[:count].copy(), k) * (1.0 + ROUNDING) + NEXT_TO_NOTHING
        kept = 0
        for place in range(count):
            if found[place] <= last:
                numbers[kept], points[kept] = numbers[place], points[place]
                kept += 1
        count = kept
    return numbers[:count], points[:count]
