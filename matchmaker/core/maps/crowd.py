"""Stakeholders as points: those of one town stand around it side by side, or are counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.maps.projection import Floats
from matchmaker.core.maps.spread import spread

STEP = 12.5
"""How far two shapes of one town stand apart, in units of the drawing."""

MOST_BESIDE = 37
"""So many fill three rings around the one in the middle; more are counted."""

NEAR = 9.0
"""Towns as near as this to each other in the drawing, their shapes apart, are drawn as one."""


SQUARE = 34.0
"""The radius of the largest crowd."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One stakeholder, by its number in the order given, and where it stands."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """Those of one town or of towns close by: each by itself in `standing`, or only their numbers."""

    x: float
    y: float
    radius: float
    members: tuple[int, ...]
    standing: tuple[Standing, ...]


def crowds_of(at: Floats, width: float, height: float) -> list[Crowd]:
    """Gather points of a drawing, of shape (n, 2), into crowds that stand clear of each other.

    The same points give the same crowds; nothing is left to chance.
    """
    gathered = _gather(at)
    if not gathered:
        return []
    middles = np.array([at[members[0]] for members in gathered])
    radii = np.array([radius_of(len(members)) for members in gathered])
    moved = spread(middles, radii, width, height)
    return [
        _crowd(float(x), float(y), float(radius), members)
        for (x, y), radius, members in zip(moved, radii, gathered, strict=True)
    ]


def common_code(codes: Sequence[str]) -> str:
    """The region that holds all of these: what their NUTS codes begin with alike; "" where nothing."""
    first, last = min(codes), max(codes)
    same = 0
    while same < len(first) and first[same] == last[same]:
        same += 1
    return first[:same] if same >= 2 else ""


def radius_of(count: int) -> float:
    """The room that so many need."""
    if count > MOST_BESIDE:
        return min(SQUARE, 1.9 * math.sqrt(count) + 6.0)
    return STEP * (_rings(count) + 0.5)


def _gather(at: Floats) -> list[list[int]]:
    towns: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(at.tolist()):
        towns.setdefault((round(10 * x), round(10 * y)), []).append(number)
    crowds: list[list[int]] = []
    # By squares of the drawing, so that a town meets only the crowds around it.
    around: dict[tuple[int, int], list[tuple[float, float, list[int]]]] = {}
    # Large towns first: the small ones around them join them.
    for place, members in sorted(towns.items(), key=lambda town: (-len(town[1]), town[0])):
        x, y = place[0] / 10, place[1] / 10
        column, row = int(x // SQUARE), int(y // SQUARE)
        squares = [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        for crowd_x, crowd_y, crowd in (one for square in squares for one in around.get(square, ())):
            if math.hypot(x - crowd_x, y - crowd_y) < _reach(len(crowd)):
                crowd += members
                break
        else:
            crowds.append(members)
            around.setdefault((column, row), []).append((x, y, members))
    return crowds


def _reach(count: int) -> float:
    """How near a town joins a crowd; what lies under a counted one would be pushed far from its place."""
    return max(NEAR, radius_of(count)) if count > MOST_BESIDE else NEAR


def _rings(count: int) -> int:
    """How many rings around the middle so many fill: a ring of number n has room for 6n."""
    return math.ceil((math.sqrt(12 * count - 3) - 3) / 6)


def _crowd(x: float, y: float, radius: float, members: Sequence[int]) -> Crowd:
    standing: list[Standing] = []
    if len(members) <= MOST_BESIDE:
        for number, (beside_x, beside_y) in zip(members, _honeycomb(len(members)), strict=False):
            standing.append(Standing(number, round(x + beside_x, 1), round(y + beside_y, 1)))
    return Crowd(round(x, 1), round(y, 1), round(radius, 1), tuple(members), tuple(standing))


def _honeycomb(count: int) -> list[tuple[float, float]]:
    """Places on a honeycomb around 0, 0, ring by ring."""
    places = [(0.0, 0.0)]
    for ring in range(1, _rings(count) + 1):
        on_ring = min(6 * ring, count - len(places))
        for number in range(on_ring):
            # A ring that is not full has its members evenly around it.
            angle = 2 * math.pi * number / on_ring - math.pi / 2
            places.append((STEP * ring * math.cos(angle), STEP * ring * math.sin(angle)))
    return places
