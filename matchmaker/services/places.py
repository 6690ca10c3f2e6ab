"""Regions and towns for the doors: the packaged tables, opened when first asked for."""

from __future__ import annotations

from matchmaker.core.places import Gazetteer
from matchmaker.core.regions import Region, Regions, top_code
from matchmaker.core.towns import Place
from matchmaker.core.vocabulary import LegalForm
from matchmaker.errors import NotFound
from matchmaker.store.gazetteer import open_gazetteer
from matchmaker.store.legal_forms import list_legal_forms
from matchmaker.store.regions import open_regions

EVERYWHERE = "EU"
"""What stands in an address for all regions together; no NUTS code begins so."""


def get_region(code: str) -> Region:
    """One region by its NUTS code; `EVERYWHERE` is a region with the code "", around all others.

    Raises:
        NotFound: there is no such region.
    """
    if code == EVERYWHERE:
        return Region(code="", level=-1, parent="", country="", name="Europe", name_native="Europe")
    found = open_regions().get(code)
    if found is None:
        raise NotFound("There is no region with this code. Look for it in the list of regions.")
    return found


def find_region(place: str) -> Region | None:
    """The region of a NUTS code, or of a country as ISO or NUTS spells it; None where there is none."""
    return open_regions().get(place if len(place) > 2 else top_code(place))


def list_called(text: str) -> list[Region]:
    """All regions with this in one of their names, or of which this begins the code; the widest first."""
    return open_regions().search(text)


def get_regions() -> Regions:
    """The NUTS regions."""
    return open_regions()


def get_gazetteer() -> Gazetteer:
    """The towns of Europe, with their regions."""
    return open_gazetteer()


def list_towns(beginning: str, *, most: int = 8) -> list[Place]:
    """Towns whose name, in any language, begins so; the largest first."""
    return open_gazetteer().suggest(beginning, limit=most)


def find_country(place: str, country: str = "") -> str:
    """The ISO code of the country that was chosen, else that of the town of this name, else ""."""
    if country or not place:
        return country
    town = open_gazetteer().find(place) or open_gazetteer().find(place.rpartition(",")[2])
    return town.country if town else ""


def list_forms(country: str) -> list[LegalForm]:
    """The legal forms of a country that social enterprises take."""
    return list(list_legal_forms(country))
