"""Where everybody stands in the picture of the network: seeded, and known ones stay where they were.

Each community is a cloud of its own; clouds with many ties between them are neighbours, and none covers
another. One unit of area is about what one stakeholder takes, whatever the size of the network; y grows
downwards; the whole is about one and a half times as wide as high. Who has no tie stands in rows below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, inf, sqrt

import numpy as np

from matchmaker.core.ecosystem.clouds import arrange_cloud, pulls
from matchmaker.core.ecosystem.packing import Disc, pack
from matchmaker.core.ecosystem.standing import Point, Standing
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray

__all__ = ["ASPECT", "Point", "arrange", "disc_around"]

ASPECT = 1.5

ROWS_BELOW = 2.5
"""How far the rows of those on their own are from the clouds."""

ROOM, BESIDE = 1.05, 1.2
"""The disc that is kept free for a cloud: so many times its radius, and so much for a name and a gap."""

MOSTLY_NEW = 1 / 3
"""A community of which fewer are known than this gets a new cloud for the others."""

MOST = 0.9
"""The share of a community that counts where its cloud is looked for: a few may have strayed."""


def arrange(
    network: Network, community: Sequence[int], known: Mapping[str, Point], *, seed: int = 1
) -> dict[str, Point]:
    """A point for everybody; who is `known` keeps theirs.

    `community` is in the order of `network.ids`, -1 for who has no tie. Newcomers stand beside their
    partners; a community of newcomers gets a cloud where there is room.
    """
    groups: dict[int, list[str]] = {}
    for key, number in zip(network.ids, community, strict=True):
        groups.setdefault(number, []).append(key)
    alone = groups.pop(-1, [])
    ordered = [groups[number] for number in sorted(groups)]
    standing = Standing({key: known[key] for key in network.ids if key in known})
    top = _top_of_rows(ordered, alone, standing)
    _put_clouds(network, ordered, standing, top - ROWS_BELOW, seed)
    _put_beside_partners(network, ordered, standing)
    _put_alone(alone, [key for group in ordered for key in group], standing, top)
    return {key: standing.points[key] for key in network.ids}


def disc_around(points: FloatArray) -> Disc:
    """The disc with most of some points in it, and room around them for a name and a gap."""
    middle = np.median(points, axis=0)
    away = np.sort(np.hypot(*(points - middle).T))
    r = float(away[ceil(MOST * len(away)) - 1])
    return Disc(float(middle[0]), float(middle[1]), ROOM * r + BESIDE)


def _known(group: Iterable[str], standing: Standing) -> FloatArray:
    return np.array([standing.points[key] for key in group if key in standing], float).reshape(-1, 2)


def _top_of_rows(groups: Sequence[Sequence[str]], alone: Sequence[str], standing: Standing) -> float:
    """The first row of those on their own; infinity where there is none yet.

    Somebody who lost the last tie still stands in the midst of a cloud, and makes no row.
    """
    there = [disc_around(points) for group in groups if len(points := _known(group, standing))]
    bottom = max((disc.y + disc.r for disc in there), default=-inf)
    return min((y for _, y in _known(alone, standing).tolist() if y >= bottom), default=inf)


def _put_clouds(
    network: Network, groups: Sequence[Sequence[str]], standing: Standing, floor: float, seed: int
) -> None:
    """Give a cloud to every community of newcomers, near those whom it knows."""
    there = [_known(group, standing) for group in groups]
    fresh = [
        [key for key in group if key not in standing]
        for group, points in zip(groups, there, strict=True)
        if not len(points) or len(points) < MOSTLY_NEW * len(group)
    ]
    settled = [[key for key in group if key in standing] for group in groups]
    part = {key: number for number, ids in enumerate([*fresh, *filter(None, settled)]) for key in ids}
    clouds = [arrange_cloud(network.graph, ids, seed=seed) for ids in fresh]
    radii = [float(np.hypot(*cloud.T).max()) * ROOM + BESIDE for cloud in clouds]
    placed = [disc_around(points) for points in there if len(points)]
    wishes = pulls(network.graph.edges, part)
    discs = pack(radii, wishes, aspect=ASPECT, placed=placed, floor=floor)
    for ids, cloud, disc in zip(fresh, clouds, discs, strict=True):
        for key, (x, y) in zip(ids, cloud.tolist(), strict=True):
            standing.put_near(key, (x + disc.x, y + disc.y))


def _put_beside_partners(network: Network, groups: Sequence[Sequence[str]], standing: Standing) -> None:
    """Put the newcomers of known communities where their partners are, those with most of them first."""
    for group in groups:
        home = frozenset(group)
        left = [key for key in group if key not in standing]
        while left:
            there = {key: _partners(network, key, standing, home) for key in left}
            # Who knows nobody who stands already waits for a partner, or goes to the others.
            ready = [key for key in left if there[key]] or left
            others = [standing.points[key] for key in group if key in standing]
            for key in sorted(ready, key=lambda one: (-len(there[one]), one)):
                standing.put_near(key, _middle(there[key] or others))
            left = [key for key in left if key not in standing]


def _partners(network: Network, key: str, standing: Standing, home: frozenset[str]) -> list[Point]:
    """Where the partners of somebody stand: those of the same community, or else any."""
    partners = sorted(one for one in network.neighbours(key) if one in standing)
    return [standing.points[one] for one in partners if one in home] or [
        standing.points[one] for one in partners
    ]


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _put_alone(alone: Sequence[str], tied: Sequence[str], standing: Standing, top: float) -> None:
    """Put those on their own in rows below the clouds, as wide as keeps the whole in shape."""
    new = [key for key in alone if key not in standing]
    there = _known(tied, standing)
    left, high = there.min(axis=0).tolist() if len(there) else (0.0, 0.0)
    right, low = there.max(axis=0).tolist() if len(there) else (0.0, -ROWS_BELOW)
    wide = max(right - left, sqrt(ASPECT * ((right - left) * (low - high) + len(alone))))
    left = (left + right - wide) / 2
    standing.put_in_rows(new, left, low + ROWS_BELOW if top == inf else top, max(1, ceil(wide)))
