"""Regions, towns and legal forms as the doors ask for them."""

from __future__ import annotations

from matchmaker.services import places


def test_the_tables_are_opened_once() -> None:
    assert places.get_regions() is places.get_regions()
    assert places.get_gazetteer() is places.get_gazetteer()


def test_a_region_has_its_name() -> None:
    assert places.get_regions().name("DE111") == "Stuttgart, Stadtkreis"  # Eurostat, NUTS 2024


def test_a_region_is_found_by_its_code_or_the_country_in_either_spelling() -> None:
    found = [places.find_region(place) for place in ("DE11", "GR", "EL", "XX", "")]
    assert [one.code if one else "" for one in found] == ["DE11", "EL", "EL", "", ""]
    assert [one.code for one in places.list_called("DE111")] == ["DE111"]


def test_towns_are_found_by_their_beginning_in_any_language_the_largest_first() -> None:
    assert places.list_towns("Stutt")[0].region == "DE111"
    assert places.list_towns("Wien")[0].country == "AT"
    assert len(places.list_towns("Ber", most=3)) == 3
    assert places.list_towns("qqqq") == []


def test_a_country_has_its_own_legal_forms() -> None:
    forms = places.list_forms("DE")
    assert any("Genossenschaft" in form.name for form in forms)
    assert {form.country for form in forms} == {"DE"}
    assert places.list_forms("") == []
