"""How far the ties of a region reach, drawn as lines over Europe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.maps.across import NARROW, WIDE, Across, Pair, Reach, draw_across, reach_of
from matchmaker.core.regions import Region
from matchmaker.services.maps.ground import Ground, ground_of, points_of
from matchmaker.services.network import Snapshot


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing over its ground; `form` is "wide", or "narrow" for phones."""

    form: str
    across: Across
    ground: Ground


@dataclass(frozen=True, slots=True)
class ReachDrawing:
    """The ties by pairs of regions, the most first, and the pictures where there are any."""

    reach: Reach
    order: tuple[tuple[Pair, int], ...]
    names: dict[str, str]
    sheets: tuple[Sheet, ...]

    @property
    def left_out(self) -> int:
        """So many pairs of regions found no room in the pictures."""
        return len(self.sheets[0].across.left_out) if self.sheets else 0


MOST_KEPT = 200
"""So many drawings of one state of the network stay in the process."""

Key = tuple[str, str, float | None]


def draw_reach(
    live: Snapshot,
    region: Region,
    name: Callable[[str], str],
    *,
    language: str = "",
    height: float | None = None,
) -> ReachDrawing:
    """Draw the ties of a region's stakeholders to others; of everybody, those between countries.

    `name` says how regions are called in the `language`. The wide drawing has the `height` that is asked for,
    so that it can stand beside another. Each is drawn once for a state of the network.
    """
    # Two readers at once may both draw it; it is the same.
    known, key = _drawn.setdefault(live, {}), (region.code, language, height)
    found = known.get(key)
    if found is None:
        if len(known) >= MOST_KEPT:
            known.clear()
        found = known[key] = _draw(live, region, name, height)
    return found


def _draw(live: Snapshot, region: Region, name: Callable[[str], str], height: float | None) -> ReachDrawing:
    ties = list(_ties(live, region.code))
    place = {one.id: place_of(one) for one in live.people({key for tie in ties for key in tie})}
    reach = reach_of(ties, place, region.code, max(region.level, 0))
    codes = {code for pair in reach.between for code in pair}
    names, points = {code: name(code) for code in codes}, points_of(codes)
    order = sorted(reach.between.items(), key=lambda one: (-one[1], one[0]))
    places = {code: (names[code], at) for code, at in points.items()}
    wide = WIDE if height is None else replace(WIDE, heights=(height, height))
    sheets = tuple(
        Sheet(form, across, ground_of(across.frame, {}, ""))
        for form, style in (("wide", wide), ("narrow", NARROW))
        if (across := draw_across(reach.between, places, region.code, style))
    )
    return ReachDrawing(reach, tuple(order), names, sheets)


def _ties(live: Snapshot, code: str) -> Iterator[Pair]:
    """The ties of those in a region, each once."""
    inside = live.inside(code)
    for key in inside:
        for other in live.matcher.pool_.network.partners.get(key, ()):
            if key < other or other not in inside:
                yield key, other


_drawn: WeakKeyDictionary[Snapshot, dict[Key, ReachDrawing]] = WeakKeyDictionary()
