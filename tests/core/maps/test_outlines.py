"""From a TopoJSON to the paths of countries: arcs, simplification, the cut at the edge."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from matchmaker.core.maps.clip import Rectangle, around, clip
from matchmaker.core.maps.outlines import Outline, outlines_of, svg_of
from matchmaker.core.maps.paths import path_of
from matchmaker.core.maps.projection import Floats
from matchmaker.core.maps.simplify import simplify
from matchmaker.core.maps.topology import arcs_of, areas_of, join

# Two countries of one degree each side by side, with their border (arc 1) kept once; one far away; one tiny.
WORLD: dict[str, Any] = {
    "transform": {"scale": [0.1, 0.1], "translate": [9.0, 50.0]},
    "arcs": [
        [[10, 0], [-10, 0], [0, 10], [10, 0]],
        [[10, 10], [0, -10]],
        [[10, 10], [10, 0], [0, -10], [-10, 0]],
        [[900, -900], [10, 0], [0, 10], [-10, -10]],
        [[30, 0], [0.1, 0], [0, 0.1], [-0.1, -0.1]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -2]], [[4]]], "properties": {"name": "East"}},
                {"type": "Polygon", "arcs": [[3]], "properties": {"name": "Far"}},
            ]
        }
    },
}


def square(left: float, top: float, size: float) -> Floats:
    return np.array([(left, top), (left + size, top), (left + size, top + size), (left, top + size)], float)


def test_arcs_are_steps_from_point_to_point() -> None:
    assert arcs_of(WORLD)[0].tolist() == [[10.0, 50.0], [9.0, 50.0], [9.0, 51.0], [10.0, 51.0]]


def test_two_neighbours_share_their_border() -> None:
    arcs = dict(enumerate(arcs_of(WORLD)))
    west, east, _far = areas_of(WORLD, "countries")
    border = {(10.0, 50.0), (10.0, 51.0)}
    for area in (west, east):
        assert border <= {tuple(point) for point in join(area.rings[0], arcs).tolist()}
    assert join(west.rings[0], arcs)[0].tolist() == join(west.rings[0], arcs)[-1].tolist()


def test_only_countries_of_europe_are_drawn_and_specks_are_not() -> None:
    found = {one.name: one.path for one in outlines_of(WORLD)}
    assert list(found) == ["West", "East"]
    assert found["East"].count("M") == 1


def test_the_file_has_all_countries_together_and_each_by_its_key() -> None:
    svg = svg_of({"DE": Outline("Germany", "M0 0l1 0 0 1z"), "Isle of": Outline("Isle of", "M5 5l1 0 0 1z")})
    assert re.findall(r'id="([^"]+)"', svg) == ["land", "DE", "Isle-of"]
    assert "style" not in svg
    assert "fill" not in svg


def test_a_straight_line_keeps_its_ends_alone() -> None:
    line = np.array([(x, 0.01 * (x % 2)) for x in range(50)], float)
    assert simplify(line, 0.1).tolist() == [line[0].tolist(), line[-1].tolist()]


@pytest.mark.parametrize("tolerance", [0.1, 0.5, 2.0])
def test_no_point_of_the_old_line_is_farther_from_the_new_one_than_allowed(tolerance: float) -> None:
    x = np.linspace(0, 20, 400)
    line = np.stack([x, np.sin(x) * 3 + np.sin(7 * x) / 3], axis=1)
    new = simplify(line, tolerance)
    assert len(new) < len(line)
    for point in line:
        starts, ends = new[:-1], new[1:]
        along = ends - starts
        share = np.clip(((point - starts) * along).sum(1) / (along**2).sum(1), 0, 1)
        assert np.hypot(*(starts + share[:, None] * along - point).T).min() <= tolerance + 1e-9


def test_a_ring_stays_a_ring() -> None:
    ring = np.concatenate([square(0, 0, 10), [(0.0, 0.0)]])
    assert simplify(ring, 1.0).tolist() == ring.tolist()


def test_a_ring_is_cut_to_the_frame() -> None:
    frame = Rectangle(0, 0, 10, 10)
    assert around(clip(square(5, 5, 20), frame)) == Rectangle(5, 5, 10, 10)
    assert around(clip(square(-5, -5, 40), frame)) == frame
    assert len(clip(square(20, 20, 5), frame)) == 0
    inside = square(2, 2, 3)
    assert clip(inside, frame) is inside


def test_a_path_tells_each_point_from_the_one_before() -> None:
    assert path_of([square(1, 2, 3)]) == "M1 2l3 0 0 3-3 0z"


def test_a_ring_that_shrinks_to_a_line_is_left_out() -> None:
    assert path_of([square(0, 0, 0.2)]) == ""
    assert path_of([]) == ""


def test_rectangles_that_meet_in_a_point_touch_and_do_not_overlap() -> None:
    one, other = Rectangle(0, 0, 2, 2), Rectangle(2, 2, 3, 3)
    assert one.touches(other)
    assert one.overlap(other) == 0
    assert one.overlap(Rectangle(1, 1, 9, 9)) == 1
    assert not one.touches(Rectangle(2.1, 0, 3, 3))
