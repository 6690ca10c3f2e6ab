"""The quick answers are those of a slow and plain search, and nonsense never breaks anything."""

from __future__ import annotations

import random

import pytest

from matchmaker.core.countries import OVERSEAS
from matchmaker.core.distance import distance_km
from matchmaker.core.names import fold
from matchmaker.core.places import Gazetteer, How
from matchmaker.core.regions import country_of
from matchmaker.core.towns import NEAR_KM, Place
from matchmaker.store.gazetteer import open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def northern(gazetteer: Gazetteer) -> list[Place]:
    """All towns of Iceland, Norway and Finland: few enough to go through one by one."""
    towns = (gazetteer.towns[row] for row in range(len(gazetteer.towns)))
    return [town for town in towns if town.country in {"IS", "NO", "FI"}]


@pytest.mark.parametrize("country", ["IS", "NO", "FI"])
def test_the_nearest_town_is_the_nearest_of_all(
    gazetteer: Gazetteer, northern: list[Place], country: str
) -> None:
    towns = [town for town in northern if town.country == country]
    dice = random.Random(7)
    far = near = 0
    for _ in range(60):
        town = dice.choice(towns)
        lat, lon = town.lat + dice.uniform(-0.9, 0.9), town.lon + dice.uniform(-1.5, 1.5)
        best = min(distance_km(lat, lon, *one.point) for one in towns)
        found = gazetteer.nearest(lat, lon, country=country)
        # The table is held in single precision: a metre more or less.
        if found is None:
            far += 1
            assert best > NEAR_KM - 0.01
        else:
            near += 1
            assert distance_km(lat, lon, *found.point) == pytest.approx(best, abs=0.01)
    assert near > 10
    assert far + near == 60


def test_every_town_is_found_by_its_own_name_in_its_country(
    gazetteer: Gazetteer, northern: list[Place]
) -> None:
    for town in random.Random(3).sample(northern, 200):
        same = gazetteer.towns.all_named(town.name, country=town.country)
        assert town in same
        assert gazetteer.find(town.name.upper(), country=town.country) == same[0]


def test_every_town_is_suggested_under_its_own_name_and_those_before_it_are_bigger(
    gazetteer: Gazetteer, northern: list[Place]
) -> None:
    for town in random.Random(4).sample(northern, 100):
        found = gazetteer.suggest(town.name[:3], country=town.country, limit=2_000)
        own = [one for one in found if fold(one.name).startswith(fold(town.name[:3]))]
        assert town in own
        sizes = [max(1, one.population) for one in own]
        assert sizes == sorted(sizes, reverse=True)


def test_nonsense_is_located_without_an_error_and_coherently(gazetteer: Gazetteer) -> None:
    dice = random.Random(11)
    names = [
        "",
        "Lille",
        "Warszawa, Polska",
        "\0",
        "🏡",
        "a" * 5_000,
        "((((",
        "1 2 3",
        "—",
        "Köln / Berlin; Bonn",
    ]
    countries = ["", "France", "PL", "Narnia", "EL", "Reunion", "Egypt", "\n", "Georgia"]
    codes = ["", "FRE11", "FR301", "EL", "GR30", "??", "Nord", "Rom", "UKM", "DE1", "London", "x" * 500]
    numbers = [None, 0.0, 50.63, -200.0, float("nan"), float("inf"), 3.06]
    for _ in range(2_000):
        found = gazetteer.locate(
            name=dice.choice(names),
            country=dice.choice(countries),
            region=dice.choice(codes),
            lat=dice.choice(numbers),
            lon=dice.choice(numbers),
        )
        assert (found.lat is None) == (found.lon is None)
        assert not found.region or found.region in gazetteer.regions
        assert not found.region or country_of(found.region) == found.country
        assert (found.country == "") == (found.how is How.UNKNOWN)


def test_what_is_said_of_the_country_is_never_overruled(gazetteer: Gazetteer) -> None:
    dice = random.Random(12)
    towns = [gazetteer.towns[dice.randrange(len(gazetteer.towns))] for _ in range(100)]
    for code in ("DE", "PL", "GR", "EG", *OVERSEAS):
        expected = country_of(OVERSEAS[code]) if code in OVERSEAS else code
        for town in towns:
            found = gazetteer.locate(
                name=town.name, country=code, region=town.region, lat=town.lat, lon=town.lon
            )
            assert found.country == expected
