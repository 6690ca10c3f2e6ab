"""Writes a small made-up evaluation folder, with all that real ones have wrong with them."""

from __future__ import annotations

import csv
from pathlib import Path

SUBJECTS = [
    "We repair bicycles and teach how to mend them",
    "Cargo bicycles for families without a car",
    "Wir bauen Gemüse in einem Gemeinschaftsgarten an",
    "Ein Garten für Schulen mit Gemüse und Bienen",
]
PLACES = [("UK", "UKM82", "55.86", "-4.25"), ("EL", "EL303", "37,98", "23.73"), ("", "DE111", "", "9.2"),
          ("DE", "", "junk", "200")]  # fmt: skip
KINDS = ["enterprise", "municipality", "", "SUPPORT"]
SIZE = 16
HUGE = 200_000
"""Longer than Python's csv module takes unless it is told to."""


def write(path: Path, *rows: list[str]) -> None:
    """Write one file of a folder."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_folder(folder: Path) -> Path:
    """Sixteen organisations in two languages, of which one has a huge text and one no name."""
    people = []
    for n in range(SIZE):
        country, nuts, lat, lon = PLACES[n % 4]
        text = SUBJECTS[n % 4] + (" bicycle" * (HUGE // 8) if n == 0 else "")
        people.append(
            [f"o{n:02}", "" if n == 5 else f"Name {n}", KINDS[n % 4], country, nuts, "", lat, lon, text]
        )
    write(folder / "organisations.csv",
          ["ID", "name", "kind", "country", "nuts", "city", "lat", "lon", "text"],
          *people, ["o00", "twice"], ["", "no id"], [])  # fmt: skip
    ring = [[f"o{n:02}", f"o{n + 2:02}", "2016-03-01", "0.5"] for n in range(SIZE - 2)]
    write(folder / "ties.csv", ["a", "b", "since", "weight"], *ring,
          ["o02", "o00", "2015", "0.25"], ["o01", "o01"], ["o01", "stranger"],
          ["o00", "o15", "junk", "-1"])  # fmt: skip
    write(folder / "new_ties.csv", ["a", "b", "since"], ["o04", "o00", "2017-02"], ["o09", "o01", ""],
          ["o02", "o00", "2017-02"])  # fmt: skip
    write(folder / "needs.csv", ["id", "text", "country", "since"],
          ["n1", "Bicycles to lend", "UK", "2017-05-01"], ["n2", "Gemüse für eine Schule"])  # fmt: skip
    write(folder / "need_partners.csv", ["need", "organisation"], ["n1", "o01"], ["n1", "o05"], ["n2", "o03"],
          ["n2", "stranger"], ["n9", "o03"])  # fmt: skip
    write(folder / "activities.csv", ["id", "text", "since"], ["x", "A bicycle day", "2016-04-01"], ["y"])
    write(folder / "participations.csv", ["organisation", "activity"], ["o04", "x"], ["o00", "x"],
          ["o04", "x"], ["stranger", "x"], ["o04", "z"])  # fmt: skip
    return folder
