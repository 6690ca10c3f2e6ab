"""Rings as the path of an SVG: whole numbers, each point told from the one before."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matchmaker.core.maps.projection import Floats


def path_of(rings: Iterable[Floats]) -> str:
    """The `d` of a path; coordinates are rounded, and rings that shrink to a line are left out."""
    return "".join(_ring(np.rint(ring).astype(int)) for ring in rings)


def _ring(points: np.typing.NDArray[np.int_]) -> str:
    moved = np.diff(points, axis=0)
    moved = moved[np.any(moved != 0, axis=1)]
    if len(moved) < 2:
        return ""
    x, y = points[0]
    return f"M{x} {y}l" + _joined(int(n) for n in moved.ravel()) + "z"


def _joined(numbers: Iterable[int]) -> str:
    """Numbers as SVG reads them; a minus parts two of them as well as a space does."""
    return " ".join(map(str, numbers)).replace(" -", "-")
