"""How well a network holds together: three parts, each in [0, 1], and their mean.

*Nearness* is the mean of 1/steps over all pairs, 0 where no way leads from one to the other: the global
efficiency of Latora and Marchiori (Physical Review Letters 87, 2001). It grows when groups are joined and
when ways get shorter. *Openness* is the mean of 1 - Burt's constraint, 0 for who has no tie (Burt, Structural
Holes, 1992; American Journal of Sociology 110, 2004): partners who do not all know each other bring more that
is new. *Mixing* is the share of (member, other kind present in the region) where the member has a tie to it.
One more tie moves each of them by about one part in the number of members, so none needs a greater weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray

FAR = 255
"""Stands for "no way leads there"; a way of so many steps or more counts as none."""

Steps = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

INVERSE: FloatArray = np.zeros(1024)
"""1/steps by steps; 0 for oneself and for what is too far."""
INVERSE[1:FAR] = 1.0 / np.arange(1, FAR)


@dataclass(frozen=True, slots=True)
class Health:
    """The three parts; also the differences that a tie makes to them."""

    nearness: float = 0.0
    openness: float = 0.0
    mixing: float = 0.0

    @property
    def whole(self) -> float:
        """Their mean."""
        return (self.nearness + self.openness + self.mixing) / 3.0

    def minus(self, other: Health) -> Health:
        """What this has more than another, part by part."""
        return Health(
            self.nearness - other.nearness, self.openness - other.openness, self.mixing - other.mixing
        )


def steps_from(network: Network, sources: Sequence[int]) -> Steps:
    """How many steps from each source to everybody, `FAR` where no way leads."""
    if not sources:
        return np.zeros((0, len(network.ids)), np.uint8)
    found = dijkstra(network.present, unweighted=True, indices=list(sources))
    return np.minimum(found, FAR).astype(np.uint8)


def nearness(steps: Steps) -> float:
    """The mean of 1/steps over all pairs; `steps` from everybody to everybody."""
    size = len(steps)
    # Row by row, so that the inverses of a large network are never all in memory.
    total = sum(float(INVERSE[row].sum()) for row in steps)
    return total / (size * (size - 1)) if size > 1 else 0.0
