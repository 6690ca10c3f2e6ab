"""The packaged tables hold real facts."""

from __future__ import annotations

import time

import pytest

from matchmaker.core.places import Gazetteer, How
from matchmaker.core.regions import Regions
from matchmaker.store.gazetteer import open_countries, open_gazetteer, open_regions


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def regions() -> Regions:
    return open_regions()


@pytest.mark.parametrize(
    ("name", "country", "region"),
    [
        # The four regions of the programme, and towns under two names; codes as Eurostat publishes them.
        ("Glasgow", "", "UKM82"),
        ("Stuttgart", "Germany", "DE111"),
        ("Lille", "France", "FRE11"),
        ("Warszawa", "", "PL911"),
        ("Warsaw", "Poland", "PL911"),
        ("Köln", "", "DEA23"),
        ("Cologne", "", "DEA23"),
        ("Cologne", "Italy", "ITC47"),
        ("Wien", "Österreich", "AT130"),
        ("Αθήνα", "Ελλάδα", "EL303"),
        ("София", "България", "BG411"),
        ("Milano", "IT", "ITC4C"),
        ("Newcastle Upon Tyne", "United Kingdom", "UKC22"),
        ("Gent", "Belgium", "BE234"),
        ("75011 Paris", "", "FR101"),
        ("Kyiv", "Ukraine", "UA"),
    ],
)
def test_towns_lie_in_their_regions(gazetteer: Gazetteer, name: str, country: str, region: str) -> None:
    found = gazetteer.locate(name=name, country=country)
    assert (found.region, found.how) == (region, How.TOWN)


def test_places_outside_the_tables(gazetteer: Gazetteer) -> None:
    cairo = gazetteer.locate(name="Cairo", country="Egypt")
    assert (cairo.country, cairo.region, cairo.how) == ("EG", "", How.COUNTRY)
    assert gazetteer.nearest(45.0, -20.0) is None  # in the Atlantic
    assert gazetteer.locate(country="Reunion").region == "FRY4"


def test_a_point_takes_the_region_of_its_nearest_town(gazetteer: Gazetteer) -> None:
    glasgow = gazetteer.locate(lat=55.8609, lon=-4.2514)
    assert (glasgow.country, glasgow.region, glasgow.how) == ("GB", "UKM82", How.POINT)


def test_older_codes_resolve(gazetteer: Gazetteer) -> None:
    # PL127 was Warsaw before NUTS 2016, UKM34 Glasgow before NUTS 2016, FR301 the Nord before NUTS 2016.
    assert gazetteer.locate(region="PL127", name="Warszawa").region == "PL911"
    assert gazetteer.locate(region="UKM34", lat=55.86, lon=-4.25).region == "UKM82"
    assert gazetteer.locate(region="UKM34").region == "UKM"
    assert gazetteer.locate(region="FR301").region == "FR"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Czech Republic", "CZ"),
        ("Česko", "CZ"),
        ("Korea, Republic of", "KR"),
        ("Macedonia, the former Yugoslav Republic of", "MK"),
        ("Moldova, Republic of", "MD"),
        ("Iran, Islamic Republic of", "IR"),
        ("Russian Federation", "RU"),
        ("Great Britain", "GB"),
        ("England", "GB"),
        ("UK", "GB"),
        ("EL", "GR"),
        ("Deutschland", "DE"),
        ("ALLEMAGNE", "DE"),
        ("Niemcy", "DE"),
        ("Γερμανία", "DE"),
        ("Bosnia and Herzegovina", "BA"),
        ("Cote d'Ivoire", "CI"),
        ("Hong Kong", "HK"),
        ("Kosovo", "XK"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("USA", "US"),
        ("United States", "US"),
        ("fra", "FR"),
        ("Georgia", "GE"),
        ("Niger", "NE"),
        ("The Netherlands", "NL"),
        ("Europe", ""),
        ("Atlantis", ""),
    ],
)
def test_countries_are_known_by_the_names_in_use(text: str, code: str) -> None:
    assert open_countries().code(text) == code


def test_there_are_about_250_countries() -> None:
    # ISO 3166-1 has 249 codes; Kosovo's XK is the user-assigned one that the Union uses.
    assert len(open_countries().codes) == 250


def test_the_regions_form_one_tree(regions: Regions) -> None:
    assert len(regions) == 2206
    assert len(regions.top) == 42
    glasgow = regions.get("UKM82")
    assert glasgow is not None
    assert glasgow.country == "GB"
    assert [one.code for one in regions.ancestors("UKM82")] == ["UKM8", "UKM", "UK"]
    below = list(regions.top)
    for region in below:
        below.extend(regions.children(region.code))
    assert len(below) == 2206


def test_names_do_not_shout(regions: Regions) -> None:
    assert [regions.name(code) for code in ("UK", "UKM", "UKC", "UKE")] == [
        "United Kingdom",
        "Scotland",
        "North East (England)",
        "Yorkshire and the Humber",
    ]
    attica = regions.get("EL3")
    assert attica is not None
    assert (attica.name, attica.name_native) == ("Attiki", "Αττική")


def test_every_country_has_a_centre(regions: Regions) -> None:
    assert [region.code for region in regions.top if region.lat is None or region.lon is None] == []


def test_every_town_has_a_region_that_exists(gazetteer: Gazetteer, regions: Regions) -> None:
    assert len(gazetteer.towns) == 98_931
    step = 97  # every 97th town, so that the test stays quick
    towns = [gazetteer.towns[row] for row in range(0, len(gazetteer.towns), step)]
    assert [town for town in towns if town.region not in regions] == []
    odd = [town for town in towns if (region := regions.get(town.region)) and region.country != town.country]
    assert odd == []


@pytest.mark.parametrize("prefix", ["s", "sa", "köl", "new", "Αθ", "saint-d"])
def test_suggestions_are_the_biggest_of_all_that_begin_so(gazetteer: Gazetteer, prefix: str) -> None:
    by_hand = gazetteer.suggest(prefix, limit=100_000)
    assert gazetteer.suggest(prefix) == by_hand[:8]
    assert len({town.id for town in by_hand}) == len(by_hand)


def test_a_suggestion_takes_less_than_five_milliseconds(gazetteer: Gazetteer) -> None:
    def seconds(prefix: str) -> float:
        start = time.perf_counter()
        gazetteer.suggest(prefix)
        return time.perf_counter() - start

    # The best of five: the machine may be busy with something else.
    assert max(min(seconds(prefix) for _ in range(5)) for prefix in ("s", "san", "gla", "zzz")) < 0.005


def test_tables_are_opened_once() -> None:
    assert open_gazetteer() is open_gazetteer()
    assert open_gazetteer().regions is open_regions()
    assert open_gazetteer().countries is open_countries()
