"""Bridges: ties that alone hold a part of the network to the rest, or one group to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.measures.mixing import ends
from matchmaker.core.ecosystem.measures.plain import graph_of
from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.ecosystem.roles.listing import listed
from matchmaker.core.network import Network

SMALLEST_PART = 2
"""A tie that only holds one stakeholder is no bridge: such a one has few ties, which is told elsewhere."""

SMALLEST_GROUP = 3
"""Between smaller groups a single tie is what one expects."""


def bridges_of(ranked: Collection[str], network: Network, measured: Measured) -> dict[str, Any]:
    """Each with its two ends, and how many it holds: `cut` from the rest, else `only` the smaller group.

    Who would be cut off most comes first.
    """
    community = np.array(measured.community, np.int64)
    rows: dict[tuple[int, int], dict[str, Any]] = {
        (a, b): {"a": network.ids[a], "b": network.ids[b], "cut": parts, "groups": _pair(community, a, b)}
        for a, b, parts in _cutting(network.present)
        if parts >= SMALLEST_PART
    }
    for a, b, held in _only_ones(network.present, community):
        row = {"a": network.ids[a], "b": network.ids[b], "cut": 0, "groups": _pair(community, a, b)}
        rows.setdefault((a, b), row)["only"] = held
    found = [row for row in rows.values() if row["a"] in ranked and row["b"] in ranked]
    found.sort(key=lambda row: (-row["cut"], -row.get("only", 0), row["a"], row["b"]))
    return {"cutting": sum(row["cut"] > 0 for row in found), **listed(found)}


def _pair(community: IntArray, a: int, b: int) -> list[int]:
    return [int(community[a]), int(community[b])]


def _cutting(present: csr_array) -> Iterator[tuple[int, int, int]]:
    """Ties whose end would part the network, and how many the smaller part would hold."""
    graph = graph_of(present)
    # networkx's types say that a bridge is one node.
    found: Any = nx.bridges(graph)
    bridges: list[tuple[int, int]] = list(found)
    graph.remove_edges_from(bridges)
    block: dict[int, int] = {}
    sizes = []
    for number, members in enumerate(nx.connected_components(graph)):
        block.update(dict.fromkeys(members, number))
        sizes.append(len(members))
    # What the bridges join is a forest: taking one out leaves what hangs below it, and the rest.
    forest: nx.Graph[int] = nx.Graph([(block[a], block[b]) for a, b in bridges])
    for tree in nx.connected_components(forest):
        _gather(forest, min(tree), sizes)
    for a, b in bridges:
        below, whole = forest.edges[block[a], block[b]]["below"], forest.nodes[block[a]]["whole"]
        yield min(a, b), max(a, b), min(below, whole - below)


def _gather(forest: nx.Graph[int], root: int, sizes: list[int]) -> None:
    """Note on each edge of a tree how many are below it, and on each block how many are in the tree."""
    edges = list(nx.bfs_edges(forest, root))
    below = {root: sizes[root], **{one: sizes[one] for _, one in edges}}
    for above, one in reversed(edges):
        forest.edges[above, one]["below"] = below[one]
        below[above] += below[one]
    for one in below:
        forest.nodes[one]["whole"] = below[root]


def _only_ones(present: csr_array, community: IntArray) -> Iterator[tuple[int, int, int]]:
    """Ties that are the only one between two groups, and the size of the smaller group."""
    left, right = ends(present)
    across = community[left] != community[right]
    left, right = left[across], right[across]
    if not len(left):
        return
    sizes = np.bincount(community[community >= 0])
    low = np.minimum(community[left], community[right])
    high = np.maximum(community[left], community[right])
    _, first, counts = np.unique(low * len(sizes) + high, return_index=True, return_counts=True)
    for tie in first[counts == 1].tolist():
        held = int(min(sizes[low[tie]], sizes[high[tie]]))
        if held >= SMALLEST_GROUP:
            yield int(left[tie]), int(right[tie]), held
