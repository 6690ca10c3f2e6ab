"""The shapes of the kinds as outlines of SVG, as img/kinds.svg draws them, many in one path."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matchmaker.core.entities import Kind


def _ring(x: float, y: float, r: float, sweep: int) -> str:
    across = f"{2 * r:.1f}".removesuffix(".0")
    turn = f"a{r:.1f} {r:.1f} 0 1 {sweep}"
    return f"M{x - r:.1f} {y:.1f}{turn} {across} 0{turn}-{across} 0"


def _circle(x: float, y: float, size: float) -> str:
    return _ring(x, y, 0.4125 * size, 1)


def _triangle(x: float, y: float, size: float) -> str:
    half = 0.475 * size
    return f"M{x:.1f} {y - 0.44 * size:.1f}l{half:.1f} {0.84 * size:.1f}h{-2 * half:.1f}z"


def _square(x: float, y: float, size: float) -> str:
    side = 0.75 * size
    return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:.1f}v{side:.1f}h{-side:.1f}z"


def _diamond(x: float, y: float, size: float) -> str:
    half = size / 2
    return f"M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}l{-half:.1f}-{half:.1f}z"


def _unknown(x: float, y: float, size: float) -> str:
    # The hole runs the other way round, so that it stays empty; the dot keeps it from reading as a letter.
    return _ring(x, y, 0.4125 * size, 1) + _ring(x, y, 0.2875 * size, 0) + _ring(x, y, 0.125 * size, 1)


_SHAPES: Mapping[Kind | None, Callable[[float, float, float], str]] = {
    Kind.ENTERPRISE: _circle,
    Kind.INNOVATOR: _triangle,
    Kind.POLICYMAKER: _square,
    Kind.SUPPORT: _diamond,
    None: _unknown,
}


def outline(kind: Kind | None, x: float, y: float, size: float) -> str:
    """The outline of a kind's shape in a box of this size around (x, y)."""
    return _SHAPES[kind](x, y, size)
