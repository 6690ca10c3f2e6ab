"""The network of ties: neighbours, common partners, paths, and personalised PageRank.

networkx holds the graph; the two measures needed in a request are sparse products over the same ties.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.entities import Link
from matchmaker.core.graph.paths import Ways, path
from matchmaker.core.graph.push import TOLERANCE, Ranks, push
from matchmaker.core.graph.ties import Ties
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.rows import spans

RESTART = 0.2
"""Chance to return to the start at each step; .2 was best on Interreg's past (.266 hit@10 alone)."""


SMALL = 5_000
"""A network of so many is walked through as a whole."""


MOST_AROUND = 50_000
"""Whose partners have more ties together is not worth a list of them: each way is looked for by itself."""


def rarity_of(degrees: FloatArray) -> FloatArray:
    """1/log of these degrees."""
    # A partner of two has at least two ties; whoever has one can be shared with nobody.
    return np.asarray(1.0 / np.log(np.maximum(degrees, 2.0) + (degrees < 2) * math.e))


class Network:
    """Ties among the stakeholders `ids`; ties to anybody else, to oneself or without weight are left out."""

    def __init__(self, ids: Sequence[str], links: Iterable[Link]) -> None:
        self.ids: Sequence[str] = tuple(ids)
        self.number: Mapping[str, int] = {key: i for i, key in enumerate(self.ids)}
        partners: dict[str, dict[str, float]] = {}
        self.partners: Mapping[str, Mapping[str, float]] = partners
        for link in links:
            if link.a in self.number and link.b in self.number and link.a != link.b and link.weight > 0:
                # Two kinds of tie between the same two add up to one stronger tie.
                both = partners.get(link.a, {}).get(link.b, 0.0) + link.weight
                partners.setdefault(link.a, {})[link.b] = both
                partners.setdefault(link.b, {})[link.a] = both

    def within(self, ids: Iterable[str]) -> Network:
        """The ties among some of these stakeholders alone; strangers are passed over."""
        kept = [key for key in ids if key in self.number]
        inside = frozenset(kept)
        part = Network(kept, ())
        mine = ({o: w for o, w in self.partners.get(key, {}).items() if o in inside} for key in kept)
        part.partners = {key: ties for key, ties in zip(kept, mine, strict=True) if ties}
        return part

    def prepare(self) -> None:
        """Build what a request needs, so that none has to wait for it."""
        _ = self.degrees, self._steps, self.rarity

    @cached_property
    def graph(self) -> nx.Graph[str]:
        """The same as a networkx graph, for whatever is not asked in a request."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.number)
        graph.add_weighted_edges_from(
            (a, b, w) for a, others in self.partners.items() for b, w in others.items() if a < b
        )
        return graph

    @cached_property
    def weights(self) -> csr_array:
        """The symmetric matrix of tie weights."""
        size = (len(self.ids), len(self.ids))
        ties = [(key, others) for key, others in self.partners.items() if others]
        counts = [len(others) for _, others in ties]
        total = sum(counts)
        rows = np.repeat(np.array([self.number[key] for key, _ in ties], np.int32), counts)
        columns = np.fromiter((self.number[key] for _, others in ties for key in others), np.int32, total)
        values = np.fromiter((weight for _, others in ties for weight in others.values()), float, total)
        return csr_array((values, (rows, columns)), shape=size)

    @cached_property
    def present(self) -> csr_array:
        """The same matrix with 1 for every tie."""
        ones = self.weights.copy()
        ones.data = np.ones_like(ones.data)
        return ones

    @cached_property
    def degrees(self) -> FloatArray:
        """How many partners each stakeholder has."""
        return np.asarray(self.present.sum(axis=1), float).ravel()

    @cached_property
    def rarity(self) -> FloatArray:
        """How much it says to share each of them as a partner: 1/log(degree)."""
        return rarity_of(self.degrees)

    @cached_property
    def _steps(self) -> csr_array:
        """Column-stochastic transition matrix: where one step along a tie leads."""
        out = np.asarray(self.weights.sum(axis=1), float).ravel()
        share = np.divide(1.0, out, out=np.zeros_like(out), where=out > 0)
        scaled = self.weights.copy()
        scaled.data = scaled.data * np.repeat(share, np.diff(scaled.indptr))
        return scaled.T.tocsr()

    def neighbours(self, key: str) -> frozenset[str]:
        """The present partners of `key`; none for a stranger."""
        return frozenset(self.partners.get(key, ()))

    def partner_numbers(self, key: str) -> Numbers:
        """The same as ascending numbers."""
        number = self.number.get(key)
        return np.empty(0, np.int64) if number is None else self.tied(number)[0]

    def tied(self, number: int) -> tuple[Numbers, FloatArray]:
        """The same of one by number, and the weight of the tie to each."""
        row = slice(*self.weights.indptr[number : number + 2].tolist())
        return self.weights.indices[row].astype(np.int64), self.weights.data[row]

    def common(self, a: str, b: str) -> list[str]:
        """The partners of both, those with the fewest ties first: they say most about the two."""
        shared = self.partners.get(a, {}).keys() & self.partners.get(b, {}).keys()
        return sorted(shared, key=lambda key: (len(self.partners[key]), key))

    def path(self, a: str, b: str, *, steps: int = 3) -> tuple[str, ...]:
        """The ids strictly between `a` and `b` on a shortest path of at most `steps` ties, or ()."""
        if b in self.partners.get(a, {}) or a == b or steps < 2:
            return ()
        if shared := self.common(a, b):
            return (shared[0],)
        if steps < 3:
            return ()
        return min(
            ((first, second) for second in self.partners.get(b, {}) for first in self.common(a, second)[:1]),
            key=lambda pair: (sum(len(self.partners[key]) for key in pair), pair),
            default=(),
        )

    def ways(self, start: int) -> Callable[[int], tuple[str, ...]]:
        """`path` from one stakeholder to many, all by number."""
        if len(self.ids) <= SMALL:
            return lambda other: self.path(self.ids[start], self.ids[other])
        return self._ways(start)

    def _ways(self, start: int, names: Sequence[str] | None = None) -> Callable[[int], tuple[str, ...]]:
        """The same along the ties as arrays; `names` tells equals apart where numbers do not."""
        ties, ids = self.ties, self.ids
        if int(ties.degrees(self.tied(start)[0]).sum()) > MOST_AROUND:
            return lambda other: tuple(ids[number] for number in path(ties, start, other, ids=names))
        found = Ways(ties, start, ids=names)
        return lambda other: tuple(ids[number] for number in found.to(other))

    def pagerank(self, key: str, *, restart: float = RESTART, tolerance: float = TOLERANCE) -> FloatArray:
        """Personalised PageRank of everybody as seen from `key`; zeros for a stranger.

        See `walk`.
        """
        start = np.zeros(len(self.ids))
        if key in self.partners:
            start[self.number[key]] = 1.0
        return self.walk(start, restart=restart, tolerance=tolerance)

    def walk(
        self, start: FloatArray, *, restart: float = RESTART, tolerance: float = TOLERANCE
    ) -> FloatArray:
        """Personalised PageRank from several, who share the weight of `start`; zeros from nobody.

        Forward push (Andersen, Chung and Lang, FOCS 2006), all nodes of a round at once: what is left to
        push is at most `tolerance` of the whole in the end.
        """
        rank, rest = np.zeros(len(self.ids)), start
        left = 1.0 if start.any() else 0.0
        while left > tolerance:
            rank += restart * rest
            rest = (1.0 - restart) * (self._steps @ rest)
            left *= 1.0 - restart
        return rank

    @cached_property
    def ties(self) -> Ties:
        """The same ties as arrays, for questions that must not take longer the more of them there are."""
        return Ties.of_matrix(self.weights)

    def push(self, start: Numbers, shares: FloatArray) -> Ranks:
        """Whom one meets who walks from some, by number, who share the start.

        In a large network only those who are near are looked at; in a small one all of it is walked through,
        which takes no longer and needs nothing compiled.
        """
        if len(self.ids) > SMALL:
            return push(self.ties, start, shares)
        weights = np.zeros(len(self.ids))
        weights[start] = shares
        rank = self.walk(weights)
        met = np.flatnonzero(rank)
        return Ranks(met, rank[met], TOLERANCE if len(met) else 0.0)

    def shared_partners(self, key: str, among: Numbers | None = None) -> tuple[FloatArray, FloatArray]:
        """For everybody, or those with these numbers: how many partners they share with `key`, and how rare.

        The second is the Adamic-Adar index (Social Networks 2003): the sum of 1/log(degree) over them.
        """
        partners = self.partner_numbers(key)
        if among is None:
            mine = np.zeros(len(self.ids))
            mine[partners] = 1.0
            return np.asarray(self.present @ mine), np.asarray(self.present @ (mine * self.rarity))
        # Who shares a partner is a partner of theirs: nobody else is looked at.
        starts = self.weights.indptr
        those = self.weights.indices[spans(starts, partners)]
        rarity = np.repeat(self.rarity[partners], starts[partners + 1] - starts[partners])
        places = np.searchsorted(among, those)
        there = np.append(among, -1)[places] == those
        places, rarity = places[there], rarity[there]
        count = np.bincount(places, minlength=len(among)).astype(float)
        return count, np.bincount(places, weights=rarity, minlength=len(among)).astype(float)
