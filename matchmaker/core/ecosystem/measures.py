"""The measures of a network, of the whole and of each stakeholder in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from matchmaker.core.network import Network

Figures = Mapping[str, float | None]
"""The measures of one network by name; None where a measure says nothing (no tie, one kind only)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A network measured: the figures of the whole, and columns in the order of `network.ids`."""

    figures: Figures
    columns: Mapping[str, Sequence[float]]
    community: Sequence[int]
    """The community of each, the largest is 0; -1 without ties."""


def measure(network: Network, kinds: Sequence[str], places: Sequence[str], *, seed: int = 1) -> Measured:
    """Measure a network; `kinds` ("" unknown) and `places` (NUTS codes) are in the order of its ids."""
    graph = network.graph
    groups = nx.community.louvain_communities(graph.subgraph([n for n, d in graph.degree() if d]), seed=seed)
    ordered = sorted(groups, key=lambda one: (-len(one), min(one)))
    of = {key: number for number, group in enumerate(ordered) for key in group}
    degrees = network.degrees.tolist()
    figures = {
        "stakeholders": float(len(network.ids)),
        "ties": float(graph.number_of_edges()),
        "isolated": float(sum(degree == 0 for degree in degrees)),
    }
    return Measured(figures, {"degree": degrees}, [of.get(key, -1) for key in network.ids])
