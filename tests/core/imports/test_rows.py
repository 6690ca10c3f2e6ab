from __future__ import annotations

import pytest

from matchmaker.core.entities import Kind
from matchmaker.core.imports.columns import ColumnMapping, guess
from matchmaker.core.imports.draft import Draft, Refused, export_cells, export_headers
from matchmaker.core.imports.remarks import remark
from matchmaker.core.imports.rows import Lookups, read_row, read_rows
from matchmaker.core.imports.sheet import Problem, Row, Sheet
from matchmaker.core.places import Gazetteer
from tests.core.imports.sheets import draft_of, drafts_of, sheet_of


def warnings_of(draft: Draft) -> str:
    return " ".join(str(warning) for warning in draft.warnings)


def test_a_full_row_becomes_a_full_draft(gazetteer: Gazetteer) -> None:
    draft = draft_of(
        gazetteer,
        "id;name;kind;about;country;town;lat;lon;website;email;themes;languages;legal form;people;founded;"
        "offers;needs;offer kinds",
        "7;Kettle & Söhne;Sozialunternehmen;<p>We cook.</p>;Deutschland;Stuttgart;48,78;9,18;kettle.example;"
        "ann@kettle.example;food|care;Deutsch, French;gGmbH;0-5;since 2009;"
        "Soup | Bread;A van;Goods or materials",
        separator=";",
    )
    assert draft == Draft(
        number=2,
        source_id="7",
        name="Kettle & Söhne",
        kind=Kind.ENTERPRISE,
        about="We cook.",
        country="DE",
        region="DE111",
        place="Stuttgart",
        lat=48.78,
        lon=9.18,
        website="https://kettle.example",
        email="ann@kettle.example",
        themes=("theme-food", "theme-care"),
        languages=("de", "fr"),
        legal_form="gGmbH",
        people="headcount-1",
        founded=2009,
        offers=("Soup", "Bread"),
        needs=("A van",),
        offer_kinds=("goods",),
    )


def test_a_name_is_enough(gazetteer: Gazetteer) -> None:
    assert draft_of(gazetteer, "name", "Kettle") == Draft(number=2, name="Kettle")


def test_rows_without_name_or_with_an_endless_one_are_refused_and_keep_their_number(
    gazetteer: Gazetteer,
) -> None:
    mapping = ColumnMapping((("id", "id"), ("name", "name")))
    sheet = sheet_of("id,name", "1,", "2,--", f"3,{'x' * 301}", f"{'4' * 201},Kettle", "5,Kettle")
    read = read_rows(sheet, mapping, Lookups(gazetteer))
    assert [type(row) for row in read] == [Refused] * 4 + [Draft]
    assert [row.number for row in read] == [2, 3, 4, 5, 6]
    reasons = [str(row.reasons[0]) for row in read if isinstance(row, Refused)]
    assert "no name" in reasons[0]
    assert "301 characters" in reasons[2]
    assert "at most 200" in reasons[3]


def test_rows_that_could_not_be_read_are_refusals_in_their_place(gazetteer: Gazetteer) -> None:
    sheet = Sheet(
        ("name",), (Row(2, ("A",)), Row(4, ("B",))), "", "", "csv", (Problem(3, remark("Broken.")),)
    )
    read = read_rows(sheet, guess(sheet, gazetteer), Lookups(gazetteer))
    assert [(row.number, isinstance(row, Refused)) for row in read] == [(2, False), (3, True), (4, False)]
    assert sheet.total == 3


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [("9.18", "48.78", "swapped"), ("0", "0", "ocean"), ("x", "y", "no numbers"), ("48.78", "", "missing")],
)
def test_bad_coordinates_are_left_out_and_the_town_counts(
    gazetteer: Gazetteer, lat: str, lon: str, why: str
) -> None:
    draft = draft_of(gazetteer, "name,country,town,lat,lon", f"Kettle,Germany,Stuttgart,{lat},{lon}")
    assert draft.region == "DE111"
    assert draft.lat == pytest.approx(48.78, abs=0.05)
    assert why in warnings_of(draft)


def test_coordinates_in_one_cell(gazetteer: Gazetteer) -> None:
    assert draft_of(gazetteer, "name;coordinates", "Kettle;48.78, 9.18", separator=";").region == "DE111"
    bad = draft_of(gazetteer, "name;coordinates", "Kettle;somewhere", separator=";")
    assert "no numbers" in warnings_of(bad)


def test_unknown_places_kinds_and_themes_stay_open_with_a_warning(gazetteer: Gazetteer) -> None:
    draft = draft_of(gazetteer, "name,country,kind,themes", "Kettle,Atlantis,Dragon,xyzzy|food")
    assert (draft.country, draft.kind, draft.themes) == ("", None, ("theme-food",))
    assert [word in warnings_of(draft) for word in ("Atlantis", "Dragon", "xyzzy")] == [True] * 3


def test_a_country_alone_is_only_a_country_and_a_strange_town_is_said(gazetteer: Gazetteer) -> None:
    alone = draft_of(gazetteer, "name,country", "Kettle,France")
    strange = draft_of(gazetteer, "name,country,town", "Kettle,France,Nowhereville-les-Bains")
    assert (alone.region, alone.warnings) == ("FR", ())
    assert "roughly" in warnings_of(strange)


def test_advertising_and_trials_are_flagged_and_kept(gazetteer: Gazetteer) -> None:
    spam, trial = drafts_of(gazetteer, "name,about", "Luck,The best casino in town", "test,x")
    assert isinstance(spam, Draft)
    assert isinstance(trial, Draft)
    assert "advertising" in warnings_of(spam)
    assert "trial" in warnings_of(trial)


def test_bad_addresses_years_and_counts_are_left_out_with_their_reasons(gazetteer: Gazetteer) -> None:
    draft = draft_of(
        gazetteer, "name,website,email,founded,people", "Kettle,javascript:1,ann at home,soon,many"
    )
    assert (draft.website, draft.email, draft.founded, draft.people) == ("", "", None, "")


def test_a_draft_survives_its_own_export(gazetteer: Gazetteer) -> None:
    line = "-7;=Kettle;enterprise;+ We cook;FR;Lille;50.6339;3.0551;kettle.example;food;de;Soup | - Bread"
    draft = draft_of(
        gazetteer,
        "id;name;kind;about;country;town;lat;lon;website;themes;languages;offers",
        line,
        separator=";",
    )
    headers, cells = export_headers(), export_cells(draft.source_id, draft.values())
    again = read_row(
        Row(2, cells), headers, ColumnMapping(tuple(zip(headers, headers, strict=True))), Lookups(gazetteer)
    )
    assert again == draft
