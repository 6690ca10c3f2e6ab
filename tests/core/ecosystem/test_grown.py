"""The drawing of a network as it was."""

from __future__ import annotations

from matchmaker.core.ecosystem import grown
from matchmaker.core.entities import Kind, Link, Profile

PROFILES = {key: Profile(key, key.upper(), Kind.ENTERPRISE) for key in ("a", "b", "c", "d")}
PLACES = {"a": (0.0, 0.0), "b": (4.0, 0.0), "c": (0.0, 2.0), "d": (4.0, 2.0)}
LINKS = [Link("a", "b", since=2020), Link("a", "c", since=2023), Link("b", "d")]


def test_earlier_ties_and_those_of_the_year_are_told_apart() -> None:
    found = grown.draw(2023, LINKS, PROFILES, PLACES)
    assert (found.earlier.count("M"), found.new.count("M")) == (1, 1)
    assert sum(spot.tied for spot in found.spots) == 3
    before = grown.draw(2021, LINKS, PROFILES, PLACES)
    assert (before.earlier.count("M"), before.new) == (1, "")
    assert sum(spot.tied for spot in before.spots) == 2


def test_everybody_stays_in_the_frame_and_in_the_same_place_in_every_year() -> None:
    early, late = (grown.draw(year, LINKS, PROFILES, PLACES) for year in (2020, 2023))
    for spot in late.spots:
        assert 0 <= spot.x <= grown.WIDTH
        assert 0 <= spot.y <= grown.HEIGHT
    assert [(s.x, s.y) for s in early.spots] == [(s.x, s.y) for s in late.spots]


def test_who_has_no_place_yet_is_not_drawn() -> None:
    found = grown.draw(2023, LINKS, PROFILES, {"a": (1.0, 1.0)})
    assert len(found.spots) == 1
    assert found.earlier == found.new == ""
    assert not grown.draw(2023, LINKS, PROFILES, {}).spots


def test_of_many_those_with_most_ties_are_drawn() -> None:
    names = [f"s{n:03}" for n in range(grown.MOST_SPOTS + 5)]
    profiles = {key: Profile(key, key) for key in names}
    places = {key: (float(n), float(n % 7)) for n, key in enumerate(names)}
    tied = Link("s303", "s304", since=2020)
    found = grown.draw(2020, [tied], profiles, places)
    assert len(found.spots) == grown.MOST_SPOTS
    assert found.left_out == 5
    assert found.new
