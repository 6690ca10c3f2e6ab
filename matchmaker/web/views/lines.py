"""Small charts, drawn by the server: a line over days, bars over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 320.0, 96.0
ROOM = 8.0
"""Units above and below the line, so that its ends are not cut off."""

BARS_WIDTH, BARS_HEIGHT, WIDEST = 720.0, 120.0, 40.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line over days; `x` and `y` are its last point."""

    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar."""

    x: float
    y: float
    width: float
    height: float


def line_of(points: Sequence[tuple[date, float]]) -> Line:
    """A line through at least one point; its axis begins at nought, so that little change looks little."""
    first, last = points[0][0], points[-1][0]
    days = max((last - first).days, 1)
    top = max((value for _, value in points), default=0.0) or 1.0
    at = [
        (
            round(WIDTH * (day - first).days / days, 1) if len(points) > 1 else WIDTH,
            round(HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * value / top, 1),
        )
        for day, value in points
    ]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in at) if len(at) > 1 else ""
    return Line(path, *at[-1])


def bars_of(values: Sequence[float]) -> list[Bar]:
    """Bars side by side, the highest as high as the drawing."""
    top = max(values, default=0.0) or 1.0
    step = BARS_WIDTH / max(len(values), 1)
    width = min(step * 0.72, WIDEST)
    heights = [round(BARS_HEIGHT * value / top, 1) for value in values]
    return [
        Bar(round(step * at + (step - width) / 2, 1), round(BARS_HEIGHT - high, 1), round(width, 1), high)
        for at, high in enumerate(heights)
    ]
