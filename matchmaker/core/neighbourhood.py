"""The drawing of whom a stakeholder works with: partners around it, and theirs behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from matchmaker.core.entities import Kind, Profile

WIDTH, HEIGHT = 560.0, 380.0
MIDDLE = (WIDTH / 2, HEIGHT / 2)
INNER, OUTER = (170.0, 108.0), (246.0, 166.0)
MOST_PARTNERS, MOST_BEHIND = 10, 3

SIZES = (28.0, 18.0, 10.0)
"""The side of a shape on each ring, in units of the drawing."""

LETTER, LINE = 6.7, 15.0
"""How wide a letter of a label is on average, and how high its line, in units of the drawing."""

LONGEST = 24
"""Letters of a label; a longer name is cut, and the table below the drawing has it in full."""


class Label(NamedTuple):
    """A name beside its spot: the point where it is anchored, and by which end (as SVG says it)."""

    text: str
    x: float
    y: float
    anchor: str


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
    label: Label | None = None
    """Those behind have none: a table names everybody."""

    @property
    def size(self) -> float:
        """The side of its shape."""
        return SIZES[self.ring]


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


class Box(NamedTuple):
    """A rectangle in units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def outside(self) -> float:
        """The area that lies outside the frame."""
        whole = (self.right - self.left) * (self.bottom - self.top)
        return whole - self.overlap(Box(0, 0, WIDTH, HEIGHT))


def draw(
    middle: str, partners: Sequence[str], behind: Mapping[str, Sequence[str]], people: Mapping[str, Profile]
) -> Drawing:
    """Place a stakeholder, at most MOST_PARTNERS partners, and up to MOST_BEHIND behind each.

    Partners stand evenly on an ellipse in the order given; nobody is drawn twice. The same input gives the
    same drawing.
    """
    shown = [one for one in partners if one in people][:MOST_PARTNERS]
    spots = [_spot(people[middle], MIDDLE, 0)]
    lines = []
    drawn = {middle, *shown}
    for place, partner in enumerate(shown):
        angle = 2 * pi * place / len(shown)
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
    return Drawing(tuple(_named(spots)), tuple(lines), max(0, len(partners) - len(shown)))


def box_of(label: Label) -> Box:
    """The room that a label takes; letters are taken as equally wide."""
    wide = len(label.text) * LETTER
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(left, label.y - 0.8 * LINE, left + wide, label.y + 0.2 * LINE)


def _on(radii: tuple[float, float], angle: float) -> tuple[float, float]:
    return round(MIDDLE[0] + radii[0] * cos(angle), 1), round(MIDDLE[1] + radii[1] * sin(angle), 1)


def _spot(profile: Profile, at: tuple[float, float], ring: int) -> Spot:
    return Spot(profile.id, profile.name, profile.kind, *at, ring)


def _named(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The spots with labels: each stands where it covers least of what is there already."""
    taken = [
        Box(spot.x - spot.size / 2, spot.y - spot.size / 2, spot.x + spot.size / 2, spot.y + spot.size / 2)
        for spot in spots
    ]
    for spot in spots:
        if spot.ring == 2:
            yield spot
            continue
        # `min` takes the first of equals, and below is the first place tried.
        label = min(_places(spot), key=lambda label: _covered(label, taken))
        taken.append(box_of(label))
        yield Spot(spot.id, spot.name, spot.kind, spot.x, spot.y, spot.ring, label)


def _places(spot: Spot) -> Iterator[Label]:
    """Where a label may stand: below, above, at the right, at the left."""
    text = spot.name if len(spot.name) <= LONGEST else spot.name[: LONGEST - 1].rstrip() + "…"
    # The middle has a ring around its shape.
    away = spot.size / 2 + (8 if spot.ring == 0 else 3)
    yield Label(text, spot.x, round(spot.y + away + 0.8 * LINE, 1), "middle")
    yield Label(text, spot.x, round(spot.y - away - 0.2 * LINE, 1), "middle")
    yield Label(text, round(spot.x + away + 2, 1), round(spot.y + 0.3 * LINE, 1), "start")
    yield Label(text, round(spot.x - away - 2, 1), round(spot.y + 0.3 * LINE, 1), "end")


def _covered(label: Label, taken: Sequence[Box]) -> float:
    box = box_of(label)
    # Cut off is worse than covered: what lies outside the frame is not seen at all.
    return sum(box.overlap(other) for other in taken) + 10 * box.outside()
