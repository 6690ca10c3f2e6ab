"""The parts of a region as bubbles: how many stakeholders are in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matchmaker.core.maps.bubbles import WIDTH, Bubbles, Spot, draw_bubbles
from matchmaker.core.regions import Region
from matchmaker.services import places
from matchmaker.services.maps.ground import Ground, corners_of, ground_of, points_of, rings_of


@dataclass(frozen=True, slots=True)
class PartsDrawing:
    """The bubbles over their ground; `parts` are all regions one level below, drawn or not."""

    parts: tuple[Region, ...]
    bubbles: Bubbles
    ground: Ground


def draw_parts(
    instance: Path,
    region: Region,
    counts: Mapping[str, int],
    name: Callable[[str], str],
    *,
    width: float = WIDTH,
) -> PartsDrawing | None:
    """Draw the parts of a region with `counts` in them; `name` is what the reader calls a region.

    None for a region without parts, or of which all lie beyond the map.
    """
    parts = list_parts(region, counts)
    rings, notice = rings_of(instance, [part.code for part in parts])
    bubbles = draw_bubbles(spots_of(parts, counts, name), corners_of(rings), width=width)
    if bubbles is None:
        return None
    return PartsDrawing(tuple(parts), bubbles, ground_of(bubbles.frame, rings, notice))


def list_parts(region: Region, counts: Mapping[str, int]) -> list[Region]:
    """The regions one level below; of the countries only those with somebody in them."""
    below = places.get_regions().children(region.code)
    return [one for one in below if region.code or counts.get(one.code)]


def spots_of(parts: Sequence[Region], counts: Mapping[str, int], name: Callable[[str], str]) -> list[Spot]:
    """The parts that lie on the map, with their middle."""
    points = points_of(part.code for part in parts)
    return [
        Spot(part.code, name(part.code), counts.get(part.code, 0), points[part.code])
        for part in parts
        if part.code in points
    ]
