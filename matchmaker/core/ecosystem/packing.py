"""Discs side by side: those that pull at each other stand near, and none covers another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, pi
from typing import NamedTuple

import numpy as np

from matchmaker.core.reader import FloatArray

ANGLES = 24
"""So many places are tried around each disc, besides those that touch two."""

TOGETHER, LARGE = 1.0, 1.0
"""How much standing near those who pull counts, and the size of the whole, against standing in the middle."""

MOST_PACKED = 80
"""So many discs find the best place; smaller ones beyond them stand in rows, which needs no search."""


class Disc(NamedTuple):
    """A disc by its middle and radius."""

    x: float
    y: float
    r: float


def pack(
    radii: Sequence[float],
    pull: Mapping[tuple[int, int], float],
    *,
    aspect: float = 1.5,
    placed: Sequence[Disc] = (),
    floor: float = inf,
) -> list[Disc]:
    """Discs of these radii, in their order, in a shape about `aspect` times as wide as high.

    `pull` says how strongly two of them (by number, the smaller first) want to be near. The larger come
    first. `placed` ones stay where they are, and are numbered on after the others; nothing goes below
    `floor` (y grows downwards).
    """
    order = sorted(range(len(radii)), key=lambda i: (-radii[i], i))
    found = dict(enumerate(placed, len(radii)))
    around = list(placed)
    wanted = _by_number(pull)
    for number in order[:MOST_PACKED]:
        wishes = [(found[other], w) for other, w in wanted.get(number, ()) if other in found]
        found[number] = _best(radii[number], around, wishes, aspect, floor)
        around.append(found[number])
    rest = order[MOST_PACKED:]
    found.update(zip(rest, in_rows([radii[i] for i in rest], around), strict=True))
    return [found[number] for number in range(len(radii))]


def in_rows(radii: Sequence[float], above: Sequence[Disc]) -> list[Disc]:
    """Discs in rows below others, as wide as those are, or as makes a square of them."""
    widest = max(radii, default=0.0)
    left = min((one.x - one.r for one in above), default=0.0)
    right = max((one.x + one.r for one in above), default=0.0)
    right = max(right, left + 2 * widest, left + 2 * float(np.sqrt(sum(r * r for r in radii))))
    top = max((one.y + one.r for one in above), default=0.0)
    found: list[Disc] = []
    x, height = left, 0.0
    for r in radii:
        if x + 2 * r > right + 1e-9:
            x, top, height = left, top + height, 0.0
        found.append(Disc(x + r, top + r, r))
        x, height = x + 2 * r, max(height, 2 * r)
    return found


def _by_number(pull: Mapping[tuple[int, int], float]) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = {}
    for (a, b), weight in pull.items():
        found.setdefault(a, []).append((b, weight))
        found.setdefault(b, []).append((a, weight))
    return found


def _best(
    r: float, around: Sequence[Disc], wishes: Sequence[tuple[Disc, float]], aspect: float, floor: float
) -> Disc:
    """The free place that is nearest to the middle and to those who pull."""
    if not around:
        return Disc(0.0, min(0.0, floor - r), r)
    others = np.array(around, float)
    tried = np.vstack([_beside(others, r), _between(others, r)])
    gaps = np.hypot(tried[:, :1] - others[:, 0], tried[:, 1:] - others[:, 1]) - others[:, 2] - r
    free = (gaps.min(axis=1) >= -1e-6) & (tried[:, 1] + r <= floor)
    # Above everything there is always room.
    above = np.array([[others[:, 0].mean(), (others[:, 1] - others[:, 2]).min() - r]])
    tried = np.vstack([tried[free], above])
    cost = _sprawl(tried, r, others, aspect)
    if total := sum(weight for _, weight in wishes):
        for one, weight in wishes:
            away = np.hypot(tried[:, 0] - one.x, tried[:, 1] - one.y) - one.r
            cost = cost + TOGETHER * weight / total * away
    x, y = tried[int(np.argmin(np.round(cost, 9)))].tolist()
    return Disc(x, y, r)


def _sprawl(tried: FloatArray, r: float, others: FloatArray, aspect: float) -> FloatArray:
    """How large the whole would become, and how far from its middle the new disc would be."""
    low = np.minimum(tried - r, (others[:, :2] - others[:, 2:]).min(axis=0))
    high = np.maximum(tried + r, (others[:, :2] + others[:, 2:]).max(axis=0))
    size = high - low
    away = (tried - (low + high) / 2) / (aspect, 1.0)
    whole = np.maximum(size[:, 0] / aspect, size[:, 1])
    return np.asarray(LARGE * whole + np.hypot(away[:, 0], away[:, 1]))


def _beside(others: FloatArray, r: float) -> FloatArray:
    """Middles of discs that touch one other."""
    turns = np.arange(ANGLES) * (2 * pi / ANGLES)
    away = (others[:, 2] + r)[:, None]
    x = others[:, :1] + away * np.cos(turns)
    y = others[:, 1:2] + away * np.sin(turns)
    return np.column_stack([x.ravel(), y.ravel()])


def _between(others: FloatArray, r: float) -> FloatArray:
    """Middles of discs that touch two others at once: where two circles around them meet."""
    first, second = np.triu_indices(len(others), 1)
    a, b = others[first], others[second]
    away, beside = a[:, 2] + r, b[:, 2] + r
    line = b[:, :2] - a[:, :2]
    length = np.hypot(line[:, 0], line[:, 1])
    near = (length > 1e-9) & (length < away + beside)
    a, away, beside, line, length = a[near], away[near], beside[near], line[near], length[near]
    along = (away**2 - beside**2 + length**2) / (2 * length)
    high = np.sqrt(np.maximum(away**2 - along**2, 0.0))
    line = line / length[:, None]
    foot = a[:, :2] + line * along[:, None]
    up = np.column_stack([-line[:, 1], line[:, 0]]) * high[:, None]
    return np.vstack([foot + up, foot - up])
