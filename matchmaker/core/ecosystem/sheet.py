"""Clouds laid out on a sheet of fixed width: as large as fits, names above them, rows of others below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, pi, sqrt

import numpy as np

from matchmaker.core.ecosystem.clouds import level, pulls, spread
from matchmaker.core.ecosystem.labels import Letters
from matchmaker.core.ecosystem.packing import Disc, in_rows, pack
from matchmaker.core.reader import FloatArray

Points = Mapping[str, tuple[float, float]]

Shapes = Mapping[int, FloatArray]
"""How the members of each cloud stand around its middle, in their order, with a unit of room for each."""

SPREAD = 20
"""So often they are pushed apart: most stand apart already, as the survey placed them."""

FULL = 0.5
"""The share of the sheet that discs of different size cover when they are packed."""

SMALL = 8
"""A group of fewer stands below the clouds where it has no name."""

SMALL_UNIT = 30.0
"""The room for one in a small group, at most: there may be many of them."""

ROUNDS = 3
MOST_STRETCHED = 1.5
EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Style:
    """How large things are on a sheet, in its own units, which are pixels at full width."""

    width: float
    tallest: float
    """How high the clouds may become together."""
    unit: float
    """The side of the room for one stakeholder, at most."""
    sizes: tuple[float, float]
    """The side of a shape with the fewest and with the most ties, at most."""
    names: Letters
    labels: Letters
    most_names: int
    most_labels: int
    in_row: int
    """How many without ties are drawn in each row of theirs."""


WIDE = Style(960, 620, 44, (12, 24), Letters(9.2, 23, 24), Letters(7.6, 17, 26), 10, 8, 60)
NARROW = Style(360, 600, 26, (9, 15), Letters(7.9, 18, 20), Letters(7, 16, 20), 7, 4, 24)


@dataclass
class Sheet:
    """Where the clouds came to stand."""

    unit: float
    height: float
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    discs: dict[int, Disc] = field(default_factory=dict)
    """The discs of the clouds; what has none stands below them."""


def lay_out(
    clouds: Mapping[int, Sequence[str]],
    shapes: Shapes,
    edges: Sequence[tuple[str, str]],
    names: Mapping[int, Sequence[str]],
    style: Style,
) -> Sheet:
    """Lay clouds of these shapes out; `names` are the lines above them."""
    large = [number for number, ids in clouds.items() if number in names or len(ids) >= SMALL]
    part = {key: n for n, number in enumerate(large) for key in clouds[number]}
    reach = [float(np.hypot(*shapes[number].T).max()) for number in large]
    room = [_room_for(names.get(number, ()), style) for number in large]
    unit, discs = _fit(reach, room, pulls(edges, part), style)
    bottom = max((disc.y + disc.r for disc in discs), default=EDGE)
    sheet = Sheet(unit, bottom, discs=dict(zip(large, discs, strict=True)))
    small = [number for number in clouds if number not in sheet.discs]
    scale = min(unit, SMALL_UNIT)
    radii = [(float(np.hypot(*shapes[number].T).max()) + 0.6) * scale for number in small]
    rows = in_rows(radii, [Disc(style.width / 2, bottom - style.width / 2, style.width / 2)])
    for number, disc in [*sheet.discs.items(), *zip(small, rows, strict=True)]:
        drop = style.names.line * len(names.get(number, ())) / 2 if number in sheet.discs else 0.0
        spots = shapes[number] * (unit if number in sheet.discs else scale) + np.array(
            [disc.x, disc.y + drop]
        )
        sheet.points.update(zip(clouds[number], ((x, y) for x, y in spots.tolist()), strict=True))
        sheet.height = max(sheet.height, disc.y + disc.r)
    return sheet


def shapes_of(clouds: Mapping[int, Sequence[str]], place: Points) -> Shapes:
    """The shape of each cloud; `place` says how its members stand to each other."""
    return {number: _shape(ids, place) for number, ids in clouds.items()}


def _shape(ids: Sequence[str], place: Points) -> FloatArray:
    """How the members of a cloud stand around its middle, with about a unit of room for each."""
    known = [place[key] for key in ids if key in place] or [(0.0, 0.0)]
    middle = tuple(np.mean(known, axis=0).tolist())
    points = np.array([place.get(key, middle) for key in ids], float)
    if len(ids) <= 2:
        return np.array([(number - (len(ids) - 1) / 2, 0.0) for number in range(len(ids))]).reshape(-1, 2)
    found = spread(level(points), rounds=SPREAD)
    return np.asarray(found - (found.max(axis=0) + found.min(axis=0)) / 2, float)


def _room_for(lines: Sequence[str], style: Style) -> tuple[float, float]:
    """What a name wants: so much around the cloud, and a disc of at least this radius."""
    widest = max(map(len, lines), default=0) * style.names.wide
    return style.names.line * (0.35 + len(lines) / 2), 0.42 * widest


def _fit(
    reach: Sequence[float],
    room: Sequence[tuple[float, float]],
    pull: Mapping[tuple[int, int], float],
    style: Style,
) -> tuple[float, list[Disc]]:
    """The unit at which discs of this reach fill the sheet, and where they stand on it."""
    if not reach:
        return style.unit, []
    width = style.width - 2 * EDGE
    typical = max(pad for pad, _ in room)
    unit = min(style.unit, _unit_for(reach, typical, FULL * width * style.tallest))
    for _ in range(ROUNDS):
        radii = [max(unit * r + pad, least) for r, (pad, least) in zip(reach, room, strict=True)]
        discs = pack(radii, pull, aspect=width / style.tallest)
        low = min(disc.x - disc.r for disc in discs), min(disc.y - disc.r for disc in discs)
        wide = max(disc.x + disc.r for disc in discs) - low[0]
        high = max(disc.y + disc.r for disc in discs) - low[1]
        fits = min(width / wide, style.tallest / high, 1.0)
        if fits == 1.0:
            break
        unit *= fits
    # The last round may still be a little too large; narrower ones are drawn out, which parts them only.
    stretch = min(width / wide, MOST_STRETCHED) if fits == 1.0 else fits
    shrink = min(fits, 1.0)
    left = (style.width - wide * stretch) / 2
    return unit * (shrink if fits < 1.0 else 1.0), [
        Disc(left + (disc.x - low[0]) * stretch, EDGE / 2 + (disc.y - low[1]) * shrink, disc.r * shrink)
        for disc in discs
    ]


def _unit_for(reach: Sequence[float], pad: float, area: float) -> float:
    """The unit at which the discs have this area together: the root of a quadratic equation."""
    a = sum(r * r for r in reach)
    if a == 0.0:
        # Communities of one each, as filters leave them: no unit makes a point larger.
        return inf
    b = 2 * pad * sum(reach)
    c = len(reach) * pad * pad - area / pi
    return max(2.0, (-b + sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a))
