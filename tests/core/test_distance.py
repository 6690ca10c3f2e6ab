"""Distances on the globe."""

from __future__ import annotations

import math

import numpy as np
import pytest

from matchmaker.core.distance import EARTH_KM, distance_km, distances_km, is_point


def test_a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(math.pi / 2 * EARTH_KM)


def test_opposite_points_are_half_a_circumference_apart() -> None:
    assert distance_km(50, 10, -50, -170) == pytest.approx(math.pi * EARTH_KM)


def test_paris_to_london_is_344_km() -> None:
    # 343.6 km: the great-circle distance that atlases give between the two centres.
    assert distance_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343.6, abs=0.5)


def test_no_distance_to_oneself_and_the_same_both_ways() -> None:
    assert distance_km(55.86, -4.25, 55.86, -4.25) == 0
    assert distance_km(55.86, -4.25, 48.78, 9.18) == pytest.approx(distance_km(48.78, 9.18, 55.86, -4.25))


def test_many_distances_are_the_single_ones() -> None:
    random = np.random.default_rng(1)
    lats, lons = random.uniform(-90, 90, 50), random.uniform(-180, 180, 50)
    single = [distance_km(50.6, 3.06, lat, lon) for lat, lon in zip(lats, lons, strict=True)]
    assert distances_km(50.6, 3.06, lats, lons) == pytest.approx(single)


def test_an_unknown_place_in_an_array_stays_unknown() -> None:
    far = distances_km(0.0, 0.0, np.array([np.nan, 0.0]), np.array([0.0, 0.0]))
    assert math.isnan(far[0])
    assert far[1] == 0


@pytest.mark.parametrize(
    ("lat", "lon", "valid"),
    [
        (55.86, -4.25, True),
        (-90, 180, True),
        (0, 12, True),
        (0, 0, False),
        (None, 4.0, False),
        (4.0, None, False),
        (90.1, 0, False),
        (1, 180.1, False),
        (math.nan, 1, False),
        (1, math.inf, False),
    ],
)
def test_only_degrees_on_the_globe_are_a_point(lat: float | None, lon: float | None, valid: bool) -> None:
    assert is_point(lat, lon) is valid
