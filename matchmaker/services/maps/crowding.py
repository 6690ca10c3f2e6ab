"""The stakeholders of a region on its map, each at its town; those of a large town are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.entities import Profile
from matchmaker.core.maps.bubbles import Spot, short_names
from matchmaker.core.maps.clip import Rectangle
from matchmaker.core.maps.crowd import Crowd, common_code, crowds_of
from matchmaker.core.maps.frame import Frame, frame_around
from matchmaker.core.maps.labels import Label, Wanted, place_labels
from matchmaker.core.maps.outlines import is_on_map
from matchmaker.core.maps.projection import Floats, Point, project_all
from matchmaker.core.regions import Region
from matchmaker.services.maps.ground import Ground, corners_of, ground_of, rings_of
from matchmaker.services.maps.parting import list_parts, spots_of

WIDTH, HEIGHTS = 820.0, (460.0, 680.0)
MARGIN, LEAST_KM = 60.0, 40.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of the region with its name; None where there was no room for it."""

    code: str
    name: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class CrowdDrawing:
    """Crowds over their ground: their numbers are those of `placed`, who have a place on the map.

    `common` is the smallest region that holds all of a crowd, in the order of the crowds.
    """

    frame: Frame
    ground: Ground
    placed: tuple[Profile, ...]
    crowds: tuple[Crowd, ...]
    common: tuple[str, ...]
    parts: tuple[Marked, ...]


def draw_crowd(
    instance: Path,
    region: Region,
    profiles: Sequence[Profile],
    counts: Mapping[str, int],
    name: Callable[[str], str],
) -> CrowdDrawing | None:
    """Draw stakeholders over the parts of their region, `counts` of them in each; None without any place."""
    placed, at = _placed(profiles)
    if not placed:
        return None
    parts = list_parts(region, counts)
    spots = spots_of(parts, counts, name)
    rings, notice = rings_of(instance, [part.code for part in parts] or [region.code])
    corners = corners_of(rings)
    shown = [*(Point(x, y) for x, y in at.tolist()), *corners, *(spot.place for spot in spots)]
    frame = frame_around(shown, WIDTH, HEIGHTS, margin=16.0 if corners else MARGIN, least_km=LEAST_KM)
    crowds = crowds_of(frame.all_at(at), frame.width, frame.height)
    return CrowdDrawing(
        frame,
        ground_of(frame, rings, notice),
        tuple(placed),
        tuple(crowds),
        tuple(common_code([place_of(placed[n]) for n in crowd.members]) for crowd in crowds),
        tuple(_marked(spots, frame, crowds)),
    )


def _placed(profiles: Sequence[Profile]) -> tuple[list[Profile], Floats]:
    known = [one for one in profiles if one.lat is not None and one.lon is not None]
    lats = np.array([one.lat for one in known], float)
    lons = np.array([one.lon for one in known], float)
    at = project_all(lats, lons)
    inside = [is_on_map(Point(x, y)) for x, y in at.tolist()]
    return [one for one, seen in zip(known, inside, strict=True) if seen], at[np.array(inside, bool)]


def _marked(spots: Sequence[Spot], frame: Frame, crowds: Sequence[Crowd]) -> list[Marked]:
    taken = [Rectangle(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in crowds]
    order = sorted(spots, key=lambda spot: (-spot.count, spot.code))
    names = short_names([spot.name for spot in order])
    wanted = [Wanted(short, *frame.at(spot.place), 0.0) for short, spot in zip(names, order, strict=True)]
    labels = place_labels(wanted, frame.rectangle, taken)
    return [Marked(spot.code, spot.name, label) for spot, label in zip(order, labels, strict=True)]
