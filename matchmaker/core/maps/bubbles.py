"""A bubble for each part of a region, with the number of those who are there in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.maps.frame import Frame, frame_around
from matchmaker.core.maps.labels import Label, Wanted, place_labels
from matchmaker.core.maps.projection import Floats, Point
from matchmaker.core.maps.spread import spread

WIDTH, HEIGHTS = 460.0, (340.0, 520.0)
MARGIN, LEAST_KM = 52.0, 40.0
SMALLEST, LARGEST, EMPTY = 9.5, 30.0, 4.0
"""The radius of a bubble with one in it, the largest there is, and that of a part without anybody."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a region before it is drawn."""

    code: str
    name: str
    count: int
    place: Point


@dataclass(frozen=True, slots=True)
class Bubble:
    """One part of a region; x and y are its middle, in units of the drawing."""

    code: str
    name: str
    count: int
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Bubbles:
    """All of them in their frame, the largest first, so that the small ones lie above."""

    frame: Frame
    bubbles: tuple[Bubble, ...]


def radius_of(count: int, most: int) -> float:
    """The radius of a bubble: areas are as the numbers are, as far as a number can still be read."""
    if not count:
        return EMPTY
    digits = 3.2 * (len(str(count)) - 1)
    return round(max(SMALLEST + digits, min(LARGEST, LARGEST * math.sqrt(count / max(most, 12)))), 1)


def draw_bubbles(
    spots: Sequence[Spot], shapes: Sequence[Floats] = (), *, width: float = WIDTH
) -> Bubbles | None:
    """The bubbles of a region's parts; `shapes` are rings that shall be seen wholly. None without parts."""
    if not spots:
        return None
    spots = sorted(spots, key=lambda spot: (-spot.count, spot.code))
    corners = [Point(x, y) for ring in shapes for x, y in (ring.min(axis=0), ring.max(axis=0))]
    heights = (HEIGHTS[0] * width / WIDTH * 0.9, HEIGHTS[1] * width / WIDTH)
    frame = frame_around(
        [*(spot.place for spot in spots), *corners],
        width,
        heights,
        margin=12.0 if corners else MARGIN,
        least_km=LEAST_KM,
    )
    radii = np.array([radius_of(spot.count, spots[0].count) for spot in spots])
    at = spread(np.array([frame.at(spot.place) for spot in spots]), radii, frame.width, frame.height)
    named = short_names([spot.name for spot in spots])
    wanted = [Wanted(named[i], at[i, 0], at[i, 1], radii[i]) for i in range(len(spots))]
    labels = place_labels(wanted, frame.rectangle)
    return Bubbles(
        frame,
        tuple(
            Bubble(spot.code, spot.name, spot.count, round(x, 1), round(y, 1), float(radius), label)
            for spot, (x, y), radius, label in zip(spots, at.tolist(), radii, labels, strict=True)
        ),
    )


def short_names(names: Sequence[str]) -> list[str]:
    """What stands before a comma or a bracket, where this still tells the names apart."""
    short = [name.split(",")[0].split(" (")[0].strip() or name for name in names]
    return [one if short.count(one) == 1 else name for one, name in zip(short, names, strict=True)]
