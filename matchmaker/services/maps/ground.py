"""What a map stands on: the outlines of countries, and shapes of regions where some are installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from matchmaker.core.maps.frame import Frame
from matchmaker.core.maps.outlines import PER_KM, is_on_map, svg_of
from matchmaker.core.maps.paths import path_of
from matchmaker.core.maps.projection import Floats, Point, project_some
from matchmaker.services import places
from matchmaker.services.maps.installing import find_shapes
from matchmaker.store.outlines import open_outlines, outlines_version

FINE = 4
"""Shapes are drawn in quarters of a unit; the template makes them small again."""

Rings = Mapping[str, tuple[Floats, ...]]


@dataclass(frozen=True, slots=True)
class Ground:
    """How the outlines are moved into a frame, the version of their file, and paths of regions by code.

    `notice` says whose shapes these are.
    """

    version: str
    transform: str
    paths: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


@cache
def get_land() -> str:
    """The countries of Europe as one SVG, each under its NUTS code where it has one."""
    return svg_of(open_outlines())


def ground_of(frame: Frame, rings: Rings, notice: str) -> Ground:
    """The ground under a frame."""
    paths = {code: path_of(FINE * frame.all_at(ring) for ring in own) for code, own in rings.items()}
    return Ground(outlines_version(), frame.transform(PER_KM), paths, notice if paths else "")


def rings_of(instance: Path, codes: Iterable[str]) -> tuple[Rings, str]:
    """The installed shapes of regions of one level, and the notice that goes with them."""
    wanted = [*codes]
    # Countries have outlines already.
    level = len(wanted[0]) - 2 if wanted else 0
    if level < 1:
        return {}, ""
    shapes = find_shapes(instance, level)
    return {code: shapes.rings[code] for code in wanted if code in shapes.rings}, shapes.notice


def corners_of(rings: Rings) -> list[Point]:
    """Two corners of each ring's box: what a frame must show to show all of it."""
    every = [ring for own in rings.values() for ring in own]
    return [Point(*edge.tolist()) for ring in every for edge in (ring.min(axis=0), ring.max(axis=0))]


def points_of(codes: Iterable[str]) -> dict[str, Point]:
    """Where the middles of regions lie, as far as they are known and on the map of Europe."""
    found = [region for code in codes if (region := places.get_regions().get(code))]
    known = {one.code: (one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None}
    return {code: point for code, point in project_some(known).items() if is_on_map(point)}
