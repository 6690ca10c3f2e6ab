"""TopoJSON: countries whose common borders are kept once, as arcs.

The format: https://github.com/topojson/topojson-specification (2.1: quantised arcs, ~n for arc n backwards).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchmaker.core.maps.projection import Floats


@dataclass(frozen=True, slots=True)
class Area:
    """One country: its name in English, and its rings as numbers of arcs."""

    name: str
    rings: tuple[tuple[int, ...], ...]


def arcs_of(topology: Mapping[str, Any]) -> list[Floats]:
    """All arcs in degrees: arrays of shape (n, 2) with longitude and latitude."""
    scale = np.array(topology["transform"]["scale"], float)
    origin = np.array(topology["transform"]["translate"], float)
    return [np.cumsum(np.array(arc, float), axis=0) * scale + origin for arc in topology["arcs"]]


def areas_of(topology: Mapping[str, Any], name: str) -> Iterator[Area]:
    """The areas of one object of the file."""
    for geometry in topology["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", ())]
        rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
        yield Area(geometry["properties"]["name"], rings)


def join(ring: Sequence[int], arcs: Mapping[int, Floats]) -> Floats:
    """The points of a ring; where two arcs meet, their common point stands once."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
