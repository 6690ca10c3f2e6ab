"""Who joins: stakeholders on the ways of others, with ties into more than one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.roles.listing import listed
from matchmaker.core.network import Network

HEAVY_SHARE, FEWEST_BETWEEN = 0.15, 10
"""Who carries this share of the ties between groups is loaded, where there are so many of them."""

HEAVY_DEGREE = 4.0
"""So is who has so many times the ties of the one in the middle."""


def brokers_of(ranked: Sequence[str], network: Network, measured: Measured) -> dict[str, Any]:
    """Those with ties into another group, whoever lies on most shortest paths first.

    Of each: `degree`, `betweenness`, `groups` (numbers, their own first, then by the ties they have there),
    `between` (ties into other groups) and `heavy`. `between` of the whole counts all ties between groups.
    """
    community = dict(zip(network.ids, measured.community, strict=True))
    score = dict(zip(network.ids, measured.columns["betweenness"], strict=True))
    degrees = [len(others) for others in network.partners.values()]
    middle = median(degrees) if degrees else 0.0
    between = sum(_outward(key, network, community).total() for key in network.partners) // 2
    found = []
    for key in ranked:
        outward = _outward(key, network, community)
        if outward and score[key] > 0:
            found.append(_row(key, network, community[key], score[key], outward, between, middle))
    found.sort(key=lambda row: (-row["betweenness"], row["id"]))
    return {"between": between, "middle": middle, **listed(found)}


def _outward(key: str, network: Network, community: Mapping[str, int]) -> Counter[int]:
    """How many ties lead into each other group."""
    own = community[key]
    return Counter(there for other in network.partners.get(key, ()) if (there := community[other]) != own)


def _row(
    key: str, network: Network, own: int, score: float, outward: Counter[int], between: int, middle: float
) -> dict[str, Any]:
    degree, carried = len(network.neighbours(key)), outward.total()
    share = carried / between if between >= FEWEST_BETWEEN else 0.0
    return {
        "id": key,
        "degree": degree,
        "betweenness": score,
        "groups": [own, *sorted(outward, key=lambda there: (-outward[there], there))],
        "between": carried,
        "heavy": share >= HEAVY_SHARE or degree >= HEAVY_DEGREE * middle,
    }
