"""Attention shared out over a whole network: prices that keep everybody on some lists, and communities.

A price belongs to one stakeholder and moves it in the lists of all others: below zero for who would hardly
be shown to anybody, above for who would be on every list. What a place on a list is worth follows from the
score: the chance that the two become partners, by the discount of the place, by how likely the asker is to
find a partner at all. Places are taken where they are worth least, so that little is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import networkx as nx
import numpy as np
import numpy.typing as npt

from matchmaker.core.fairness.market import Bools, Floats, Ints
from matchmaker.core.fairness.prices import SIZE, Prices, prices

FLOORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.64)
"""Parts of the average for which all are to be shown: the highest that costs no more than `MOST_LOSS`.

All at 0.64 and the rest free gives a Gini coefficient near .3.
"""

MOST_LOSS = 0.1
"""So much of the expected worth of all lists may be lost.

On two networks an expected loss below this came with a measured one in nDCG of at most 2%, for the places
are taken from those who look for nobody.
"""

CAP = 60.0
"""Nobody is shown more than so many times as often as the average one."""

KNOWN, KNOWN_BY = 400, 60
"""So many best candidates of each asker are looked at, and so many best askers of each candidate."""

Ask = Callable[[int], tuple[Floats, Bools]]
"""From the number of an asker to the scores of everybody, and who may be suggested."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What fairness does in a network: a price and a community for everybody, by id.

    A price holds for those who know one: askers for whom one is among the best `KNOWN`, or to whom one is
    worth at least one's `reach`. `unit` is what the last place of a usual list is worth; `floor` the part of
    the average for which all are to be shown; `gini`, `coverage` and `floor_share` what the lists of all come
    to with these prices, and `loss` the part of their expected worth that this costs.
    """

    price: Mapping[str, float] = field(default_factory=dict)
    reach: Mapping[str, float] = field(default_factory=dict)
    community: Mapping[str, int] = field(default_factory=dict)
    unit: float = 0.0
    floor: float = 0.0
    gini: float = 0.0
    coverage: float = 0.0
    floor_share: float = 0.0
    loss: float = 0.0

    def corrected(self, shown: Mapping[str, int], rankable: frozenset[str]) -> Attention:
        """The same after a look at who was really shown: below half of the average prices fall further."""
        total = sum(shown.get(key, 0) for key in rankable)
        if not total or not rankable:
            return self
        needed = LEAST_REAL * total / len(rankable)
        lacking = {key: max(0.0, 1.0 - shown.get(key, 0) / needed) for key in rankable}
        price = {key: self.price.get(key, 0.0) - self.unit * part for key, part in lacking.items()}
        return replace(self, price={**self.price, **price})


LEAST_REAL = 0.5
"""Whoever was shown less than half as often as the average one is brought forward."""

SEED = 1


def worth(scores: Floats, free: Bools, eagerness: float) -> Floats:
    """What it is worth to show each of them to one asker: chance × discount of its place × eagerness.

    The chance is e^score over the sum of all who are free; who is not is worth nothing. Rounded to what a
    table of everybody has room for, so that a price means the same there and in a list.
    """
    found = np.zeros(len(scores))
    numbers = np.flatnonzero(free)
    if not len(numbers):
        return found
    ordered = numbers[np.argsort(-scores[numbers], kind="stable")]
    chance = np.exp(scores[ordered] - scores[ordered[0]])
    places = np.minimum(np.arange(len(ordered)), SIZE)
    found[ordered] = eagerness * chance / chance.sum() / np.log2(2.0 + places)
    return found.astype(np.float32).astype(float)


def eagerness(times: Floats, recent: Floats) -> Floats:
    """How likely everybody is to find a partner: the root of how often and how lately they did.

    Zero for a newcomer: of whom nothing is known the list is not touched.
    """
    return np.where(times > 0, np.sqrt(times * (recent + 0.05)), 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Prices for everybody with the floor that they were made for; `reach` and `unit` as in `Attention`."""

    prices: Prices
    floor: float
    reach: Floats
    unit: float


def share_out(ask: Ask, eager: Floats, eligible: Bools) -> Shares:
    """The prices at the highest floor that costs little enough, found by halving."""
    table = np.zeros((len(eager), len(eager)), np.float32)
    for asker in np.flatnonzero(eager).tolist():
        table[asker] = worth(*ask(asker), float(eager[asker]))
    reach = _reach(table)
    candidates, value = _lists(table, reach)
    last = -np.sort(-value, axis=1)[:, :SIZE][:, -1]
    low, high = 0, len(FLOORS) - 1
    found = _priced(candidates, value, FLOORS[high], eligible)
    if found.loss <= MOST_LOSS:
        low = high
    else:
        found = _priced(candidates, value, FLOORS[low], eligible)
    while high - low > 1:
        middle = (low + high) // 2
        tried = _priced(candidates, value, FLOORS[middle], eligible)
        if tried.loss <= MOST_LOSS:
            low, found = middle, tried
        else:
            high = middle
    # Newcomers are many in a young network, and have no list here.
    usual = last[last > 0]
    return Shares(found, FLOORS[low], reach, float(np.median(usual)) if len(usual) else 0.0)


def _priced(candidates: Ints, value: Floats, floor: float, eligible: Bools) -> Prices:
    return prices(candidates, value, number=len(eligible), floor_at=floor, cap_at=CAP, eligible=eligible)


def known(value: Floats, reach: Floats) -> Bools:
    """Whom an asker knows, to whom they are worth so much (see `Attention`)."""
    found = value >= reach
    found[np.argsort(-value, kind="stable")[:KNOWN]] = True
    return np.asarray(found & (value > 0), bool)


def _reach(table: npt.NDArray[np.float32]) -> Floats:
    """What everybody is worth to the last of its best `KNOWN_BY` askers."""
    last = min(KNOWN_BY, len(table)) - 1
    found: Floats = -np.partition(-table, last, axis=0)[last].astype(float)
    return found


def _lists(table: npt.NDArray[np.float32], reach: Floats) -> tuple[Ints, Floats]:
    """Whom each asker knows, the best first, as rows padded with -1, and what they are worth."""
    rows = []
    for value in table.astype(float):
        numbers = np.flatnonzero(known(value, reach))
        rows.append((numbers[np.argsort(-value[numbers], kind="stable")], value))
    width = max([1, *(len(numbers) for numbers, _ in rows)])
    candidates, worths = np.full((len(rows), width), -1), np.zeros((len(rows), width))
    for row, (numbers, value) in enumerate(rows):
        candidates[row, : len(numbers)], worths[row, : len(numbers)] = numbers, value[numbers]
    return candidates, worths


def communities(graph: nx.Graph[str], seed: int = SEED) -> dict[str, int]:
    """The community of everybody who has a tie (Louvain: Blondel et al. 2008); the largest is 0."""
    tied = graph.subgraph([node for node, degree in graph.degree() if degree])
    found = nx.community.louvain_communities(tied, weight="weight", seed=seed)
    ordered = sorted(found, key=lambda one: (-len(one), min(one)))
    return {key: number for number, group in enumerate(ordered) for key in group}
