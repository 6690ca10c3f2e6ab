"""What a map stands on: the outlines of countries, and shapes of regions where an operator installed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import url_for

from matchmaker import context
from matchmaker.core.maps.frame import Frame
from matchmaker.core.maps.outlines import PER_KM, is_on_map
from matchmaker.core.maps.paths import path_of
from matchmaker.core.maps.projection import Floats, Point, project_some
from matchmaker.services import maps, places

FINE = 4
"""Shapes are drawn in quarters of a unit; the template makes them small again."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The address of the outlines, how they are moved into the frame, and paths of regions by code.

    `sources` says whose outlines and shapes these are.
    """

    url: str
    transform: str
    paths: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


def points_of(codes: Iterable[str]) -> dict[str, Point]:
    """Where the middles of regions lie, as far as they are known and on the map of Europe."""
    found = [region for code in codes if (region := places.get_regions().get(code))]
    known = {one.code: (one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None}
    return {code: point for code, point in project_some(known).items() if is_on_map(point)}


def rings_of(codes: Iterable[str]) -> tuple[dict[str, tuple[Floats, ...]], str]:
    """The installed shapes of regions of one level, and the notice that goes with them."""
    wanted = [*codes]
    # Countries have outlines already.
    level = len(wanted[0]) - 2 if wanted else 0
    if level < 1:
        return {}, ""
    shapes = maps.find_shapes(context.settings().folder, level)
    return {code: shapes.rings[code] for code in wanted if code in shapes.rings}, shapes.notice


def ground_of(frame: Frame, rings: dict[str, tuple[Floats, ...]], notice: str) -> Ground:
    """The ground under a frame."""
    paths = {code: path_of(FINE * frame.all_at(ring) for ring in own) for code, own in rings.items()}
    return Ground(
        url=url_for("maps.land", v=maps.outlines_version()),
        transform=frame.transform(PER_KM),
        paths=paths,
        sources=(notice,) if paths and notice else (),
    )
