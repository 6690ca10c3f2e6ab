"""Who stands where already, and the nearest free point beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil, cos, floor, hypot, pi, sin, sqrt

Point = tuple[float, float]

NEAREST = 0.55
"""Nobody is put nearer than this to somebody else, in units of the layout."""

STEP = 0.5
GOLDEN = pi * (3 - sqrt(5))


class Standing:
    """Points by id, in cells of one unit, so that looking around one takes no longer in a large network."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self.points: dict[str, Point] = {}
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for key, point in points.items():
            self._put(key, point)

    def __contains__(self, key: str) -> bool:
        return key in self.points

    def free(self, point: Point) -> bool:
        """Whether nobody stands too near."""
        x, y = floor(point[0]), floor(point[1])
        return not any(
            hypot(other[0] - point[0], other[1] - point[1]) < NEAREST
            for across in (x - 1, x, x + 1)
            for down in (y - 1, y, y + 1)
            for other in self._cells.get((across, down), ())
        )

    def put_near(self, key: str, point: Point) -> None:
        """Put somebody on a point, or on the nearest free one of a spiral around it."""
        self._put(key, next(spot for spot in _spiral(point) if self.free(spot)))

    def put_in_rows(self, keys: Iterable[str], left: float, top: float, columns: int) -> None:
        """Put some in rows, a unit apart, on whole numbers, so that who comes later stands in line."""
        slots = _slots(ceil(left), ceil(top), columns)
        for key in keys:
            self._put(key, next(slot for slot in slots if self.free(slot)))

    def _put(self, key: str, point: Point) -> None:
        self.points[key] = point
        self._cells.setdefault((floor(point[0]), floor(point[1])), []).append(point)


def _spiral(point: Point) -> Iterator[Point]:
    number = 0
    while True:
        far = STEP * sqrt(number)
        yield point[0] + far * cos(number * GOLDEN), point[1] + far * sin(number * GOLDEN)
        number += 1


def _slots(left: int, top: int, columns: int) -> Iterator[Point]:
    number = 0
    while True:
        yield float(left + number % columns), float(top + number // columns)
        number += 1
