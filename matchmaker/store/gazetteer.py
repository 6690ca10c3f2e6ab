"""The packaged regions, countries and towns, each opened once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from matchmaker.core.countries import Countries
from matchmaker.core.places import Gazetteer
from matchmaker.store.regions import open_regions
from matchmaker.store.towns import read_towns

__all__ = ["open_countries", "open_gazetteer", "open_regions"]

_TABLES = Path(__file__).parent / "tables"


@cache
def open_countries() -> Countries:
    """The names of countries."""
    with (_TABLES / "countries.csv").open(encoding="utf-8", newline="") as file:
        return Countries({row["code"]: row["names"].split("|") for row in csv.DictReader(file)})


@cache
def open_gazetteer() -> Gazetteer:
    """The towns with all that is needed to place somebody; under half a second at the first call."""
    return Gazetteer(
        towns=read_towns(_TABLES / "towns.npz"), regions=open_regions(), countries=open_countries()
    )
