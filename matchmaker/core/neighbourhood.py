"""The drawing of whom a stakeholder works with: partners around it, and theirs behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from matchmaker.core.entities import Kind, Profile

WIDTH, HEIGHT = 480, 360
MIDDLE = (WIDTH / 2, HEIGHT / 2)
INNER, OUTER = (135.0, 95.0), (205.0, 155.0)
MOST_PARTNERS, MOST_BEHIND = 10, 3


@dataclass(frozen=True, slots=True)
class Spot:
    """One stakeholder in the drawing; x and y are its middle, in units of the drawing."""

    id: str
    name: str
    kind: Kind | None
    x: float
    y: float
    ring: int
    """0 the one in the middle, 1 a partner, 2 a partner of a partner."""


@dataclass(frozen=True, slots=True)
class Line:
    """One tie in the drawing."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Spots over lines, in a frame of WIDTH by HEIGHT."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    left_out: int
    """How many partners found no room."""


def draw(
    middle: str, partners: Sequence[str], behind: Mapping[str, Sequence[str]], people: Mapping[str, Profile]
) -> Drawing:
    """Place a stakeholder, at most MOST_PARTNERS partners, and up to MOST_BEHIND behind each.

    Partners stand evenly on an ellipse, those with the most partners of their own spread apart; nobody is
    drawn twice. The same input gives the same drawing.
    """
    shown = [one for one in partners if one in people][:MOST_PARTNERS]
    spots = [_spot(people[middle], MIDDLE, 0)]
    lines = []
    drawn = {middle, *shown}
    for place, partner in enumerate(shown):
        angle = 2 * pi * place / len(shown) - pi / 2
        at = _on(INNER, angle)
        spots.append(_spot(people[partner], at, 1))
        lines.append(Line(*MIDDLE, *at))
        later = [one for one in behind.get(partner, ()) if one in people and one not in drawn][:MOST_BEHIND]
        drawn.update(later)
        for number, one in enumerate(later):
            turn = (number - (len(later) - 1) / 2) * min(0.32, pi / len(shown) / 1.6)
            far = _on(OUTER, angle + turn)
            spots.append(_spot(people[one], far, 2))
            lines.append(Line(*at, *far))
    return Drawing(tuple(spots), tuple(lines), max(0, len(partners) - len(shown)))


def _on(radii: tuple[float, float], angle: float) -> tuple[float, float]:
    return round(MIDDLE[0] + radii[0] * cos(angle), 1), round(MIDDLE[1] + radii[1] * sin(angle), 1)


def _spot(profile: Profile, at: tuple[float, float], ring: int) -> Spot:
    return Spot(profile.id, profile.name, profile.kind, *at, ring)
