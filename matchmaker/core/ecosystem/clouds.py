"""Where the members of one community stand among each other: tied ones near, nobody upon another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import pi, sqrt

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

from matchmaker.core.ecosystem.packing import pack
from matchmaker.core.reader import FloatArray

MOST_AT_ONCE = 250
"""A larger cloud is made of smaller ones: the springs of all pairs cost the square of their number."""

ITERATIONS = 50
EVEN = 0.7
"""How far a cloud is levelled to a disc that is everywhere as dense; 1 would be wholly."""

NEAREST = 0.8
"""The distance that two keep, in units; a full disc would allow 1.07."""

GOLDEN = pi * (3 - sqrt(5))

Graph = nx.Graph


def radius_of(count: int) -> float:
    """The radius of a disc with one unit of area for each."""
    return sqrt(max(1, count) / pi)


def arrange_cloud(graph: Graph[str], ids: Sequence[str], *, seed: int) -> FloatArray:
    """A point for each of `ids` in their order, around (0, 0), about one unit of area for each."""
    if len(ids) <= 2:
        return np.array([(number - (len(ids) - 1) / 2, 0.0) for number in range(len(ids))]).reshape(-1, 2)
    own = graph.subgraph(ids).copy()
    if len(ids) <= MOST_AT_ONCE:
        # scale=1 and centre (0, 0) are the defaults; the order of the nodes is ours, so the same for a seed.
        plain: Graph[str] = nx.Graph()
        plain.add_nodes_from(ids)
        plain.add_edges_from(own.edges)
        spots = nx.spring_layout(plain, seed=seed, iterations=ITERATIONS, weight=None)
        return spread(level(np.array([spots[key] for key in ids])))
    return spread(level(_of_parts(own, ids, seed)))


def level(points: FloatArray) -> FloatArray:
    """The points drawn out or in towards a disc that is everywhere as dense; directions stay."""
    middle = points - points.mean(axis=0)
    away = np.hypot(middle[:, 0], middle[:, 1])
    rank = np.empty(len(points))
    rank[np.argsort(away, kind="stable")] = np.arange(len(points))
    whole = radius_of(len(points))
    wanted = whole * np.sqrt((rank + 0.5) / len(points))
    typical = sqrt(float((away**2).mean())) or 1.0
    kept = np.minimum(away / typical * whole / sqrt(2), whole)
    turn = np.arctan2(middle[:, 1], middle[:, 0])
    # Who stands right in the middle has no direction of their own.
    turn = np.where(away > 1e-9, turn, np.arange(len(points)) * GOLDEN)
    far = EVEN * wanted + (1 - EVEN) * kept
    return np.column_stack([far * np.cos(turn), far * np.sin(turn)])


def spread(points: FloatArray, *, nearest: float = NEAREST, rounds: int = 60) -> FloatArray:
    """The points pushed apart until no two are much nearer than `nearest`; few move far."""
    found = points.copy()
    for _ in range(rounds):
        pairs = cKDTree(found).query_pairs(nearest, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        a, b = pairs[:, 0], pairs[:, 1]
        line = found[b] - found[a]
        length = np.hypot(line[:, 0], line[:, 1])
        turn = (a + b) * GOLDEN
        aside = np.column_stack([np.cos(turn), np.sin(turn)])
        line = np.where(length[:, None] > 1e-9, line / np.maximum(length, 1e-9)[:, None], aside)
        push = line * ((nearest - length) / 2 + 1e-3)[:, None]
        for axis in (0, 1):
            found[:, axis] += np.bincount(b, push[:, axis], len(found)) * 0.7
            found[:, axis] -= np.bincount(a, push[:, axis], len(found)) * 0.7
    return found


def pulls(edges: Iterable[tuple[str, str]], part: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """How many ties there are between any two parts, the smaller number first."""
    found: dict[tuple[int, int], float] = {}
    for a, b in edges:
        one, other = part.get(a, -1), part.get(b, -1)
        if one >= 0 and other >= 0 and one != other:
            key = (min(one, other), max(one, other))
            found[key] = found.get(key, 0.0) + 1.0
    return found


def _of_parts(own: Graph[str], ids: Sequence[str], seed: int) -> FloatArray:
    """The same for many: parts of it side by side, each arranged for itself."""
    groups = nx.community.louvain_communities(own, weight=None, seed=seed)
    if max(map(len, groups)) > 0.9 * len(ids):
        return _sunflower(own, ids)
    place = {key: number for number, key in enumerate(ids)}
    parts = sorted((sorted(group, key=place.__getitem__) for group in groups), key=lambda g: (-len(g), g[0]))
    number = {key: n for n, part in enumerate(parts) for key in part}
    discs = pack([radius_of(len(part)) for part in parts], pulls(own.edges, number), aspect=1.0)
    found = np.zeros((len(ids), 2))
    for part, disc in zip(parts, discs, strict=True):
        middle = np.array([disc.x, disc.y])
        found[[place[key] for key in part]] = middle + arrange_cloud(own, part, seed=seed)
    return found


def _sunflower(own: Graph[str], ids: Sequence[str]) -> FloatArray:
    """Who is tied best in the middle, the others in spirals around: for clouds that have no parts."""
    order = sorted(range(len(ids)), key=lambda i: (-own.degree(ids[i]), ids[i]))
    found = np.zeros((len(ids), 2))
    for rank, number in enumerate(order):
        far = sqrt((rank + 0.5) / pi)
        found[number] = far * np.cos(rank * GOLDEN), far * np.sin(rank * GOLDEN)
    return found
