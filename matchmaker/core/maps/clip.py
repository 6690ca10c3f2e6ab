"""Rings cut to a rectangle: I. E. Sutherland and G. W. Hodgman, Communications of the ACM 17 (1974)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from matchmaker.core.maps.projection import Floats


class Rectangle(NamedTuple):
    """A part of the plane, in kilometres or in units of a drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlap(self, other: Rectangle) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def touches(self, other: Rectangle) -> bool:
        """Whether the two have at least a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def holds(self, other: Rectangle) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


def around(points: Floats) -> Rectangle:
    """The smallest rectangle that holds all points of an array of shape (n, 2), n > 0."""
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    return Rectangle(float(left), float(top), float(right), float(bottom))


def clip(ring: Floats, frame: Rectangle) -> Floats:
    """What of a ring lies inside a rectangle; an empty array where nothing does."""
    if not len(ring) or frame.holds(around(ring)):
        return ring
    for axis, limit, sign in (
        (0, frame.left, 1.0),
        (0, frame.right, -1.0),
        (1, frame.top, 1.0),
        (1, frame.bottom, -1.0),
    ):
        ring = np.array([*_cut(ring, axis, limit, sign)], float).reshape(-1, 2)
        if not len(ring):
            break
    return ring


def _cut(ring: Floats, axis: int, limit: float, sign: float) -> Iterator[Floats]:
    """The ring on one side of a line: where `sign * (coordinate - limit)` is not below zero."""
    off = sign * (ring[:, axis] - limit)
    for here in range(len(ring)):
        before = here - 1
        if (off[here] >= 0) != (off[before] >= 0):
            share = off[before] / (off[before] - off[here])
            yield ring[before] + share * (ring[here] - ring[before])
        if off[here] >= 0:
            yield ring[here]
