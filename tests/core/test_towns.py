"""Towns by name and by point, in a small table."""

from __future__ import annotations

import pytest

from matchmaker.core.towns import Place, Towns
from tests.core.towns import small_table


@pytest.fixture(scope="module")
def towns() -> Towns:
    return Towns(small_table())


def ids(places: list[Place]) -> list[int]:
    return [place.id for place in places]


def test_a_town_knows_where_it_lies(towns: Towns) -> None:
    assert towns.find("Köln") == Place(1, "Köln", "DE", 50.9333, 6.95, 1_024_621, "DEA23")
    assert len(towns) == 11


def test_suggestions_begin_as_typed_the_bigger_first(towns: Towns) -> None:
    assert ids(towns.suggest("lil")) == [3, 4, 6]
    assert ids(towns.suggest("LILLE")) == [3, 4, 6]
    assert ids(towns.suggest("kol")) == ids(towns.suggest("köl")) == [1]


def test_a_town_under_several_names_is_suggested_once(towns: Towns) -> None:
    assert ids(towns.suggest("col")) == [1, 2]
    assert ids(towns.suggest("li", limit=1)) == [3]


def test_an_alternative_name_counts(towns: Towns) -> None:
    assert ids(towns.suggest("rijs")) == [3]
    assert ids(towns.suggest("courtrai")) == [5]


def test_suggestions_can_stay_in_one_country(towns: Towns) -> None:
    assert ids(towns.suggest("lil", country="BE")) == [4]
    assert towns.suggest("lil", country="XX") == []


@pytest.mark.parametrize("prefix", ["", "   ", "-", "zzz", "lillex"])
def test_nothing_typed_or_nothing_found_suggests_nothing(towns: Towns, prefix: str) -> None:
    assert towns.suggest(prefix) == []


def test_the_limit_is_kept(towns: Towns) -> None:
    everything = sorted((towns[row] for row in range(11)), key=lambda place: -place.population)
    with_n = [place for place in everything if place.name.startswith("N")]
    assert towns.suggest("n", limit=2) == with_n[:2]


def test_a_huge_town_wins_a_name_from_a_tiny_one(towns: Towns) -> None:
    found = [towns.find("Cologne"), towns.find("Cologne", country="IT"), towns.find("colonia")]
    assert [place.id if place else 0 for place in found] == [1, 2, 1]


def test_find_wants_the_whole_name(towns: Towns) -> None:
    assert towns.find("Lill") is None
    assert towns.find("") is None
    assert towns.find("Lille", country="GB") is None


def test_all_towns_of_a_name_come_in_the_order_of_find(towns: Towns) -> None:
    assert ids(towns.all_named("newport")) == [7, 8]
    assert ids(towns.all_named("Cologne")) == [1, 2]
    assert towns.all_named("Atlantis") == []


def test_the_nearest_town_may_be_asked_within_a_country(towns: Towns) -> None:
    at_the_border = (50.73, 3.17)
    near = [towns.nearest(*at_the_border), towns.nearest(*at_the_border, country="BE")]
    assert [place.id if place else 0 for place in near] == [5, 5]
    inside = towns.nearest(*at_the_border, country="FR")
    assert inside is not None
    assert inside.id == 3


@pytest.mark.parametrize(
    ("lat", "lon"), [(45.0, -20.0), (51.5, 6.95 + 3), (0.0, 0.0), (91.0, 0.0), (50.9333 + 0.6, 6.0 - 3)]
)
def test_far_from_all_towns_nothing_is_near(towns: Towns, lat: float, lon: float) -> None:
    assert towns.nearest(lat, lon) is None


def test_sixty_kilometres_are_the_limit(towns: Towns) -> None:
    # One degree of latitude is 111.2 km.
    newport = towns.nearest(50.7013 - 59 / 111.2, -1.2883)
    assert newport is not None
    assert newport.id == 8
    assert towns.nearest(50.7013 - 61 / 111.2, -1.2883) is None


def test_no_town_of_the_country_is_near(towns: Towns) -> None:
    assert towns.nearest(50.9333, 6.95, country="GB") is None
