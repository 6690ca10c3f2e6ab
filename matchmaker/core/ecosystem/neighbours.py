"""The regions that one is compared with: its neighbours in the tree and on the map, and the country."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from heapq import nsmallest

from matchmaker.core.distance import distance_km
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.core.regions import Region, Regions

MOST_SIBLINGS, MOST_NEAR = 4, 2


def neighbours(regions: Regions, code: str, inhabited: Container[str]) -> tuple[str, ...]:
    """Regions of the same level with somebody in them: those of the same parent, then others nearby.

    The nearest come first, by the centre of their towns; where that is not known, by code.
    """
    region = regions.get(code)
    if region is None:
        return ()
    level = [one for one in _level(regions, region.level) if one.code in inhabited and one.code != code]
    siblings = [one for one in level if region.level and one.parent == region.parent]
    others = [one for one in level if not region.level or one.parent != region.parent]
    return (*_nearest(region, siblings, MOST_SIBLINGS), *_nearest(region, others, MOST_NEAR))


def around(code: str, inhabited: Mapping[str, int]) -> str:
    """What a region is measured by: its country, or all regions together where that says nothing.

    That is so for a country, and where all of the country's stakeholders are in this one region. `inhabited`
    says how many are in each.
    """
    alone = inhabited.get(code[:2], 0) == inhabited.get(code, 0)
    return EVERYBODY if alone else code[:2]


def _nearest(region: Region, others: Sequence[Region], most: int) -> list[str]:
    found = nsmallest(most, ((_apart(region, one), one.code) for one in others))
    return [code for _far, code in found]


def _level(regions: Regions, level: int) -> list[Region]:
    found = regions.top
    for _ in range(level):
        found = [child for region in found for child in regions.children(region.code)]
    return found


def _apart(one: Region, other: Region) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return distance_km(one.lat, one.lon, other.lat, other.lon)
