"""The network of ties out of arrays: the same answers as `Network`, whose dicts it does without."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.graph import paths
from matchmaker.core.graph.paths import Names
from matchmaker.core.graph.shared import shared_among
from matchmaker.core.graph.ties import Ties
from matchmaker.core.kept.ids import Ids, Numbered
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.sparse import Array, Arrays, named, part


class Tied(Network):
    """A network whose ties are arrays; stakeholders are numbered in the order of their ids."""

    def __init__(self, ids: Ids, arrays: Arrays) -> None:
        ties = Ties.from_arrays(part(arrays, "ties"))
        self._over(ids, Numbered(ids), ties, arrays)

    @classmethod
    def of(
        cls, ids: Sequence[str], number: Mapping[str, int], ties: Ties, columns: Mapping[str, FloatArray],
        turns: Names | None,
    ) -> Tied:  # fmt: skip
        """A network with these degrees and rarity; `turns` is the order of ids, if not that of numbers."""
        made = cls.__new__(cls)
        made._over(ids, number, ties, columns)
        made._turns = turns
        return made

    def _over(
        self, ids: Sequence[str], number: Mapping[str, int], ties: Ties, columns: Mapping[str, FloatArray]
    ) -> None:
        self.ids, self.number, self.ties = ids, number, ties
        self.degrees, self.rarity = columns["degrees"], columns["rarity"]
        self.partners = Partners(self)
        # What tells two partners apart who have as many ties: none where numbers do.
        self._turns: Names | None = None

    def prepare(self) -> None:
        """Nothing has to be built."""

    @cached_property
    def weights(self) -> csr_array:
        """The symmetric matrix of tie weights, for a walk through all of a small network."""
        ties = self.ties.compacted().base
        return csr_array((ties.weights, ties.indices, ties.indptr), shape=(self.ties.size, self.ties.size))

    def tied(self, number: int) -> tuple[Numbers, FloatArray]:
        """The numbers of somebody's partners, ascending, and the weight of the tie to each."""
        found = self.ties.partners(number)
        return found.indices.astype(np.int64), found.weights

    def shared_partners(self, key: str, among: Numbers | None = None) -> tuple[FloatArray, FloatArray]:
        """For everybody, or some by number: how many partners they share with `key`, and how rare."""
        partners = self.partner_numbers(key)
        among = np.arange(self.ties.size) if among is None else among
        return shared_among(self.ties, partners, self.rarity, among)

    def common(self, a: str, b: str) -> list[str]:
        """The partners of both, those with the fewest ties first: they say most about the two."""
        if a not in self.number or b not in self.number:
            return []
        found = paths.common(self.ties, self.number[a], self.number[b], ids=self._turns)
        return [self.ids[number] for number in found.tolist()]

    def path(self, a: str, b: str, *, steps: int = 3) -> tuple[str, ...]:
        """The ids strictly between `a` and `b` on a shortest path of at most `steps` ties, or ()."""
        if a not in self.number or b not in self.number:
            return ()
        found = paths.path(self.ties, self.number[a], self.number[b], steps=steps, ids=self._turns)
        return tuple(self.ids[number] for number in found)

    def ways(self, start: int) -> Callable[[int], tuple[str, ...]]:
        """`path` from one stakeholder to many, all by number."""
        return self._ways(start, self._turns)


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
    return columns | named(ties=network.ties.arrays())
