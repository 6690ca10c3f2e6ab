"""Names beside their spots, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from matchmaker.core.maps.clip import Rectangle
from matchmaker.core.maps.projection import Floats

LETTER, LINE = 7.3, 16.0
"""How wide a letter of a label is on average, and how high its line, in units of the drawing."""

LONGEST = 26
"""Letters of a label; a longer name is cut, and the table below the drawing has it in full."""

INSET = 6.0
"""How far labels stay from the edge of the frame: letters are not all equally wide."""

SOME = 0.06
"""So much of a label may lie over spots before it is left out; over other labels nothing may."""


class Label(NamedTuple):
    """A name: the point where it is anchored, and by which end (as SVG says it)."""

    text: str
    x: float
    y: float
    anchor: str


class Wanted(NamedTuple):
    """A spot that wants its name beside it."""

    text: str
    x: float
    y: float
    radius: float


def room_of(label: Label) -> Rectangle:
    """The room that a label takes; letters are taken as equally wide."""
    wide = len(label.text) * LETTER
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Rectangle(left, label.y - 0.8 * LINE, left + wide, label.y + 0.2 * LINE)


def place_labels(
    wanted: Sequence[Wanted],
    frame: Rectangle,
    taken: Sequence[Rectangle] = (),
    crossed: Sequence[Rectangle] = (),
) -> list[Label | None]:
    """A label for each spot, or None where there is no room; who stands first chooses first.

    `taken` is what must not be covered besides the spots themselves, `crossed` what may be if it must.
    """
    inner = Rectangle(frame.left + INSET, frame.top + INSET, frame.right - INSET, frame.bottom - INSET)
    spots = _rows([*taken, *(_square(one) for one in wanted)])
    lines = _rows(crossed)
    labels: list[Rectangle] = []
    found: list[Label | None] = []
    for one in wanted:
        label = _best(one, inner, spots, labels, lines)
        if label is not None:
            labels.append(room_of(label))
        found.append(label)
    return found


def _best(
    one: Wanted,
    frame: Rectangle,
    spots: Floats,
    labels: Sequence[Rectangle],
    crossed: Floats,
) -> Label | None:
    found, least = None, 2.0
    for label in _positions(one):
        room = room_of(label)
        if not frame.holds(room) or any(room.overlap(other) for other in labels):
            continue
        covered = _share(room, spots)
        if covered > SOME:
            continue
        worse = covered + _share(room, crossed)
        if worse < least:
            found, least = label, worse
        if not worse:
            break
    return found


def _share(room: Rectangle, others: Floats) -> float:
    """How much of the room they cover; where they lie over each other it counts twice, 1 at most."""
    wide = np.minimum(room.right, others[:, 2]) - np.maximum(room.left, others[:, 0])
    high = np.minimum(room.bottom, others[:, 3]) - np.maximum(room.top, others[:, 1])
    covered = float((np.maximum(wide, 0.0) * np.maximum(high, 0.0)).sum())
    return min(1.0, covered / (room.width * room.height))


def _rows(rectangles: Sequence[Rectangle]) -> Floats:
    return np.array(rectangles, float).reshape(-1, 4)


def _square(one: Wanted) -> Rectangle:
    # A little less than the circle's square: its corners are empty.
    half = 0.9 * one.radius
    return Rectangle(one.x - half, one.y - half, one.x + half, one.y + half)


def _positions(one: Wanted) -> Iterator[Label]:
    """Where a label may stand: at the right, the left, below, above, then at the corners."""
    text = one.text if len(one.text) <= LONGEST else one.text[: LONGEST - 1].rstrip() + "…"
    x, y, away = one.x, one.y, one.radius + 4
    low, high, level = y + away + 0.7 * LINE, y - away, y + 0.3 * LINE
    aslant = 0.75 * away
    yield _label(text, x + away, level, "start")
    yield _label(text, x - away, level, "end")
    yield _label(text, x, low, "middle")
    yield _label(text, x, high, "middle")
    yield _label(text, x + aslant, y - aslant, "start")
    yield _label(text, x + aslant, y + aslant + 0.6 * LINE, "start")
    yield _label(text, x - aslant, y - aslant, "end")
    yield _label(text, x - aslant, y + aslant + 0.6 * LINE, "end")


def _label(text: str, x: float, y: float, anchor: str) -> Label:
    return Label(text, round(x, 1), round(y, 1), anchor)
