from __future__ import annotations

import json

import pytest

from matchmaker.core.imports.columns import ColumnMapping, MappingError, guess, guess_ties
from matchmaker.core.imports.content import headings_missing
from matchmaker.core.imports.fields import EXPORTED, FIELDS, TIE_FIELDS
from matchmaker.core.places import Gazetteer
from tests.core.imports.sheets import mapped, sheet_of

LONG = (
    "We mend kettles and barrels with people who have been out of work for long, and teach them welding. " * 2
)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Name;Stadt;Beschreibung;Rechtsform", "name place about legal_form"),
        ("Nom;Ville;Pays;Présentation;Effectif", "name place country about people"),
        ("Nombre;Ciudad;País;Descripción", "name place country about"),
        ("Denominazione;Comune;Attività;Anno di fondazione", "name place about founded"),
        ("Nazwa;Miejscowość;Opis działalności;Forma prawna", "name place about legal_form"),
        ("Organisation Name;Town;Website URL;Contact email;Needs", "name place website email needs"),
        ("ID;Latitude;Longitude;Title", "id lat lon name"),
    ],
)
def test_headings_are_known_in_many_languages(gazetteer: Gazetteer, headings: str, fields: str) -> None:
    blank = ";".join("" for _ in headings.split(";"))
    mapping = guess(sheet_of(headings, blank, separator=";"), gazetteer)
    assert [key for _, key in mapping.columns] == fields.split()


def test_our_own_headings_map_to_themselves(gazetteer: Gazetteer) -> None:
    mapping = guess(sheet_of(",".join(EXPORTED), "," * (len(EXPORTED) - 1)), gazetteer)
    assert [key for _, key in mapping.columns] == list(EXPORTED)


def test_content_tells_what_headings_do_not(gazetteer: Gazetteer) -> None:
    sheet = sheet_of(
        "A;B;C;D;E;F",
        f"Kettle Kitchen;Lille;France;kettle.example;ann@kettle.example;{LONG}",
        f"Rain Barrel;Stuttgart;Germany;https://barrel.example;bob@barrel.example;{LONG}",
        separator=";",
    )
    assert [key for _, key in guess(sheet, gazetteer).columns] == [
        "name", "place", "country", "website", "email", "about",
    ]  # fmt: skip


def test_a_region_column_that_holds_towns_is_the_town(gazetteer: Gazetteer) -> None:
    towns = sheet_of("name,region", "Kettle,Lille", "Barrel,Stuttgart", "Ladle,Glasgow")
    codes = sheet_of("name,region", "Kettle,FRE11", "Barrel,DE111", "Ladle,UKM82")
    both = sheet_of("name,region,town", "Kettle,Lille,Lille", "Barrel,Stuttgart,Stuttgart")
    assert mapped(guess(towns, gazetteer)) == {"name": "name", "region": "place"}
    assert mapped(guess(codes, gazetteer)) == {"name": "name", "region": "region"}
    assert mapped(guess(both, gazetteer))["region"] == "region"


def test_several_columns_feed_a_list_but_only_the_best_a_single_value(gazetteer: Gazetteer) -> None:
    mapping = guess(sheet_of("name,tags,keywords,city,town", "Kettle,a,b,Lille,Lille"), gazetteer)
    assert mapping.headers("themes") == ("tags", "keywords")
    assert mapping.headers("place") == ("city",)
    assert mapping.left_out == ("town",)
    assert "town" in str(mapping.notes()[0])


def test_a_contact_column_without_addresses_is_no_mail_address(gazetteer: Gazetteer) -> None:
    assert "contact" not in mapped(guess(sheet_of("name,contact", "Kettle,Ann Ladle"), gazetteer))


def test_nothing_is_noted_when_all_is_imported(gazetteer: Gazetteer) -> None:
    assert guess(sheet_of("name", "Kettle"), gazetteer).notes() == []


def test_a_mapping_goes_to_json_and_back() -> None:
    mapping = ColumnMapping((("Who", "name"), ("Where", "place"), ("Odd", "")))
    document = json.loads(json.dumps(mapping.to_json()))
    assert document["columns"]["Odd"] is None
    assert ColumnMapping.from_json(document, ("Who", "Where", "Odd")) == mapping


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ([], "must look like"),
        ({"columns": ["Who"]}, "must look like"),
        ({"version": 2, "columns": {}}, "must look like"),
        ({"columns": {"Else": "name"}}, "does not have"),
        ({"columns": {"Who": "password"}}, "does not exist"),
        ({"columns": {"Who": ["name"]}}, "does not exist"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(document: object, why: str) -> None:
    with pytest.raises(MappingError, match=why):
        ColumnMapping.from_json(document, ("Who",))


def test_a_mapping_without_name_is_refused_with_the_columns_that_there_are() -> None:
    with pytest.raises(MappingError, match="Who, Where"):
        ColumnMapping((("Who", ""), ("Where", "place"))).check(["name"])


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("a,b,project,name", ["a", "b", "", "label"]),
        ("from,to,year", ["a", "b", "since"]),
        ("organisation 1,organisation 2,type", ["a", "b", "kind"]),
        ("left one,right one", ["a", "b"]),
        ("kettle,barrel,year", ["a", "b", "since"]),
        ("only", [""]),
    ],
)
def test_columns_of_ties_are_guessed(headings: str, fields: list[str]) -> None:
    mapping = guess_ties(sheet_of(headings, "," * headings.count(",")))
    assert [key for _, key in mapping.columns] == fields


def test_no_heading_names_two_fields() -> None:
    for fields in (FIELDS, TIE_FIELDS):
        headings = [heading for field in fields for heading in field.headings]
        assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (("name", "https://kettle.example"), False),
        (("Kettle", "ann@kettle.example"), True),
        (("Kettle", "53.5776"), True),
        (("7", "Kettle"), True),
        (("Kettle", "Lille"), False),
        (("", ""), False),
    ],
)
def test_a_first_row_of_data_is_noticed(cells: tuple[str, ...], missing: bool) -> None:
    assert headings_missing(cells) is missing
