"""The table of regions on disk: code, names and centre; all else follows from the code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from matchmaker.core.regions import Region, Regions, country_of

_TABLE = Path(__file__).parent / "tables" / "regions.csv"


@cache
def open_regions() -> Regions:
    """All NUTS regions; a few hundredths of a second at the first call."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return as_regions(csv.DictReader(file))


def as_regions(rows: Iterable[Mapping[str, str]]) -> Regions:
    """The tree of regions from rows of code, names and centre; level and parent follow from the code."""
    return Regions(
        Region(
            code=row["code"],
            level=len(row["code"]) - 2,
            parent=row["code"][:-1] if len(row["code"]) > 2 else "",
            country=country_of(row["code"]),
            name=row["name"],
            name_native=row["name_native"],
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
        )
        for row in rows
    )
