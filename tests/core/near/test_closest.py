"""The closest found by loops, held against the nearest of numpy."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.distance import distances_km
from matchmaker.core.few import SMALL
from matchmaker.core.near.closest import closest, kilometres
from matchmaker.core.near.moved import Booleans
from matchmaker.core.near.nearest import nearest
from matchmaker.core.near.places import Places

NAN = float("nan")


def _closest(places: Places, at: tuple[float, float], k: int, allowed: Booleans | None) -> list[int]:
    return sorted(closest(places, *at, k, allowed=allowed).tolist())


@pytest.mark.parametrize("share", [None, 0.9, 0.02, 0.0])
@pytest.mark.parametrize("towns", [None, 300])
@pytest.mark.parametrize("moved", [0, 300])
def test_where_many_stand_a_loop_finds_the_same(share: float | None, towns: int | None, moved: int) -> None:
    random, size = np.random.default_rng(7), SMALL + 1000
    spots = np.stack([random.uniform(36, 70, size), random.uniform(-10, 30, size)], axis=1)
    if towns:
        spots = spots[np.minimum(random.zipf(1.3, size) - 1, towns - 1)]
    elsewhere = {
        int(number): (float(random.uniform(36, 70)), float(random.uniform(-10, 30)))
        if random.random() < 0.7
        else None
        for number in random.choice(size + 20, moved, replace=False)
    }
    places = Places.of(*spots.T).with_changes(elsewhere)
    allowed = None if share is None else random.random(size + 20) < share
    for at in [*map(tuple, spots[:5].tolist()), (90.0, 0.0), (-48.0, -170.0), (50.0, 179.0)]:
        for k in (1, 30, 500):
            expected = sorted(nearest(places, at[0], at[1], k, allowed=allowed).numbers.tolist())
            assert _closest(places, at, k, allowed) == expected


def test_nobody_is_near_nowhere_also_where_many_stand() -> None:
    places = Places.of(np.full(SMALL, 50.0), np.full(SMALL, 10.0))
    assert _closest(places, (50.0, NAN), 5, None) == []
    assert _closest(places, (50.0, 10.0), 0, None) == []
    # All are in one point: the smaller numbers are nearest.
    assert _closest(places, (50.0, 10.0), 3, None) == [0, 1, 2]


@pytest.mark.parametrize("size", [9, SMALL])
def test_a_few_of_many_are_as_far_as_by_the_formula(size: int) -> None:
    random = np.random.default_rng(3)
    lats, lons = random.uniform(-90, 90, 400), random.uniform(-180, 180, 400)
    lats[5] = NAN
    for lat, lon in ((48.0, 179.5), (-90.0, 3.0), (0.0, -180.0)):
        found = kilometres(lat, lon, lats, lons, of=size)
        np.testing.assert_allclose(found, distances_km(lat, lon, lats, lons), rtol=1e-12, atol=1e-9)
        assert np.isnan(found[5])
