"""Towns, and where somebody is: from a name, a point or a code to a NUTS region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.countries import OVERSEAS, Countries
from matchmaker.core.distance import distance_km, distances_km, is_point
from matchmaker.core.regions import Region, Regions, as_code, country_of, top_code
from matchmaker.core.towns import Place, Towns

__all__ = ["Gazetteer", "How", "Located", "Place", "distance_km", "distances_km"]

ALONE_FROM = 10_000
"""Inhabitants from which a town's name counts without a country although other towns share the name."""

_PART = re.compile(r"[,;/|()\n]+|\s[-–—]\s")
_NUMBER = re.compile(r"\b[\w-]*\d[\w-]*")


class How(StrEnum):
    """What a stakeholder's region was read from."""

    POINT = "point"
    TOWN = "town"
    CODE = "code"
    COUNTRY = "country"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Located:
    """Where somebody is, as well as it is known.

    `place` is the town's name as given or found, `country` an ISO code or "", `region` a NUTS code of any
    level or "", `lat` and `lon` degrees or None.
    """

    place: str = ""
    country: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    how: How = How.UNKNOWN


class Gazetteer:
    """All that is known of places: the towns, the regions and the names of countries."""

    def __init__(self, *, towns: Towns, regions: Regions, countries: Countries) -> None:
        self.towns = towns
        self.regions = regions
        self.countries = countries

    def suggest(self, prefix: str, *, country: str | None = None, limit: int = 8) -> list[Place]:
        """Towns of which a name begins so, accents and case apart, bigger ones first."""
        return self.towns.suggest(prefix, country=country, limit=limit)

    def find(self, name: str, *, country: str | None = None) -> Place | None:
        """The town of exactly this name, accents and case apart; of several the biggest.

        A town's own name goes before another's alternative one unless the other is ten times as big.
        """
        return self.towns.find(name, country=country)

    def nearest(self, lat: float, lon: float, *, country: str | None = None) -> Place | None:
        """The town nearest to a point, or None where there is none within 60 km."""
        return self.towns.nearest(lat, lon, country=country)

    def country_code(self, text: str) -> str:
        """The ISO code of a country by any of its names or codes, or ""."""
        return self.countries.code(text)

    def locate(
        self,
        *,
        name: str = "",
        country: str = "",
        region: str = "",
        lat: float | None = None,
        lon: float | None = None,
    ) -> Located:
        """Where somebody is, from whatever a form or a row says of it.

        `country` may be a code or a name, `region` a NUTS code of any version, a region's name or a town's.
        A known code of level 3 stands as it is. Anything else resolves by the point (the region of the
        nearest town), then by the town, then by the longest known beginning of the code, and if nothing
        holds only the country is known. What was said of the country is never overruled: a point elsewhere
        is taken for a slip and left out.
        """
        iso = self._country(country, name, region)
        point = (lat, lon) if lat is not None and lon is not None and is_point(lat, lon) else None
        exact = self.regions.get(as_code(region))
        if exact and iso not in ("", exact.country):
            exact = None
        within = exact.country if exact else iso
        near = self.towns.nearest(*point, country=within or None) if point else None
        if point and within and not near and (within in self.towns.countries or self.towns.nearest(*point)):
            point = None
        if exact and exact.level == 3:
            return self._placed(name, exact, point, self._town(name, exact.country, exact))
        if near and point and self._fits(near, exact):
            return Located(name or near.name, near.country, near.region, *point, How.POINT)
        town = self._town(name, within, exact) or (self._town(region, within, None) if not exact else None)
        if town:
            return Located(name or town.name, town.country, town.region, *(point or town.point), How.TOWN)
        if coarse := exact or self._coarse(region, iso):
            return self._placed(name, coarse, point, None)
        return self._country_only(name, iso, point)

    def _country(self, country: str, name: str, region: str) -> str:
        """The ISO code: as said, else from the last part of "Town, Country", else from the region's code."""
        if code := self.countries.code(country):
            return code
        parts = [part for part in _PART.split(name) if part.strip()]
        if len(parts) > 1 and (code := self.countries.code(parts[-1])):
            return code
        known = self.regions.resolve(region)
        return known.country if known else ""

    def _town(self, name: str, country: str, inside: Region | None) -> Place | None:
        """The town that a text names: the whole text first, then without numbers, then its parts."""
        parts = [part for part in _PART.split(name) if part.strip()]
        for text in dict.fromkeys(
            [name, _NUMBER.sub(" ", name), *parts, *(_NUMBER.sub(" ", p) for p in parts)]
        ):
            found = self.towns.all_named(text, country=country or None)
            found = [place for place in found if self._fits(place, inside)]
            if found and (country or len(found) == 1 or found[0].population >= ALONE_FROM):
                return found[0]
        return None

    def _fits(self, place: Place, inside: Region | None) -> bool:
        """Whether a town may lie inside the region; no region excludes nothing."""
        return inside is None or self.regions.is_within(place.region, inside.code)

    def _coarse(self, region: str, country: str) -> Region | None:
        """The region of an older code, or the one of that name, if it lies in the country."""
        older = self.regions.resolve(region)
        if older and older.level > 0 and country in ("", older.country):
            return older
        return self.regions.find(region, country=country)

    @staticmethod
    def _placed(name: str, region: Region, point: tuple[float, float] | None, town: Place | None) -> Located:
        """Inside a region that is named: at its point, at its town, else at the region's centre."""
        lat, lon = point or (town.point if town else (region.lat, region.lon))
        return Located(name, region.country, region.code, lat, lon, How.CODE)

    def _country_only(self, name: str, country: str, point: tuple[float, float] | None) -> Located:
        """What is left when no region is known; the region is the country's own code where it has one.

        No point is made up for a whole country.
        """
        code = OVERSEAS.get(country) or top_code(country)
        region = code if code in self.regions else ""
        lat, lon = point or (None, None)
        how = How.COUNTRY if country else How.UNKNOWN
        return Located(name, country_of(region) or country, region, lat, lon, how)
