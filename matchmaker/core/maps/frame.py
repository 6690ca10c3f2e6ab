"""A drawing's frame: which part of the plane it shows, and where a place lies in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matchmaker.core.maps.clip import Rectangle, around
from matchmaker.core.maps.projection import Floats, Point


@dataclass(frozen=True, slots=True)
class Frame:
    """`width` and `height` are units of the drawing, `scale` so many of them to a kilometre.

    The place `left`, `top` of the plane lies in its upper left corner.
    """

    width: float
    height: float
    scale: float
    left: float
    top: float

    @property
    def rectangle(self) -> Rectangle:
        """The frame itself, in units of the drawing."""
        return Rectangle(0.0, 0.0, self.width, self.height)

    def at(self, place: Point) -> tuple[float, float]:
        """Where a place of the plane lies in the drawing."""
        return self.scale * (place.x - self.left), self.scale * (place.y - self.top)

    def all_at(self, places: Floats) -> Floats:
        """The same for an array of places."""
        return np.asarray(self.scale * (places - np.array([self.left, self.top])), float)

    def transform(self, per_km: float) -> str:
        """What SVG's `transform` must say for a drawing in units of 1/per_km kilometres."""
        scale = self.scale / per_km
        return (
            f"matrix({scale:.5g} 0 0 {scale:.5g} {-self.scale * self.left:.1f} {-self.scale * self.top:.1f})"
        )


def frame_around(
    places: Iterable[Point], width: float, heights: tuple[float, float], *, margin: float, least_km: float
) -> Frame:
    """The closest look at all places, `margin` units from the edge; never closer than `least_km` across.

    The height lies between the two given, as the places need it.
    """
    box = around(np.array([*places], float).reshape(-1, 2))
    wide, high = max(box.width, least_km), max(box.height, least_km * heights[0] / width)
    inner = width - 2 * margin
    height = min(max(high * inner / wide + 2 * margin, heights[0]), heights[1])
    scale = min(inner / wide, (height - 2 * margin) / high)
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Frame(
        width=round(width),
        height=round(height),
        scale=scale,
        left=middle_x - width / scale / 2,
        top=middle_y - round(height) / scale / 2,
    )
