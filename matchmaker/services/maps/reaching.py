"""How far the ties of a region reach, drawn as lines over Europe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.maps.across import Across, Pair, Reach, draw_across, reach_of
from matchmaker.core.regions import Region
from matchmaker.services.maps.ground import Ground, ground_of, points_of
from matchmaker.services.network import Snapshot


@dataclass(frozen=True, slots=True)
class ReachDrawing:
    """The ties by pairs of regions, the most first, and the picture where there is any."""

    reach: Reach
    order: tuple[tuple[Pair, int], ...]
    names: dict[str, str]
    across: Across | None
    ground: Ground | None


def draw_reach(live: Snapshot, region: Region, name: Callable[[str], str]) -> ReachDrawing:
    """Draw the ties of a region's stakeholders to others; of everybody, those between countries."""
    ties = list(_ties(live, region.code))
    place = {key: place_of(live.profiles[key]) for tie in ties for key in tie}
    reach = reach_of(ties, place, region.code, max(region.level, 0))
    codes = {code for pair in reach.between for code in pair}
    names, points = {code: name(code) for code in codes}, points_of(codes)
    across = draw_across(reach.between, {code: (names[code], at) for code, at in points.items()}, region.code)
    order = sorted(reach.between.items(), key=lambda one: (-one[1], one[0]))
    ground = ground_of(across.frame, {}, "") if across else None
    return ReachDrawing(reach, tuple(order), names, across, ground)


def _ties(live: Snapshot, code: str) -> Iterator[Pair]:
    """The ties of those in a region, each once."""
    inside = live.inside(code)
    for key in inside:
        for other in live.matcher.pool_.network.partners.get(key, ()):
            if key < other or other not in inside:
                yield key, other
