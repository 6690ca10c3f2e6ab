"""The network of ties out of arrays: the same answers as `Network`, whose dicts it does without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matchmaker.core.graph import paths
from matchmaker.core.graph.ties import Ties
from matchmaker.core.kept.ids import Ids, Numbered
from matchmaker.core.network import Network
from matchmaker.core.reader import Numbers
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part


class Tied(Network):
    """A network whose ties are arrays; stakeholders are numbered in the order of their ids."""

    def __init__(self, ids: Ids, arrays: Arrays) -> None:
        self.ids, self.number = ids, Numbered(ids)
        self.ties = Ties.from_arrays(part(arrays, "ties"))
        self.weights = of_cells(part(arrays, "weights"))
        self.degrees, self.rarity = arrays["degrees"], arrays["rarity"]
        self.partners = Partners(self)

    def prepare(self) -> None:
        """Nothing has to be built."""

    def common(self, a: str, b: str) -> list[str]:
        """The partners of both, those with the fewest ties first: they say most about the two."""
        if a not in self.number or b not in self.number:
            return []
        found = paths.common(self.ties, self.number[a], self.number[b])
        return [self.ids[number] for number in found.tolist()]

    def path(self, a: str, b: str, *, steps: int = 3) -> tuple[str, ...]:
        """The ids strictly between `a` and `b` on a shortest path of at most `steps` ties, or ()."""
        if a not in self.number or b not in self.number:
            return ()
        found = paths.path(self.ties, self.number[a], self.number[b], steps=steps)
        return tuple(self.ids[number] for number in found)


class Partners(Mapping[str, Mapping[str, float]]):
    """The partners of everybody who has any, each with the weight of the tie; read when asked for."""

    def __init__(self, network: Tied) -> None:
        self._network = network

    def __getitem__(self, key: str) -> Mapping[str, float]:
        network = self._network
        rows = network.ties.partners(network.number[key])
        if not len(rows.indices):
            raise KeyError(key)
        ids = (network.ids[number] for number in rows.indices.tolist())
        return dict(zip(ids, rows.weights.tolist(), strict=True))

    def __iter__(self) -> Iterator[str]:
        return (self._network.ids[number] for number in self._tied().tolist())

    def __len__(self) -> int:
        return len(self._tied())

    def _tied(self) -> Numbers:
        return np.flatnonzero(self._network.degrees)


def network_arrays(network: Network) -> dict[str, Array]:
    """All that a network answers from, but for the ids."""
    columns: dict[str, Array] = {"degrees": network.degrees, "rarity": network.rarity}
    return columns | named(ties=network.ties.arrays(), weights=cells(network.weights))
