"""The network of a region as it was at the end of a year: who had a tie by then, and which ties they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from matchmaker.core.ecosystem.layout import Point
from matchmaker.core.entities import Kind, Link, Profile

WIDTH, HEIGHT, MARGIN = 720.0, 430.0, 14.0
MOST_SPOTS = 300
SMALLEST, LARGEST = 9.0, 18.0
"""The side of a shape with one tie, and of one with the most, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One stakeholder; x and y are the middle of its shape."""

    kind: Kind | None
    x: float
    y: float
    size: float
    tied: bool
    """Whether it had a tie by then."""


@dataclass(frozen=True, slots=True)
class Grown:
    """The drawing: ties that had begun earlier, those that began in the year itself, and everybody."""

    year: int
    earlier: str
    new: str
    spots: tuple[Spot, ...]
    left_out: int


def draw(
    year: int, links: Sequence[Link], profiles: Mapping[str, Profile], places: Mapping[str, Point]
) -> Grown:
    """Draw those of `profiles` who have a place in the picture; ties without a year are left out."""
    dated = [link for link in links if link.since is not None]
    by_then = Counter(key for link in dated if (link.since or 0) <= year for key in (link.a, link.b))
    all_ties = Counter(key for link in links for key in (link.a, link.b))
    known = sorted((key for key in profiles if key in places), key=lambda key: (-all_ties[key], key))
    kept = known[:MOST_SPOTS]
    at = _fitted({key: places[key] for key in kept})
    most = max(all_ties.values(), default=1)
    spots = tuple(
        Spot(profiles[key].kind, *at[key], _size(by_then[key], most), by_then[key] > 0) for key in kept
    )
    drawn = [link for link in dated if link.a in at and link.b in at]
    earlier = "".join(_line(at, link) for link in drawn if (link.since or 0) < year)
    new = "".join(_line(at, link) for link in drawn if link.since == year)
    return Grown(year, earlier, new, spots, len(known) - len(kept))


def _fitted(places: Mapping[str, Point]) -> dict[str, Point]:
    """The points moved into the frame, one scale for both directions."""
    if not places:
        return {}
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    return {
        key: (round(left + (x - min(xs)) * scale, 1), round(top + (y - min(ys)) * scale, 1))
        for key, (x, y) in places.items()
    }


def _size(ties: int, most: int) -> float:
    """The area of a shape grows with the number of ties."""
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(ties / most), 1)


def _line(at: Mapping[str, Point], link: Link) -> str:
    (x1, y1), (x2, y2) = at[link.a], at[link.b]
    return f"M{x1:g} {y1:g}L{x2:g} {y2:g}"
