"""The loops behind `closest`, each held against numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from matchmaker.core.arrays import read_only
from matchmaker.core.distance import EARTH_KM, distances_km
from matchmaker.core.near import loops
from matchmaker.core.near.closest import EVERYBODY
from matchmaker.core.near.moved import STILL
from matchmaker.core.near.nearest import nearest
from matchmaker.core.near.places import Places

AT = (50.0, 10.0)


def _places(size: int = 200) -> Places:
    random = np.random.default_rng(4)
    return Places.of(np.round(random.uniform(40, 60, size)), np.round(random.uniform(0, 20, size)))


@pytest.mark.parametrize("angle", [0.0, 1e-9, -0.3, 1.0, -math.pi / 2, math.pi / 2])
def test_the_series_is_the_sine(angle: float) -> None:
    assert loops.sine(angle) == pytest.approx(math.sin(angle), rel=1e-15)


def test_haversines_grow_with_the_distance() -> None:
    random = np.random.default_rng(1)
    lats, lons = random.uniform(-90, 90, 50), random.uniform(-180, 180, 50)
    found = np.empty(50)
    loops.haversines(60.0, -179.0, lats, lons, found)
    expected = distances_km(60.0, -179.0, lats, lons)
    np.testing.assert_allclose(2 * EARTH_KM * np.arcsin(np.sqrt(found)), expected, rtol=1e-12)


def test_tiles_are_as_far_as_they_say() -> None:
    tiles = _places().tiles
    least, most = np.empty(len(tiles.lat)), np.empty(len(tiles.lat))
    loops.bounds(*AT, tiles, least, most)
    np.testing.assert_allclose((least, most), tiles.bounds(*AT), rtol=1e-12)


def test_the_reach_is_that_of_tiles_which_hold_so_many() -> None:
    places = _places()
    _, most = places.tiles.bounds(*AT)
    held = np.diff(places.starts[places.tiles.starts])
    for many in (1, 50, 200):
        km = loops.reach(places.starts, places.tiles.starts, most, many)
        assert held[most <= km].sum() >= many
        assert held[most <= km - 5].sum() < many
    assert math.isinf(loops.reach(places.starts, places.tiles.starts, most, 201))


@pytest.mark.parametrize("k", [1, 30, 150, 500])
@pytest.mark.parametrize("share", [1.0, 0.3])
@pytest.mark.parametrize("changed", [False, True])
def test_the_nearest_are_around_and_whoever_is_as_near(k: int, share: float, changed: bool) -> None:
    places = _places()
    if changed:
        places = places.with_changes({3: (50.0, 10.0), 4: None, 205: (50.5, 10.0)})
    may = np.random.default_rng(2).random(206) < share
    mask = EVERYBODY if share == 1.0 else read_only(may)
    numbers, points = loops.around(places.standing, places.tiles, places.moved, *AT, k, share, mask)
    expected = nearest(places, *AT, k, allowed=None if share == 1.0 else may)
    assert {*expected.numbers.tolist()} <= {*numbers.tolist()}
    assert len({*numbers.tolist()}) == len(numbers)
    for number, point in zip(numbers.tolist(), points.tolist(), strict=True):
        own = (places.lat[point], places.lon[point])
        if point < 0:
            own = (places.moved.lat[-1 - point], places.moved.lon[-1 - point])
        assert distances_km(*AT, *map(np.atleast_1d, own))[0] <= expected.km[-1] * (1 + 1e-6)
        assert share == 1.0 or may[number]


def test_nobody_has_moved_in_places_as_they_were_made() -> None:
    numbers, points = loops.around(_places().standing, _places().tiles, STILL, *AT, 500, 1.0, EVERYBODY)
    assert sorted(numbers.tolist()) == list(range(200))
    assert (points >= 0).all()
