"""The drawing around a stakeholder: who is in it, where, and that one can read the names."""

from __future__ import annotations

from itertools import combinations

import pytest

from matchmaker.core.entities import Kind, Profile
from matchmaker.core.neighbourhood import (
    HEIGHT,
    LONGEST,
    MIDDLE,
    MOST_BEHIND,
    MOST_PARTNERS,
    WIDTH,
    Box,
    Drawing,
    Label,
    box_of,
    draw,
)

NAME = "Reparaturcafé Nord {}"


def people(count: int) -> dict[str, Profile]:
    """Profiles `s-0` (the middle), `s-1` and so on, with names as long as real ones."""
    return {f"s-{n}": Profile(id=f"s-{n}", name=NAME.format(n), kind=Kind.ENTERPRISE) for n in range(count)}


def star(partners: int, behind: int = 0) -> Drawing:
    """A middle with so many partners, each with so many behind it whom nobody else knows."""
    everybody = people(1 + partners * (1 + behind))
    ids = list(everybody)
    first = ids[1 : 1 + partners]
    rest = iter(ids[1 + partners :])
    return draw("s-0", first, {one: [next(rest) for _ in range(behind)] for one in first}, everybody)


def test_the_stakeholder_stands_in_the_middle_with_its_partners_around_it() -> None:
    drawing = star(4)
    middle, *partners = drawing.spots
    assert (middle.x, middle.y, middle.ring) == (*MIDDLE, 0)
    assert [spot.ring for spot in partners] == [1] * 4
    assert len({(spot.x, spot.y) for spot in drawing.spots}) == 5


def test_every_tie_is_a_line_between_two_spots() -> None:
    drawing = star(3, behind=2)
    places = {(spot.x, spot.y) for spot in drawing.spots}
    assert len(drawing.lines) == 3 + 3 * 2
    assert all({(line.x1, line.y1), (line.x2, line.y2)} <= places for line in drawing.lines)


def test_partners_beyond_the_room_are_counted() -> None:
    drawing = star(MOST_PARTNERS + 3)
    assert len(drawing.spots) == 1 + MOST_PARTNERS
    assert drawing.left_out == 3


def test_at_most_a_few_stand_behind_each_partner() -> None:
    drawing = star(2, behind=MOST_BEHIND + 4)
    assert sum(spot.ring == 2 for spot in drawing.spots) == 2 * MOST_BEHIND


def test_nobody_is_drawn_twice() -> None:
    everybody = people(4)
    behind = {"s-1": ["s-0", "s-2", "s-3"], "s-2": ["s-0", "s-1", "s-3"]}
    drawing = draw("s-0", ["s-1", "s-2"], behind, everybody)
    assert sorted(spot.id for spot in drawing.spots) == ["s-0", "s-1", "s-2", "s-3"]


def test_a_partner_of_whom_nothing_is_known_is_left_out_of_the_drawing() -> None:
    drawing = draw("s-0", ["s-1", "s-gone"], {}, people(2))
    assert [spot.id for spot in drawing.spots] == ["s-0", "s-1"]
    assert drawing.left_out == 1


def test_the_same_network_gives_the_same_drawing() -> None:
    assert star(6, behind=3) == star(6, behind=3)


@pytest.mark.parametrize("partners", range(1, MOST_PARTNERS + 1))
@pytest.mark.parametrize("behind", [0, 1, MOST_BEHIND])
def test_everything_lies_inside_the_frame(partners: int, behind: int) -> None:
    for spot in star(partners, behind).spots:
        half = spot.size / 2
        assert half <= spot.x <= WIDTH - half
        assert half <= spot.y <= HEIGHT - half
        assert spot.label is None or box_of(spot.label).outside() == 0


@pytest.mark.parametrize("partners", range(1, MOST_PARTNERS + 1))
@pytest.mark.parametrize("behind", [0, 1, MOST_BEHIND])
def test_no_name_covers_another_name(partners: int, behind: int) -> None:
    labels = [spot.label for spot in star(partners, behind).spots if spot.label]
    assert len(labels) == 1 + partners
    assert not [(a, b) for a, b in combinations(labels, 2) if box_of(a).overlap(box_of(b))]


@pytest.mark.parametrize("partners", [1, 2, 3, 4, 5, 6])
def test_in_a_drawing_of_the_usual_size_no_name_covers_a_shape(partners: int) -> None:
    spots = star(partners, MOST_BEHIND).spots
    shapes = [
        Box(one.x - one.size / 2, one.y - one.size / 2, one.x + one.size / 2, one.y + one.size / 2)
        for one in spots
    ]
    assert not [
        spot.name for spot in spots if spot.label for shape in shapes if box_of(spot.label).overlap(shape)
    ]


def test_a_long_name_is_cut_and_a_short_one_stays() -> None:
    everybody = people(2) | {"s-1": Profile(id="s-1", name="Eine sehr lange Bezeichnung für einen Verein")}
    middle, partner = draw("s-0", ["s-1"], {}, everybody).spots
    assert middle.label is not None
    assert partner.label is not None
    assert middle.label.text == NAME.format(0)
    assert len(partner.label.text) <= LONGEST
    assert partner.label.text.endswith("…")
    assert partner.name.startswith(partner.label.text[:-1])


def test_the_room_of_a_label_follows_from_its_anchor() -> None:
    start, middle, end = (box_of(Label("abcd", 100, 50, anchor)) for anchor in ("start", "middle", "end"))
    assert start.left == middle.left + (middle.right - middle.left) / 2 == end.right == 100


def test_boxes_overlap_by_the_area_that_they_share() -> None:
    assert Box(0, 0, 4, 4).overlap(Box(2, 3, 9, 9)) == 2
    assert Box(0, 0, 4, 4).overlap(Box(4, 0, 9, 9)) == 0
    assert Box(-2, 0, 2, 4).outside() == 8
