"""The plane of the maps, against published values."""

from __future__ import annotations

from math import hypot

import numpy as np
import pytest

from matchmaker.core.distance import distance_km
from matchmaker.core.maps.projection import project, project_all, project_some

FALSE_EAST, FALSE_NORTH = 4321.0, 3210.0


def test_the_worked_example_of_the_guidance_note() -> None:
    """IOGP Publication 373-7-2, the example of method 9820: 50° N 5° E in ETRS89-LAEA."""
    point = project(50.0, 5.0)
    assert FALSE_EAST + point.x == pytest.approx(3962.79945, abs=1e-5)
    assert FALSE_NORTH - point.y == pytest.approx(2999.71885, abs=1e-5)


def test_the_centre_lies_at_nought() -> None:
    assert project(52.0, 10.0) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_north_is_up_and_east_is_right() -> None:
    assert project(53.0, 10.0).y < 0 < project(52.0, 11.0).x


@pytest.mark.parametrize(
    ("lat", "lon", "lat2", "lon2"),
    [(48.78, 9.18, 55.86, -4.25), (50.63, 3.07, 52.23, 21.01), (41.39, 2.17, 60.17, 24.94)],
)
def test_distances_are_nearly_true(lat: float, lon: float, lat2: float, lon2: float) -> None:
    one, other = project(lat, lon), project(lat2, lon2)
    assert hypot(one.x - other.x, one.y - other.y) == pytest.approx(
        distance_km(lat, lon, lat2, lon2), rel=0.02
    )


def test_a_degree_square_has_the_same_area_wherever_it_lies_on_its_parallel() -> None:
    def area(lon: float) -> float:
        ring = project_all(np.array([50.0, 50, 51, 51]), np.array([lon, lon + 1, lon + 1, lon]))
        x, y = ring[:, 0], ring[:, 1]
        return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2

    assert area(-9) == pytest.approx(area(10), rel=1e-3)
    assert area(30) == pytest.approx(area(10), rel=1e-3)


def test_the_place_opposite_the_centre_breaks_nothing() -> None:
    assert np.isfinite(project_all(np.array([-52.0, 90.0]), np.array([-170.0, 0.0]))).all()


def test_several_are_placed_like_each_of_them() -> None:
    assert project_some({"a": (48.0, 9.0), "b": (50.0, 5.0)}) == {"a": project(48, 9), "b": project(50, 5)}
    assert project_some({}) == {}
