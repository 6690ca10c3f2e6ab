"""Who is shown how often, and whether lists lead out of the asker's own circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from matchmaker.core.evaluation.measures import Numbers
from matchmaker.core.fairness.counts import coverage, floor_share, gini


@dataclass(frozen=True, slots=True)
class Exposure:
    """How evenly organisations are shown in the lists of all.

    `gini` of how often each is shown (0: all alike, near 1: always the same few); `coverage` is the share
    shown at all, `floor` the share shown at least half as often as the average one.
    """

    gini: float
    coverage: float
    floor: float


def exposure(lists: Sequence[Numbers], size: int) -> Exposure:
    """The exposure of `size` organisations in these lists of their numbers."""
    shown = np.bincount(np.concatenate([np.empty(0, np.intp), *lists]), minlength=size)
    if not shown.any():
        return Exposure(0.0, 0.0, 0.0)
    return Exposure(gini(shown), coverage(shown), floor_share(shown))


def communities(partners: Sequence[set[int]], *, seed: int) -> Numbers:
    """The community of each organisation by Louvain (Blondel et al., 2008); -1 for who has no tie."""
    graph: nx.Graph[int] = nx.Graph(
        (a, b) for a, others in enumerate(partners) for b in sorted(others) if a < b
    )
    found = np.full(len(partners), -1, np.intp)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=seed) if graph else []):
        found[list(members)] = number
    return found


def bridging(lists: Sequence[Numbers], community: Numbers) -> float:
    """The share of entries that lead to another community; the list of organisation 0 comes first.

    Entries where one of the two has no tie say nothing and do not count; 0 where none counts.
    """
    counted = crossing = 0
    for asker, entries in enumerate(lists):
        theirs = community[entries]
        told = (theirs >= 0) & (community[asker] >= 0)
        counted += int(told.sum())
        crossing += int((told & (theirs != community[asker])).sum())
    return crossing / counted if counted else 0.0
