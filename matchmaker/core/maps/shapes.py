"""The shapes of regions that an operator installs: rings of the plane, by the code of the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matchmaker.core.maps.projection import Floats, project_all
from matchmaker.core.maps.simplify import simplify

TOLERANCES_KM = (3.0, 1.0, 0.4, 0.3)
"""How far a shape may stray from the one installed, by the level of the region: less than a line is thick."""

PER_KM = 10
"""Shapes are kept as whole numbers of so many to a kilometre."""


class Misplaced(ValueError):
    """A shape does not lie on the globe, or is none."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Those of one level: rings in kilometres by code, and whose they are."""

    rings: Mapping[str, tuple[Floats, ...]] = field(default_factory=dict)
    notice: str = ""


def rings_of(geometry: Mapping[str, Any], level: int) -> tuple[Floats, ...]:
    """The rings of a GeoJSON polygon (RFC 7946) in degrees, brought into the plane and simplified.

    Raises:
        Misplaced: it is no polygon, or its coordinates are no degrees.
    """
    return tuple(
        simplified
        for ring in _degrees(geometry)
        if len(simplified := simplify(_plane(ring), TOLERANCES_KM[level])) > 3
    )


def as_numbers(rings: Sequence[Floats]) -> list[list[int]]:
    """Rings as they are kept: whole numbers, x and y in turn."""
    return [np.rint(ring * PER_KM).astype(int).ravel().tolist() for ring in rings]


def from_numbers(numbers: Sequence[Sequence[int]]) -> tuple[Floats, ...]:
    """The rings that were kept."""
    return tuple(np.array(ring, float).reshape(-1, 2) / PER_KM for ring in numbers)


def _degrees(geometry: Mapping[str, Any]) -> Iterator[Floats]:
    kind = geometry.get("type")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Misplaced("no polygon")
    try:
        coordinates: Any = geometry["coordinates"]
        for polygon in [coordinates] if kind == "Polygon" else coordinates:
            for ring in polygon:
                yield np.array([point[:2] for point in ring], float).reshape(-1, 2)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Misplaced("broken coordinates") from error


def _plane(ring: Floats) -> Floats:
    lons, lats = ring[:, 0], ring[:, 1]
    if not (np.all(np.abs(lons) <= 180) and np.all(np.abs(lats) <= 90)):
        raise Misplaced("no degrees")
    return project_all(lats, lons)
