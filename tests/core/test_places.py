"""Where somebody is, from whatever is said of it."""

from __future__ import annotations

import pytest

from matchmaker.core.places import Gazetteer, How, Located
from tests.core.towns import small_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return small_gazetteer()


def test_a_town_and_its_country_give_region_and_point(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(name="Lille", country="France")
    assert found == Located("Lille", "FR", "FRE11", 50.6339, 3.0551, How.TOWN)
    assert gazetteer.locate(name="Lille", country="be").region == "BE213"


def test_the_name_stays_as_it_was_written(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(name="cologne", country="DE").place == "cologne"
    assert gazetteer.locate(lat=50.93, lon=6.95).place == "Köln"


@pytest.mark.parametrize(
    ("name", "country", "region"),
    [
        ("59000 Lille", "FR", "FRE11"),
        ("F-59000 Lille", "", "FRE11"),
        ("Lille, France", "", "FRE11"),
        ("Lille (Belgium)", "", "BE213"),
        ("Köln / Mönchengladbach", "DE", "DEA23"),
        ("Ehrenfeld, 50825 Köln", "DE", "DEA23"),
        ("Newport – Wales", "UK", "UKL21"),
        ("NP20 1AB Newport", "England", "UKL21"),
    ],
)
def test_addresses_and_double_names_still_say_the_town(
    gazetteer: Gazetteer, name: str, country: str, region: str
) -> None:
    found = gazetteer.locate(name=name, country=country)
    assert (found.region, found.how) == (region, How.TOWN)


def test_without_a_country_a_small_town_with_namesakes_stays_unknown(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(name="Neustadt").how is How.UNKNOWN
    assert gazetteer.locate(name="Neustadt", country="AT").country == "AT"
    assert gazetteer.locate(name="Newport").region == "UKL21"
    assert gazetteer.locate(name="Casnewydd").region == "UKL21"


def test_a_point_takes_the_region_of_the_nearest_town_and_stays_where_it_is(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(lat=50.9, lon=7.0)
    assert found == Located("Köln", "DE", "DEA23", 50.9, 7.0, How.POINT)


def test_near_a_border_the_country_that_is_said_counts(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(lat=50.73, lon=3.17).region == "BE254"
    assert gazetteer.locate(lat=50.73, lon=3.17, country="France").region == "FRE11"


def test_a_point_goes_before_a_town(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(name="Lille", country="FR", lat=49.52, lon=0.54)
    assert (found.place, found.region, found.how) == ("Lille", "FRD22", How.POINT)


def test_a_point_in_another_country_is_a_slip(gazetteer: Gazetteer) -> None:
    town = gazetteer.locate(name="Lille", country="FR", lat=50.93, lon=6.95)
    assert (town.region, town.lat, town.how) == ("FRE11", 50.6339, How.TOWN)
    outside = gazetteer.locate(country="Egypt", lat=50.93, lon=6.95)
    assert outside == Located("", "EG", "", None, None, How.COUNTRY)


def test_a_country_outside_the_tables_gives_the_country_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(name="Cairo", country="Egypt") == Located("Cairo", "EG", how=How.COUNTRY)
    found = gazetteer.locate(name="Cairo", country="Egypt", lat=30.04, lon=31.24)
    assert (found.country, found.region, found.lat, found.lon) == ("EG", "", 30.04, 31.24)


def test_a_point_at_sea_is_no_place(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(lat=45.0, lon=-20.0)
    assert found == Located("", "", "", 45.0, -20.0, How.UNKNOWN)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (None, 6.95), (50.93, None), (123.0, 6.95)])
def test_half_a_point_or_a_wrong_one_is_no_point(
    gazetteer: Gazetteer, lat: float | None, lon: float | None
) -> None:
    found = gazetteer.locate(country="DE", lat=lat, lon=lon)
    assert found == Located("", "DE", "DE", None, None, How.COUNTRY)


def test_nothing_said_is_nothing_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate() == Located()
    assert gazetteer.locate(name="Atlantis", country="Narnia", region="?") == Located("Atlantis")


def test_a_known_small_region_stands_as_it_is(gazetteer: Gazetteer) -> None:
    plain = gazetteer.locate(region="DEA23")
    assert plain == Located("", "DE", "DEA23", 51.0, 7.0, How.CODE)
    with_town = gazetteer.locate(region="dea23", name="Köln")
    assert (with_town.region, with_town.lat) == ("DEA23", 50.9333)
    with_point = gazetteer.locate(region="DEA23", lat=51.1, lon=6.5)
    assert (with_point.region, with_point.lat) == ("DEA23", 51.1)


def test_a_wide_region_is_narrowed_by_point_or_town_inside_it(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(region="DEA", name="Köln").region == "DEA23"
    assert gazetteer.locate(region="DEA", lat=51.18, lon=6.44).region == "DEA15"
    elsewhere = gazetteer.locate(region="DEA", name="Neustadt")
    assert (elsewhere.region, elsewhere.how) == ("DEA", How.CODE)


def test_the_town_of_that_name_inside_the_region_is_meant(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(region="UKJ", name="Newport").region == "UKJ34"


def test_an_older_code_resolves_by_point_then_town_then_beginning(gazetteer: Gazetteer) -> None:
    old = "DEA99"
    assert gazetteer.locate(region=old, name="Köln", lat=51.18, lon=6.44).region == "DEA15"
    assert gazetteer.locate(region=old, name="Köln").region == "DEA23"
    beginning = gazetteer.locate(region=old, name="Nowhere")
    assert (beginning.region, beginning.how, beginning.lat) == ("DEA", How.CODE, 51.0)
    country = gazetteer.locate(region="DEX99")
    assert (country.region, country.how) == ("DE", How.COUNTRY)


def test_a_code_of_another_country_than_said_is_not_believed(gazetteer: Gazetteer) -> None:
    for code in ("DEA23", "DEA99"):
        found = gazetteer.locate(region=code, country="France")
        assert (found.country, found.region, found.how) == ("FR", "FR", How.COUNTRY)


def test_the_region_column_may_hold_a_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(region="Nordrhein-Westfalen", country="Germany").region == "DEA"
    assert gazetteer.locate(region="wales").country == "GB"
    town = gazetteer.locate(region="Mönchengladbach")
    assert (town.place, town.region, town.how) == ("Mönchengladbach", "DEA15", How.TOWN)


def test_an_overseas_department_is_a_region_of_its_country(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(country="Reunion")
    assert (found.country, found.region, found.how) == ("FR", "FRY4", How.COUNTRY)


def test_the_gazetteer_answers_for_its_towns_and_countries(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.suggest("lil", limit=1)] == ["Lille"]
    found, near = gazetteer.find("Keulen"), gazetteer.nearest(50.9, 7.0)
    assert found is not None
    assert found == near
    assert found.point == (50.9333, 6.95)
    assert gazetteer.country_code("Deutschland") == "DE"
