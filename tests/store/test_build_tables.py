"""The packaged tables can be built anew from source files."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from matchmaker.core.countries import Countries
from matchmaker.store.build_tables import calm, main
from matchmaker.store.regions import as_regions
from matchmaker.store.towns import read_towns

REGIONS = """code,level,parent,country,name,name_native,lat,lon,population_in_places
UK,0,,GB,UNITED KINGDOM,UNITED KINGDOM,53.0,-1.5,1
UKM,1,UK,GB,SCOTLAND,SCOTLAND,56.1258,-3.7109,1
UKM8,2,UKM,GB,West Central Scotland,West Central Scotland,55.8,-4.3,1
UKM82,3,UKM8,GB,Glasgow City,Glasgow City,55.8611,-4.2568,1
UA,0,,UA,Ukraina,Україна,,,
UA1,1,UA,UA,Nowhere,Nowhere,,,
"""
PLACES = """geonameid,name,country,lat,lon,population,nuts
2648579,Glasgow,GB,55.8651,-4.2576,626410,UKM82
703448,Kyiv,UA,50.4547,30.5238,3000000,
702550,Lviv,UA,49.8383,24.0232,1000000,
"""
NAMES = "geonameid,altname\n2648579,GLA|Glaschu|ge la si ge\n703448,Київ|Kiev\n"
LISTED = (
    "country,elf_code,lang,name,name_translit,abbrev,auto_family\n"
    "DE,QZ3L,de,eingetragener Verein,eingetragener Verein,e.V.;eV,social_enterprise|association\n"
)
CURATED = (
    "country,form_or_status,law,kind,evidence_seen_this_session\n"
    "IT,cooperativa sociale,Legge 381/1991,legal form,ELF lists it\n"
    "IT,impresa sociale,D.Lgs. 112/2017,status,unverified\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "regions.csv").write_text(REGIONS, encoding="utf-8")
    (folder / "places.csv.gz").write_bytes(gzip.compress(PLACES.encode()))
    (folder / "place_names.csv.gz").write_bytes(gzip.compress(NAMES.encode()))
    (folder / "elf_social_economy_candidates.csv").write_text(LISTED, encoding="utf-8")
    (folder / "social_enterprise_statuses_CURATED_UNVERIFIED.csv").write_text(CURATED, encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_tables_are_written(source: Path, tmp_path: Path) -> None:
    assert main([str(source), "--forms", str(source), "--target", str(tmp_path)]) == 0
    regions = as_regions(rows(tmp_path / "regions.csv"))
    assert [regions.name(code) for code in ("UK", "UKM", "UKM82")] == [
        "United Kingdom",
        "Scotland",
        "Glasgow City",
    ]
    glasgow = read_towns(tmp_path / "towns.npz").find("Glaschu")
    assert glasgow is not None
    assert (glasgow.id, glasgow.region) == (2648579, "UKM82")


def test_a_country_without_a_centre_gets_the_middle_of_its_towns_by_population(
    source: Path, tmp_path: Path
) -> None:
    main([str(source), "--target", str(tmp_path)])
    ukraine, below = (as_regions(rows(tmp_path / "regions.csv")).get(code) for code in ("UA", "UA1"))
    assert ukraine is not None
    assert below is not None
    assert ukraine.lat == pytest.approx((3 * 50.4547 + 49.8383) / 4, abs=1e-4)
    assert ukraine.lon == pytest.approx((3 * 30.5238 + 24.0232) / 4, abs=1e-4)
    assert below.lat is None


def test_countries_have_their_names_in_many_languages(source: Path, tmp_path: Path) -> None:
    main([str(source), "--target", str(tmp_path)])
    names = {row["code"]: row["names"].split("|") for row in rows(tmp_path / "countries.csv")}
    assert {"DE", "DEU", "Germany", "Deutschland", "Niemcy", "Allemagne"} <= set(names["DE"])
    assert "EU" not in names
    assert Countries(names).code("FYROM") == "MK"


def test_legal_forms_say_where_they_come_from(source: Path, tmp_path: Path) -> None:
    main([str(source), "--forms", str(source), "--target", str(tmp_path)])
    found = {row["key"]: row for row in rows(tmp_path / "legal_forms.csv")}
    assert found["form-de-qz3l-de"]["families"] == "social-enterprise association"
    assert found["form-de-qz3l-de"]["abbreviation"] == "e.V."
    assert [found[f"status-it-{number}"]["unverified"] for number in (1, 2)] == ["no", "yes"]
    assert [found[f"status-it-{number}"]["nature"] for number in (1, 2)] == ["form", "status"]


def test_legal_forms_are_left_alone_unless_asked_for(source: Path, tmp_path: Path) -> None:
    main([str(source), "--target", str(tmp_path)])
    assert not (tmp_path / "legal_forms.csv").exists()


def test_a_missing_source_file_is_named(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "places.csv.gz").unlink()
    assert main([str(source), "--target", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "places.csv.gz is missing" in said
    assert "Name the folder" in said


def test_names_in_capitals_are_calmed_and_others_left() -> None:
    assert calm("EAST OF ENGLAND") == "East of England"
    assert calm("NORTH EAST (ENGLAND)") == "North East (England)"
    assert calm("RUP FR — Régions") == "RUP FR — Régions"
