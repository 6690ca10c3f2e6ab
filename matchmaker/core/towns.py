"""The towns of Europe in arrays: by the beginning of a name, by a whole name, by a point."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.core.distance import distances_km, is_point
from matchmaker.core.names import fold

NEAR_KM = 60.0
"""Farther than this from every town a point has no region: it lies at sea or outside the tables."""

_KM_PER_DEGREE = 110.5  # of latitude; the least there is, so that the strip below is never too narrow
_OTHER_NAME = 0.1  # what a town's size counts for under an alternative name
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Place:
    """A town: `id` is its number in GeoNames, `region` NUTS 3 (its country's code where none is known)."""

    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    region: str

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.lat, self.lon


@dataclass(frozen=True, slots=True)
class TownTable:
    """The towns as columns of one length n, and their other names as two columns of another length m.

    `countries` and `regions` are the codes that `country` and `region` count into; `other_of` says which
    row an alternative name belongs to.
    """

    ids: npt.NDArray[np.integer]
    names: Sequence[str]
    lat: npt.NDArray[np.floating]
    lon: npt.NDArray[np.floating]
    population: npt.NDArray[np.integer]
    country: npt.NDArray[np.integer]
    region: npt.NDArray[np.integer]
    countries: Sequence[str]
    regions: Sequence[str]
    other_names: Sequence[str]
    other_of: npt.NDArray[np.integer]


class Towns:
    """The table with its names sorted, so that a beginning is found by halving."""

    def __init__(self, table: TownTable) -> None:
        self._table = table
        self._countries = {code: number for number, code in enumerate(table.countries)}
        self.countries = frozenset(table.countries)
        self._sort_names()
        self._north = np.argsort(table.lat, kind="stable")
        self._north_lat = table.lat[self._north]

    def _sort_names(self) -> None:
        table = self._table
        # One fold of all names at once: a call per name would take ten times as long.
        folded = fold("\n".join([*table.names, *table.other_names])).split("\n") if table.names else []
        order = np.array(sorted(range(len(folded)), key=folded.__getitem__), dtype=np.int32)
        rows = np.concatenate([np.arange(len(table.names)), table.other_of]).astype(np.int32)
        weight = np.maximum(table.population, 1)[rows].astype(np.float32)
        weight[len(table.names) :] *= _OTHER_NAME
        self._names = [folded[position] for position in order.tolist()]
        self._rows = rows[order]
        self._weight = weight[order]

    def __len__(self) -> int:
        return len(self._table.names)

    def __getitem__(self, row: int) -> Place:
        table = self._table
        return Place(
            id=int(table.ids[row]),
            name=table.names[row],
            country=table.countries[int(table.country[row])],
            # The table keeps four decimals (11 m).
            lat=round(float(table.lat[row]), 4),
            lon=round(float(table.lon[row]), 4),
            population=int(table.population[row]),
            region=table.regions[int(table.region[row])],
        )

    def suggest(self, prefix: str, *, country: str | None = None, limit: int = 8) -> list[Place]:
        """Towns of which a name begins so, the bigger ones first; each town once."""
        folded = fold(prefix)
        if not folded:
            return []
        return self._best(folded, folded + _LAST, country, limit)

    def find(self, name: str, *, country: str | None = None) -> Place | None:
        """The town of exactly this name; of several the biggest, alternative names counting a tenth."""
        found = self._best(fold(name), None, country, 1)
        return found[0] if found else None

    def all_named(self, name: str, *, country: str | None = None) -> list[Place]:
        """All towns of exactly this name, in the order of `find`."""
        return self._best(fold(name), None, country, len(self))

    def _best(self, first: str, last: str | None, country: str | None, limit: int) -> list[Place]:
        """The heaviest towns with a name from `first` up to `last` (None: `first` itself)."""
        low = bisect_left(self._names, first)
        high = bisect_left(self._names, last if last is not None else first + "\0")
        rows, weight = self._rows[low:high], self._weight[low:high]
        if not first or not len(rows):
            return []
        if country:
            inside = self._table.country[rows] == self._countries.get(country, -1)
            rows, weight = rows[inside], weight[inside]
        # A town may stand here under many names: take enough, then keep each once.
        enough = min(len(rows), limit * 20)
        if enough < len(rows):
            top = np.argpartition(-weight, enough)[:enough]
            rows, weight = rows[top], weight[top]
        order = np.lexsort((rows, -weight))
        return [self[row] for row in list(dict.fromkeys(rows[order].tolist()))[:limit]]

    def nearest(self, lat: float, lon: float, *, country: str | None = None) -> Place | None:
        """The town nearest to a point, or None when it is farther than 60 km or no point is given."""
        if not is_point(lat, lon):
            return None
        reach = NEAR_KM / _KM_PER_DEGREE
        low, high = np.searchsorted(self._north_lat, [lat - reach, lat + reach])
        rows = self._north[low:high]
        if country:
            rows = rows[self._table.country[rows] == self._countries.get(country, -1)]
        if not len(rows):
            return None
        km = distances_km(lat, lon, self._table.lat[rows], self._table.lon[rows])
        best = int(np.argmin(km))
        return self[int(rows[best])] if km[best] <= NEAR_KM else None
