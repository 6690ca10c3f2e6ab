"""Where everybody stands in the picture of the network: seeded, and known ones stay where they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from matchmaker.core.network import Network

Point = tuple[float, float]


def arrange(
    network: Network, community: Sequence[int], known: Mapping[str, Point], *, seed: int = 1
) -> dict[str, Point]:
    """A point for everybody; who is `known` keeps theirs.

    `community` is in the order of `network.ids`, -1 for who has no tie.
    """
    found = nx.spring_layout(network.graph, seed=seed) if network.ids else {}
    return {key: known.get(key, (float(found[key][0]), float(found[key][1]))) for key in network.ids}
