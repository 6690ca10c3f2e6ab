"""The NUTS regions: a tree of four levels, from countries to small regions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from matchmaker.core.names import fold

# The NUTS has prefixes of its own for two countries; everywhere else they are the ISO codes.
_ISO_OF_PREFIX = {"UK": "GB", "EL": "GR"}
_PREFIX_OF_ISO = {iso: prefix for prefix, iso in _ISO_OF_PREFIX.items()}
# A longer code always holds a digit: "Nord" and "Roma" are names.
_SHAPE = re.compile(r"[A-Z]{2}(?:[A-Z0-9]?|(?=.*[0-9])[A-Z0-9]{2,3})")


@dataclass(frozen=True, slots=True)
class Region:
    """One NUTS region.

    `code` is the NUTS code (which says UK and EL), `country` the ISO 3166-1 code (GB, GR), `level` 0 to 3,
    `parent` a code or "". `name` is in Latin letters, `name_native` as its people write it. `lat` and `lon`
    are degrees: the centre of its towns weighted by population; None where no town is known.
    """

    code: str
    level: int
    parent: str
    country: str
    name: str
    name_native: str
    lat: float | None = None
    lon: float | None = None


def country_of(code: str) -> str:
    """The ISO country of a NUTS code of any version ("UKM82" → "GB"); "" when it is too short."""
    prefix = code.strip().upper()[:2]
    return _ISO_OF_PREFIX.get(prefix, prefix) if len(prefix) == 2 else ""


def top_code(country: str) -> str:
    """The NUTS code of level 0 that an ISO country would have ("GR" → "EL")."""
    country = country.strip().upper()
    return _PREFIX_OF_ISO.get(country, country)


def as_code(text: str) -> str:
    """The text written as a NUTS code (upper case, UK and EL), or "" if it cannot be one."""
    code = text.strip().upper()
    return top_code(code[:2]) + code[2:] if _SHAPE.fullmatch(code) else ""


class Regions:
    """All regions that we know, to be asked by code."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions = {region.code: region for region in regions}
        self._children: dict[str, list[Region]] = {}
        for region in sorted(self._regions.values(), key=lambda region: region.code):
            self._children.setdefault(region.parent, []).append(region)

    def __len__(self) -> int:
        return len(self._regions)

    def __contains__(self, code: object) -> bool:
        return code in self._regions

    def codes(self, level: int) -> list[str]:
        """The codes of all regions of one level, in their order."""
        return sorted(code for code, region in self._regions.items() if region.level == level)

    @property
    def top(self) -> list[Region]:
        """The regions of level 0, one for each country, by code."""
        return list(self._children.get("", []))

    def get(self, code: str) -> Region | None:
        """The region with exactly this code."""
        return self._regions.get(code)

    def resolve(self, code: str) -> Region | None:
        """The region of a code of any version: itself, else the longest known beginning of it."""
        code = as_code(code)
        if code.isalpha():  # "Rom" is no older part of Romania
            return self._regions.get(code)
        while code and code not in self._regions:
            code = code[:-1]
        return self._regions.get(code)

    def name(self, code: str) -> str:
        """The name in Latin letters, or the code itself when it is unknown.

        For level 0 a door shows the country's name in the reader's language instead.
        """
        region = self._regions.get(code)
        return region.name if region else code

    def ancestors(self, code: str) -> list[Region]:
        """The regions around this one, the nearest first; empty for a country or an unknown code."""
        found = []
        region = self._regions.get(code)
        while region and (region := self._regions.get(region.parent)):
            found.append(region)
        return found

    def children(self, code: str) -> list[Region]:
        """The regions one level below, by code; the countries for ""."""
        return list(self._children.get(code, []))

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether a known region is the other one or lies inside it."""
        return code in self._regions and (
            code == ancestor or any(region.code == ancestor for region in self.ancestors(code))
        )

    @cached_property
    def _names(self) -> dict[str, list[Region]]:
        """Regions by folded name, made when the first name is looked for: most programs never do."""
        names: dict[str, list[Region]] = {}
        for region in self._regions.values():
            for name in {fold(region.name), fold(region.name_native)}:
                names.setdefault(name, []).append(region)
        return names

    def search(self, text: str) -> list[Region]:
        """Regions with this in a name, accents and case apart, or whose code begins so; the widest first."""
        wanted = fold(text)
        if not wanted:
            return []
        found = {one.code: one for name, regions in self._names.items() if wanted in name for one in regions}
        found |= {code: one for code, one in self._regions.items() if fold(code).startswith(wanted)}
        return sorted(found.values(), key=lambda region: (region.level, region.code))

    def find(self, name: str, *, country: str = "") -> Region | None:
        """The widest region of exactly this name, accents and case apart; `country` (ISO) narrows it.

        None too when two countries have a region of that name and no country is given.
        """
        found = [
            region for region in self._names.get(fold(name), []) if not country or region.country == country
        ]
        if len({region.country for region in found}) != 1:
            return None
        return min(found, key=lambda region: region.level)
