"""How far a region's ties reach: counted by the regions at their other end, drawn as lines over Europe."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matchmaker.core.maps.clip import Rectangle
from matchmaker.core.maps.frame import Frame, frame_around
from matchmaker.core.maps.labels import Label, Wanted, place_labels
from matchmaker.core.maps.projection import Point

LEAST_KM = 1800.0
MOST_LINES = 15
BEND = 0.12
"""How far a line swings out beside the straight one, as a share of its length."""

STEPS = 40
"""Into so many pieces a curve is cut to see where it runs."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """The size of a drawing: its height lies between the two, all ends at least `margin` inside."""

    width: float
    heights: tuple[float, float]
    margin: float


WIDE = Style(700.0, (400.0, 500.0), 70.0)
NARROW = Style(350.0, (300.0, 460.0), 36.0)
"""For wide pages, and for phones, where a wide drawing would be too small to read."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The ties between regions: the number by the two codes, the smaller code first.

    `inside` lie within one region, `unplaced` lead to somebody whose region is not known.
    """

    between: Mapping[Pair, int] = field(default_factory=dict)
    inside: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """A region at the end of a line."""

    code: str
    name: str
    count: int
    x: float
    y: float
    radius: float
    here: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class Line:
    """A curve between two ends: its two points, the one that bends it, and how thick it is."""

    x1: float
    y1: float
    bend_x: float
    bend_y: float
    x2: float
    y2: float
    thick: float


@dataclass(frozen=True, slots=True)
class Across:
    """The lines in their frame; `left_out` pairs of regions found no room."""

    frame: Frame
    ends: tuple[End, ...]
    lines: tuple[Line, ...]
    pairs: tuple[tuple[Pair, int], ...]
    left_out: tuple[tuple[Pair, int], ...]


def reach_of(ties: Iterable[Pair], place: Mapping[str, str], code: str, level: int) -> Reach:
    """Count the ties of a region by the regions at their ends, at a level (0 to 3); "" is everybody.

    `ties` are pairs of ids, each tie once and with an end in the region; `place` has the NUTS code of each.
    """
    known = {key: _known(own, code, level + 2) for key, own in place.items()}
    counted = Counter((known[one], known[other]) for one, other in ties)
    between: Counter[Pair] = Counter()
    inside = unplaced = 0
    for (a, b), number in counted.items():
        if a == b != "":
            inside += number
        elif not (a and b):
            unplaced += number
        else:
            between[(a, b) if a < b else (b, a)] += number
    return Reach(dict(between), inside, unplaced)


def _known(place: str, code: str, size: int) -> str:
    """The region in which somebody is counted: `code` itself, another, or "" where it cannot be said."""
    if code and place.startswith(code):
        return code
    # Of whom only a part of the region's code is known, the region itself may be meant.
    return "" if len(place) < 2 or (code and code.startswith(place)) else place[:size]


def draw_across(
    between: Mapping[Pair, int], places: Mapping[str, tuple[str, Point]], here: str, style: Style = WIDE
) -> Across | None:
    """Draw the strongest MOST_LINES; None where there is none. `places` gives each code a name and a point.

    A pair of which one end has no point is left out, and told so.
    """
    order = sorted(between.items(), key=lambda one: (-one[1], one[0]))
    drawn = [one for one in order if one[0][0] in places and one[0][1] in places][:MOST_LINES]
    if not drawn:
        return None
    counts: Counter[str] = Counter()
    for pair, number in drawn:
        counts.update(dict.fromkeys(pair, number))
    spots = [places[code][1] for code in counts]
    frame = frame_around(spots, style.width, style.heights, margin=style.margin, least_km=LEAST_KM)
    at = {code: frame.at(places[code][1]) for code in counts}
    most = drawn[0][1]
    lines = tuple(_line(at[a], at[b], number, most) for (a, b), number in drawn)
    shown = {pair for pair, _number in drawn}
    return Across(
        frame,
        tuple(_ends(counts, places, at, here, frame.rectangle, [*_along(lines)])),
        lines,
        tuple(drawn),
        tuple(one for one in order if one[0] not in shown),
    )


def _ends(
    counts: Mapping[str, int],
    places: Mapping[str, tuple[str, Point]],
    at: Mapping[str, tuple[float, float]],
    here: str,
    frame: Rectangle,
    crossed: Sequence[Rectangle],
) -> Iterable[End]:
    # The region itself chooses the place of its name first, then those with the most ties.
    codes = sorted(counts, key=lambda code: (code != here, -counts[code], code))
    most = max(number for code, number in counts.items() if code != here)
    radii = [7.0 if code == here else 3.0 + 7.0 * math.sqrt(counts[code] / most) for code in codes]
    texts = [_text(places[code][0], counts[code], code == here) for code in codes]
    wanted = [Wanted(text, *at[code], r) for text, code, r in zip(texts, codes, radii, strict=True)]
    for code, radius, label in zip(codes, radii, place_labels(wanted, frame, (), crossed), strict=True):
        x, y = at[code]
        yield End(
            code, places[code][0], counts[code], round(x, 1), round(y, 1), round(radius, 1),
            code == here, label,
        )  # fmt: skip


def _along(lines: Iterable[Line]) -> Iterator[Rectangle]:
    """Small squares along the curves: names had better stand beside them."""
    for line in lines:
        for step in range(1, STEPS):
            t = step / STEPS
            x = (1 - t) ** 2 * line.x1 + 2 * t * (1 - t) * line.bend_x + t**2 * line.x2
            y = (1 - t) ** 2 * line.y1 + 2 * t * (1 - t) * line.bend_y + t**2 * line.y2
            yield Rectangle(x - 3, y - 3, x + 3, y + 3)


def _text(name: str, count: int, here: bool) -> str:
    return name if here else f"{name} {count}"


def _line(a: Sequence[float], b: Sequence[float], number: int, most: int) -> Line:
    # Always drawn from west to east, so that all swing out to the north.
    (x1, y1), (x2, y2) = sorted(((a[0], a[1]), (b[0], b[1])))
    bend_x = (x1 + x2) / 2 + BEND * (y2 - y1)
    bend_y = (y1 + y2) / 2 - BEND * (x2 - x1)
    thick = 1.0 + 4.0 * (number / max(most, 8))
    return Line(
        round(x1, 1), round(y1, 1), round(bend_x, 1), round(bend_y, 1), round(x2, 1), round(y2, 1),
        round(thick, 2),
    )  # fmt: skip
