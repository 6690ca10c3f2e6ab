"""The tree of regions, small and made by hand; the real one is tried in tests/store."""

from __future__ import annotations

import pytest

from matchmaker.core.regions import Region, Regions, as_code, country_of, top_code


def region(code: str, name: str, native: str = "") -> Region:
    parent = code[:-1] if len(code) > 2 else ""
    return Region(code, len(code) - 2, parent, country_of(code), name, native or name)


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions(
        [
            region("UK", "United Kingdom"),
            region("UKM", "Scotland"),
            region("UKM8", "West Central Scotland"),
            region("UKM82", "Glasgow City"),
            region("UKM81", "East Dunbartonshire"),
            region("EL", "Elláda", "Ελλάδα"),
            region("EL3", "Attiki", "Αττική"),
            region("LU", "Luxembourg"),
            region("LU0", "Luxembourg"),
            region("BE", "Belgique"),
            region("BE34", "Luxembourg"),
        ]
    )


def test_a_region_is_found_by_its_exact_code_only(regions: Regions) -> None:
    found = regions.get("UKM82")
    assert found is not None
    assert (found.name, found.level, found.parent, found.country) == ("Glasgow City", 3, "UKM8", "GB")
    assert regions.get("ukm82") is None
    assert regions.get("") is None
    assert "UKM" in regions
    assert len(regions) == 11


@pytest.mark.parametrize(
    ("code", "resolved"),
    [
        ("UKM82", "UKM82"),
        (" ukm82 ", "UKM82"),
        ("UKM34", "UKM"),  # Glasgow's code before NUTS 2016
        ("UKX99", "UK"),
        ("GBM82", "UKM82"),
        ("GR300", "EL3"),
        ("GR", "EL"),
    ],
)
def test_an_unknown_code_resolves_to_its_longest_known_beginning(
    regions: Regions, code: str, resolved: str
) -> None:
    found = regions.resolve(code)
    assert found is not None
    assert found.code == resolved


@pytest.mark.parametrize("code", ["", "U", "XX123", "Glasgow", "UKM821", "12", "Luxe", "Lux", "Elba"])
def test_what_is_no_code_resolves_to_nothing(regions: Regions, code: str) -> None:
    assert regions.resolve(code) is None


def test_ancestors_come_nearest_first(regions: Regions) -> None:
    assert [one.code for one in regions.ancestors("UKM82")] == ["UKM8", "UKM", "UK"]
    assert regions.ancestors("UK") == []
    assert regions.ancestors("nowhere") == []


def test_children_stand_one_level_below_by_code(regions: Regions) -> None:
    assert [one.code for one in regions.children("UKM8")] == ["UKM81", "UKM82"]
    assert regions.children("UKM82") == []
    assert [one.code for one in regions.top] == ["BE", "EL", "LU", "UK"]


def test_the_lists_given_out_can_be_changed_without_harm(regions: Regions) -> None:
    regions.children("UKM8").clear()
    regions.top.clear()
    assert len(regions.children("UKM8")) == 2
    assert len(regions.top) == 4


def test_a_region_lies_within_itself_and_all_around_it(regions: Regions) -> None:
    assert regions.is_within("UKM82", "UKM82")
    assert regions.is_within("UKM82", "UK")
    assert not regions.is_within("UK", "UKM82")
    assert not regions.is_within("UKM82", "EL")
    assert not regions.is_within("UKM82", "")
    assert not regions.is_within("", "")


def test_a_name_stands_for_its_code_and_an_unknown_code_for_itself(regions: Regions) -> None:
    assert regions.name("UKM") == "Scotland"
    assert regions.name("FR811") == "FR811"


def test_a_region_is_found_by_name_accents_and_case_apart(regions: Regions) -> None:
    found = [regions.find(name) for name in ("SCOTLAND", "Αττικη", "attiki")]
    assert [one.code if one else "" for one in found] == ["UKM", "EL3", "EL3"]
    assert regions.find("Atlantis") is None
    assert regions.find("") is None


def test_a_name_in_two_countries_needs_the_country_and_means_the_widest(regions: Regions) -> None:
    assert regions.find("Luxembourg") is None
    inside = [regions.find("Luxembourg", country=country) for country in ("LU", "BE", "FR")]
    assert [one.code if one else "" for one in inside] == ["LU", "BE34", ""]


def test_the_nuts_and_iso_differ_for_two_countries() -> None:
    assert [country_of(code) for code in ("UKM82", "EL3", "de1", "F", "")] == ["GB", "GR", "DE", "", ""]
    assert [top_code(iso) for iso in ("GB", "gr", "DE")] == ["UK", "EL", "DE"]
    assert [as_code(text) for text in ("gr30", "GB", "Nord", "DE1-2")] == ["EL30", "UK", "", ""]


def test_all_codes_of_a_level_stand_in_order(regions: Regions) -> None:
    assert regions.codes(3) == ["UKM81", "UKM82"]
    assert regions.codes(4) == []
