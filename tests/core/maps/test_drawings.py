"""Bubbles, crowds and lines: everybody is drawn once, inside the frame, and every name can be read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from matchmaker.core.maps.across import MOST_LINES, NARROW, WIDE, draw_across, reach_of
from matchmaker.core.maps.bubbles import EMPTY, Spot, draw_bubbles, radius_of, short_names
from matchmaker.core.maps.clip import Rectangle
from matchmaker.core.maps.crowd import MOST_BESIDE, STEP, common_code, crowds_of
from matchmaker.core.maps.frame import frame_around
from matchmaker.core.maps.labels import Label, Wanted, place_labels, room_of
from matchmaker.core.maps.projection import Point, project
from matchmaker.core.maps.spread import spread

GERMAN = {  # the middles of NUTS 1 regions, about
    "DE1": (48.7, 9.0), "DE2": (48.9, 11.5), "DE3": (52.5, 13.4), "DE4": (52.4, 13.5), "DE5": (53.1, 8.8),
    "DE6": (53.6, 10.0), "DE7": (50.2, 8.7), "DE8": (53.8, 12.4), "DE9": (52.7, 9.2), "DEA": (51.4, 7.3),
    "DEB": (49.9, 7.6), "DEC": (49.3, 7.0), "DED": (51.1, 13.2), "DEE": (51.9, 11.7), "DEF": (54.2, 9.8),
    "DEG": (50.9, 11.1),
}  # fmt: skip


def spots(counts: dict[str, int]) -> list[Spot]:
    return [
        Spot(code, f"Land {code}", counts.get(code, 0), project(*where)) for code, where in GERMAN.items()
    ]


def rooms(labels: list[Label | None]) -> list[Rectangle]:
    return [room_of(label) for label in labels if label]


@pytest.mark.parametrize("most", [1, 58, 4000])
def test_no_name_covers_another_and_all_lies_in_the_frame(most: int) -> None:
    drawing = draw_bubbles(spots({code: most // (n + 1) for n, code in enumerate(GERMAN)}))
    assert drawing is not None
    found = rooms([one.label for one in drawing.bubbles])
    assert len(found) >= 14
    assert not [pair for pair in combinations(found, 2) if pair[0].overlap(pair[1])]
    assert all(drawing.frame.rectangle.holds(room) for room in found)
    for one in drawing.bubbles:
        assert one.radius <= one.x <= drawing.frame.width - one.radius
        assert one.radius <= one.y <= drawing.frame.height - one.radius


def test_a_bubble_grows_with_its_number_and_an_empty_part_is_a_ring() -> None:
    assert radius_of(0, 60) == EMPTY
    sizes = [radius_of(n, 60) for n in (1, 8, 20, 60)]
    assert sizes == sorted(set(sizes))
    # So that four digits fit in.
    assert radius_of(1000, 100_000) > radius_of(1, 100_000)


def test_all_parts_are_there_the_largest_first() -> None:
    drawing = draw_bubbles(spots({"DEF": 3, "DE1": 9}))
    assert drawing is not None
    assert [one.code for one in drawing.bubbles][:2] == ["DE1", "DEF"]
    assert {one.code for one in drawing.bubbles} == set(GERMAN)
    assert draw_bubbles([]) is None


def test_names_lose_what_follows_a_comma_unless_two_would_be_alike() -> None:
    names = ["Stuttgart, Stadtkreis", "Heilbronn, Stadtkreis", "Heilbronn, Landkreis", "Ulm (Donau)"]
    assert short_names(names) == ["Stuttgart", "Heilbronn, Stadtkreis", "Heilbronn, Landkreis", "Ulm"]


def test_circles_on_one_place_move_apart_and_stay_near() -> None:
    radii = np.array([20.0, 8.0, 8.0, 8.0])
    moved = spread(np.full((4, 2), 100.0), radii, 300, 300)
    for one, other in combinations(range(4), 2):
        assert np.hypot(*(moved[one] - moved[other])) > 0.85 * (radii[one] + radii[other])
    assert np.abs(moved - 100).max() < 60
    assert np.array_equal(moved, spread(np.full((4, 2), 100.0), radii, 300, 300))


def test_a_circle_that_touches_nobody_stays_where_it_is() -> None:
    places = np.array([(50.0, 50.0), (250.0, 250.0)])
    assert spread(places, np.array([10.0, 10.0]), 300, 300) == pytest.approx(places, abs=0.01)


def test_a_name_without_room_is_left_out() -> None:
    wanted = [Wanted("A long enough name", 50, 20, 5), Wanted("Another long name", 52, 22, 5)]
    labels = place_labels(wanted, Rectangle(0, 0, 210, 44))
    assert labels[0] is not None
    assert labels[1] is None


def test_names_stand_beside_lines_where_they_can() -> None:
    line = [Rectangle(x, 95, x + 6, 101) for x in range(100, 300, 6)]
    (label,) = place_labels([Wanted("A name", 100, 98, 5)], Rectangle(0, 0, 400, 200), (), line)
    assert label is not None
    assert label.anchor == "end"


def test_a_frame_shows_all_places_and_is_never_too_close() -> None:
    places = [project(48.8, 9.2), project(55.9, -4.3)]
    frame = frame_around(places, 700, (400, 500), margin=40, least_km=300)
    for place in places:
        x, y = frame.at(place)
        assert 39 <= x <= frame.width - 39
        assert 39 <= y <= frame.height - 39
    single = frame_around(places[:1], 700, (400, 500), margin=40, least_km=300)
    assert single.at(places[0]) == pytest.approx((350, single.height / 2))
    assert single.scale <= (700 - 80) / 300 + 1e-9


def test_everybody_stands_once_and_nobody_on_anothers_feet() -> None:
    towns = np.repeat(np.array([(100.0, 100.0), (180.0, 120.0), (300.0, 200.0)]), [7, 20, 1], axis=0)
    crowds = crowds_of(towns, 400, 300)
    standing = [one for crowd in crowds for one in crowd.standing]
    assert sorted(one.number for one in standing) == list(range(28))
    for one, other in combinations(standing, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) > 0.8 * STEP
    assert crowds == crowds_of(towns, 400, 300)


def test_too_many_at_one_town_are_counted() -> None:
    (crowd,) = crowds_of(np.full((MOST_BESIDE + 1, 2), 50.0), 400, 300)
    assert crowd.standing == ()
    assert len(crowd.members) == MOST_BESIDE + 1
    (full,) = crowds_of(np.full((MOST_BESIDE, 2), 50.0), 400, 300)
    assert len(full.standing) == MOST_BESIDE
    assert crowds_of(np.zeros((0, 2)), 400, 300) == []


@pytest.mark.parametrize(
    ("codes", "common"),
    [(["DE111", "DE112"], "DE11"), (["DE111"], "DE111"), (["DE111", "DE"], "DE"), (["DE1", "FR1"], "")],
)
def test_the_region_of_several_is_what_their_codes_begin_with(codes: list[str], common: str) -> None:
    assert common_code(codes) == common


PLACE = {"a": "DE111", "b": "DE112", "c": "FRE11", "d": "DE", "e": "", "f": "FRE12"}


def test_ties_are_counted_by_the_region_at_the_other_end() -> None:
    ties = [("a", "b"), ("a", "c"), ("b", "f"), ("a", "d"), ("b", "e")]
    reach = reach_of(ties, PLACE, "DE11", 2)
    assert reach.between == {("DE11", "FRE1"): 2}
    # Of "d" only the country is known, which may be this region; of "e" nothing.
    assert (reach.inside, reach.unplaced) == (1, 2)


def test_of_everybody_the_ties_between_countries_are_counted() -> None:
    reach = reach_of([("a", "b"), ("a", "c"), ("d", "f"), ("e", "a")], PLACE, "", 0)
    assert reach.between == {("DE", "FR"): 2}
    assert (reach.inside, reach.unplaced) == (1, 1)


def test_the_strongest_lines_are_drawn_and_the_others_told() -> None:
    places = {f"R{n:02}": (f"Region {n}", Point(100.0 * n, 50.0 * (n % 5))) for n in range(20)}
    between = {("R00", code): 20 - n for n, code in enumerate(places) if n}
    drawing = draw_across(between, places, "R00")
    assert drawing is not None
    assert len(drawing.lines) == MOST_LINES
    assert len(drawing.left_out) == 19 - MOST_LINES
    thick = [line.thick for line in drawing.lines]
    assert thick == sorted(thick, reverse=True)
    assert [end.code for end in drawing.ends if end.here] == ["R00"]
    found = rooms([end.label for end in drawing.ends])
    assert not [pair for pair in combinations(found, 2) if pair[0].overlap(pair[1])]


def test_a_phone_has_a_drawing_of_its_own_in_which_every_name_is_whole() -> None:
    there = ("West Central Scotland", project(55.9, -4.3))
    places = {"DE11": ("Stuttgart", project(48.8, 9.2)), "UKM8": there}
    for style in (WIDE, NARROW):
        drawing = draw_across({("DE11", "UKM8"): 11}, places, "DE11", style)
        assert drawing is not None
        assert drawing.frame.width == style.width
        assert style.heights[0] <= drawing.frame.height <= style.heights[1]
        (one, other) = rooms([end.label for end in drawing.ends])
        assert min(one.left, other.left) >= 0
        assert max(one.right, other.right) <= style.width


def test_without_a_tie_or_a_place_there_is_no_drawing() -> None:
    assert draw_across({}, {}, "DE11") is None
    assert draw_across({("DE11", "US"): 3}, {"DE11": ("Here", Point(0, 0))}, "DE11") is None
