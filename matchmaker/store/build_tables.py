"""Rebuild the packaged tables: python -m matchmaker.store.build_tables GEO_DIR [--forms FORMS_DIR].

GEO_DIR holds regions.csv, places.csv.gz and place_names.csv.gz; FORMS_DIR holds the two lists of legal forms.
What each file must hold is said in tables/README.md. Run by hand when a source has changed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from matchmaker.store.country_names import write_countries
from matchmaker.store.legal_forms import write_legal_forms
from matchmaker.store.regions import as_regions
from matchmaker.store.towns import SourceTown, write_towns

TABLES = Path(__file__).parent / "tables"
_REGION_COLUMNS = ["code", "name", "name_native", "lat", "lon"]

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file in UTF-8, packed by gzip if its name ends in .gz."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8", newline="") as plain:
        return list(csv.DictReader(plain))


def calm(name: str) -> str:
    """A name that shouts in capitals, written as people write it ("EAST OF ENGLAND" → "East of England")."""
    if not name.isupper():
        return name
    words = [word if word in {"of", "and", "the"} else word.capitalize() for word in name.lower().split()]
    return " ".join("(" + word[1:].capitalize() if word.startswith("(") else word for word in words)


def clean_regions(rows: Iterable[Row], towns: Iterable[Row]) -> list[Row]:
    """The regions with calm names; a country without a centre gets the middle of its towns, by population."""
    middles = _middles(towns)
    cleaned = []
    for row in rows:
        lat, lon = row["lat"], row["lon"]
        if not lat and row["level"] == "0":
            lat, lon = middles.get(row["country"], ("", ""))
        names = {"name": calm(row["name"]), "name_native": calm(row["name_native"])}
        cleaned.append({"code": row["code"], **names, "lat": lat, "lon": lon})
    return cleaned


def _middles(towns: Iterable[Row]) -> dict[str, tuple[str, str]]:
    sums: dict[str, list[float]] = {}
    for town in towns:
        weight = max(1.0, float(town["population"] or 0))
        total = sums.setdefault(town["country"], [0.0, 0.0, 0.0])
        total[0] += weight
        total[1] += weight * float(town["lat"])
        total[2] += weight * float(town["lon"])
    return {
        country: (f"{lat / weight:.4f}", f"{lon / weight:.4f}")
        for country, (weight, lat, lon) in sums.items()
    }


def source_towns(rows: Iterable[Row], other_names: Iterable[Row]) -> list[SourceTown]:
    """The towns with their other names, which the source joins by "|"."""
    others = {row["geonameid"]: row["altname"].split("|") for row in other_names}
    return [
        SourceTown(
            id=int(row["geonameid"]),
            name=row["name"].strip(),
            country=row["country"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=int(float(row["population"] or 0)),
            region=row["nuts"],
            others=tuple(others.get(row["geonameid"], ())),
        )
        for row in rows
    ]


def build_geo(source: Path, target: Path) -> None:
    """Write regions.csv, towns.npz and countries.csv from the three source files."""
    places = read_rows(source / "places.csv.gz")
    regions = clean_regions(read_rows(source / "regions.csv"), places)
    with (target / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _REGION_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(regions)
    towns = source_towns(places, read_rows(source / "place_names.csv.gz"))
    write_towns(target / "towns.npz", towns, as_regions(regions))
    write_countries(target / "countries.csv")


def main(argv: Sequence[str] | None = None) -> int:
    """Build what the arguments name; 2 with a sentence when a source file is missing."""
    parser = argparse.ArgumentParser(prog="build_tables", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("geo", type=Path, help="folder with regions.csv, places.csv.gz, place_names.csv.gz")
    parser.add_argument(
        "--forms", type=Path, help="folder with the lists of legal forms; left out: not rebuilt"
    )
    parser.add_argument("--target", type=Path, default=TABLES, help="where to write (default: the package)")
    options = parser.parse_args(argv)
    try:
        build_geo(options.geo, options.target)
        if options.forms:
            write_legal_forms(options.target / "legal_forms.csv", options.forms)
    except FileNotFoundError as error:
        sys.stderr.write(f"{error.filename} is missing. Name the folder that holds it.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
