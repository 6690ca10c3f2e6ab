from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.distance import distance_km, distances_km
from matchmaker.core.near import tiles
from matchmaker.core.near.tiles import SLACK_KM, Floats


def _tiled(lat: Floats, lon: Floats, size: int) -> tuple[Floats, Floats, tiles.Tiles]:
    order = tiles.order(lat, lon, size)
    assert sorted(order.tolist()) == list(range(len(lat)))
    return lat[order], lon[order], tiles.tiles(lat[order], lon[order], size)


@pytest.mark.parametrize("many", [1, 15, 16, 17, 500])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_point_is_nearer_or_farther_than_its_tile_says(many: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    lat, lon, found = _tiled(random.uniform(-90, 90, many), random.uniform(-180, 180, many), 16)
    assert found.starts[0] == 0
    assert found.starts[-1] == many
    assert np.diff(found.starts).max() <= 16
    for at in zip(random.uniform(-90, 90, 20), random.uniform(-180, 180, 20), strict=True):
        km = distances_km(*at, lat, lon)
        least, most = found.bounds(*at)
        assert (least <= np.minimum.reduceat(km, found.starts[:-1])).all()
        assert (most >= np.maximum.reduceat(km, found.starts[:-1])).all()


def test_a_tile_across_the_date_line_is_small() -> None:
    lat = np.full(16, -17.0)
    lon = np.concatenate([np.linspace(179, 180, 8), np.linspace(-180, -179, 8)])
    found = tiles.tiles(lat, lon, 16)
    # One degree of longitude at 17 degrees south is 106 km.
    assert found.reach.tolist() == pytest.approx([106.3], abs=0.5)
    assert abs(abs(found.lon[0]) - 180) < 1e-6


def test_no_points_are_no_tiles() -> None:
    lat, _lon, found = _tiled(np.zeros(0), np.zeros(0), 16)
    assert len(lat) == 0
    assert [part.tolist() for part in found.bounds(1.0, 2.0)] == [[], []]


def test_a_tile_of_one_point_is_as_far_as_its_point() -> None:
    least, most = tiles.tiles(np.array([48.0]), np.array([11.0]), 16).bounds(48.0, 12.0)
    km = distance_km(48.0, 12.0, 48.0, 11.0)
    assert [*least, *most] == pytest.approx([km - SLACK_KM, km + SLACK_KM])


def test_tiles_grow_with_the_root_of_their_number() -> None:
    assert tiles.fitting(0) == tiles.FEWEST
    assert tiles.fitting(600_000) == 316
