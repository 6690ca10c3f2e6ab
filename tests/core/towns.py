"""A few towns in a table of our own, so that tests of core open no file."""

from __future__ import annotations

import numpy as np

from matchmaker.core.countries import Countries
from matchmaker.core.places import Gazetteer
from matchmaker.core.regions import Region, Regions, country_of
from matchmaker.core.towns import Towns, TownTable

_TOWNS = [
    # id, name, country, region, lat, lon, population, other names
    (1, "Köln", "DE", "DEA23", 50.9333, 6.95, 1_024_621, ["Cologne", "Colonia", "Keulen"]),
    (2, "Cologne", "IT", "ITC47", 45.5786, 9.9418, 7_032, []),
    (3, "Lille", "FR", "FRE11", 50.6339, 3.0551, 238_695, ["Rijsel", "Lil"]),
    (4, "Lille", "BE", "BE213", 51.242, 4.8231, 15_466, []),
    (5, "Kortrijk", "BE", "BE254", 50.828, 3.2649, 73_879, ["Courtrai"]),
    (6, "Lillebonne", "FR", "FRD22", 49.5187, 0.5363, 10_000, []),
    (7, "Newport", "GB", "UKL21", 51.5877, -2.9984, 117_326, ["Casnewydd"]),
    (8, "Newport", "GB", "UKJ34", 50.7013, -1.2883, 5_000, []),
    (9, "Neustadt", "DE", "DEB", 49.35, 8.14, 9_000, []),
    (10, "Neustadt", "AT", "AT", 47.8, 16.2, 8_000, []),
    (11, "Mönchengladbach", "DE", "DEA15", 51.1854, 6.4417, 261_742, []),
]
_NAMES = {"DEA": "Nordrhein-Westfalen", "UKL": "Wales", "FR": "France", "FRY4": "La Réunion", "DEA23": "Köln"}


def small_table() -> TownTable:
    """The towns above as columns."""
    countries = sorted({town[2] for town in _TOWNS})
    regions = sorted({town[3] for town in _TOWNS})
    others = [(name, row) for row, town in enumerate(_TOWNS) for name in town[7]]
    return TownTable(
        ids=np.array([town[0] for town in _TOWNS]),
        names=[town[1] for town in _TOWNS],
        lat=np.array([town[4] for town in _TOWNS]),
        lon=np.array([town[5] for town in _TOWNS]),
        population=np.array([town[6] for town in _TOWNS]),
        country=np.array([countries.index(town[2]) for town in _TOWNS]),
        region=np.array([regions.index(town[3]) for town in _TOWNS]),
        countries=countries,
        regions=regions,
        other_names=[name for name, _ in others],
        other_of=np.array([row for _, row in others]),
    )


def small_gazetteer() -> Gazetteer:
    """The towns above, all regions around them, and nine countries."""
    codes = {town[3][:length] for town in _TOWNS for length in range(2, len(town[3]) + 1)}
    codes |= {"FRY", "FRY4", "LU"}
    regions = Regions(
        Region(
            code=code,
            level=len(code) - 2,
            parent=code[:-1] if len(code) > 2 else "",
            country=country_of(code),
            name=_NAMES.get(code, code),
            name_native=_NAMES.get(code, code),
            lat=51.0 if code in ("DEA", "DEA23", "UKL") else None,
            lon=7.0 if code in ("DEA", "DEA23", "UKL") else None,
        )
        for code in codes
    )
    countries = Countries(
        {
            "DE": ["DE", "Germany", "Deutschland"],
            "FR": ["FR", "France"],
            "BE": ["BE", "Belgium"],
            "GB": ["GB", "UK", "United Kingdom", "England"],
            "IT": ["IT", "Italy"],
            "AT": ["AT", "Austria"],
            "EG": ["EG", "Egypt"],
            "RE": ["RE", "Reunion"],
            "LU": ["LU", "Luxembourg"],
        }
    )
    return Gazetteer(towns=Towns(small_table()), regions=regions, countries=countries)
