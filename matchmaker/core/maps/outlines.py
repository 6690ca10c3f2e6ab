"""The outlines of the countries of Europe, once for all maps: light enough to come with any page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaker.core.maps.clip import Rectangle, around, clip
from matchmaker.core.maps.paths import path_of
from matchmaker.core.maps.projection import Floats, Point, project_all
from matchmaker.core.maps.simplify import simplify
from matchmaker.core.maps.topology import arcs_of, areas_of, join

EUROPE = Rectangle(-3400.0, -2800.0, 3000.0, 3300.0)
"""Where places are drawn, in kilometres: the Azores, the Caspian Sea, Svalbard, the Canaries."""

LAND = Rectangle(-4300.0, -3500.0, 3900.0, 4000.0)
"""Where the outlines are cut off: far enough outside EUROPE to be seen on no map."""


def is_on_map(place: Point) -> bool:
    """Whether a place lies in EUROPE."""
    return EUROPE.left < place.x < EUROPE.right and EUROPE.top < place.y < EUROPE.bottom


PER_KM = 2
"""Coordinates are whole numbers of so many to a kilometre."""

TOLERANCE_KM = 0.8
SMALLEST_KM = 1.6
"""An island narrower than this both ways would be a speck."""

# Beyond these degrees nothing can reach into LAND, and the projection tears what lies opposite its centre.
NEAR = Rectangle(-60.0, 12.0, 90.0, 90.0)


@dataclass(frozen=True, slots=True)
class Outline:
    """One country: its name in English, and the `d` of its path in units of 1/PER_KM kilometres."""

    name: str
    path: str


def outlines_of(topology: Mapping[str, Any]) -> Iterator[Outline]:
    """The countries that reach into EUROPE, from a TopoJSON of the world."""
    arcs = arcs_of(topology)
    near = {number for number, arc in enumerate(arcs) if NEAR.touches(around(arc))}
    lines: dict[int, Floats] = {}
    for area in areas_of(topology, "countries"):
        rings = [ring for ring in area.rings if near.intersection(_numbers(ring))]
        # Each border is simplified once, so that two neighbours still share it.
        lines |= {n: _line(arcs[n]) for ring in rings for n in _numbers(ring) if n not in lines}
        cut = [clip(join(ring, lines), LAND) for ring in rings]
        if path := path_of(PER_KM * ring for ring in cut if _is_seen(ring)):
            yield Outline(area.name, path)


def svg_of(outlines: Mapping[str, Outline]) -> str:
    """A file from which pages take `#land`, or a country by its key, with `<use>`.

    It has no colours of its own, and its lines are as thick as the page says at any size.
    """
    paths = "\n".join(
        f'<path id="{key.replace(" ", "-")}" vector-effect="non-scaling-stroke" d="{one.path}"/>'
        for key, one in outlines.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n<g id="land">\n{paths}\n</g>\n</svg>\n'


def _numbers(ring: Iterable[int]) -> list[int]:
    return [number if number >= 0 else ~number for number in ring]


def _line(arc: Floats) -> Floats:
    return simplify(project_all(arc[:, 1], arc[:, 0]), TOLERANCE_KM)


def _is_seen(ring: Floats) -> bool:
    if len(ring) < 3:
        return False
    box = around(ring)
    return max(box.width, box.height) >= SMALLEST_KM
