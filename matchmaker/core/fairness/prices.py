"""One price per candidate, so that everybody is shown often enough and nobody too often, at the least loss.

FairRec (WWW 2020) guarantees each producer a least exposure by dealing out places; prices reach the same and
need no list of the others: any later question ranks by worth less price, also one that nobody asked before.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite

import numpy as np

from matchmaker.core.fairness.counts import coverage, floor_share, gini
from matchmaker.core.fairness.market import Bools, Floats, Ints, Lists, Market
from matchmaker.core.fairness.repair import lowered, raised
from matchmaker.core.fairness.search import WIDE, searched

SIZE = 10
FLOOR = 0.5
STEP = 1e-3
"""The last corrections go so far at most, as a part of the mean worth of what is shown."""


LOOKS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """The prices, and what they reach for the askers whom they were made from."""

    price: Floats
    """Below 0 a bonus for who would be shown too rarely, above 0 a fee for who would be shown too often."""
    counts: Ints
    least: int
    most: float
    gini: float
    coverage: float
    floor_share: float
    below_floor: int
    """So many who should be shown more often are known by too few, or only by those whom many need."""
    above_cap: int
    loss: float
    """The part of the worth of all lists that the bounds cost."""


def prices(
    candidates: Ints,
    worth: Floats,
    *,
    number: int,
    size: int = SIZE,
    floor_at: float = FLOOR,
    cap_at: float = inf,
    gini_at: float | None = None,
    eligible: Bools | None = None,
) -> Prices:
    """The prices for lists of `size`, `candidates` (askers × places, best first) being of `number` people.

    Floor and cap are parts of the average number of times that an eligible one is shown; the floor is rounded
    up. Where `gini_at` is given the cap, `cap_at` at most, shrinks until the Gini coefficient of the eligible
    ones is at most that.
    """
    market = Market(np.asarray(candidates, np.int64), np.asarray(worth, float), number=number, size=size)
    who = np.ones(number, bool) if eligible is None else eligible
    plain = market.lists(np.zeros(number))
    average = float(market.counts(plain)[who].sum()) / max(int(who.sum()), 1)
    least = ceil(floor_at * average - 1e-9)
    most = max(floor(cap_at * average + 1e-9), least) if isfinite(cap_at) else inf
    found = _solved(market, who, least, most, plain)
    if gini_at is None or found.gini <= gini_at:
        return found
    return _even_enough(market, who, least, min(most, float(found.counts.max())), plain, gini_at)


def _even_enough(market: Market, who: Bools, least: int, most: float, plain: Lists, target: float) -> Prices:
    """The prices with the widest cap that is narrow enough, found by halving; else those of the narrowest."""
    low, high = max(least, ceil(_total(plain) / max(int(who.sum()), 1))), int(most)
    best = _solved(market, who, least, low, plain)
    while low < high and best.gini <= target:
        middle = (low + high + 1) // 2
        found = _solved(market, who, least, middle, plain)
        if found.gini <= target:
            low, best = middle, found
        else:
            high = middle - 1
    return best


def _solved(market: Market, who: Bools, least: int, most: float, plain: Lists) -> Prices:
    floors = np.minimum(np.where(who, least, 0), market.known_by)
    total = _total(plain)
    caps = np.full(market.number, int(min(most, len(market.candidates))))
    step = STEP * _worth_of(plain, np.zeros(market.number)) / max(total, 1)
    price = searched(market, floors, caps)
    for _ in range(LOOKS):
        # Whom an asker comes to show instead may lie further down than was looked at.
        price = raised(market.near(price, WIDE), price, caps, step)
    price = lowered(market, price, floors, step)
    return _described(market, price, who, least, most, plain)


def _described(market: Market, price: Floats, who: Bools, least: int, most: float, plain: Lists) -> Prices:
    lists = market.lists(price)
    counts = market.counts(lists)
    before = _worth_of(plain, np.zeros(market.number))
    return Prices(
        price=price,
        counts=counts,
        least=least,
        most=most,
        gini=gini(counts[who]),
        coverage=coverage(counts[who]),
        floor_share=floor_share(counts[who]),
        below_floor=int((counts[who] < least).sum()),
        above_cap=int((counts > most).sum()),
        loss=1.0 - _worth_of(lists, price) / before if before else 0.0,
    )


def _total(lists: Lists) -> int:
    return int((lists.shown >= 0).sum())


def _worth_of(lists: Lists, price: Floats) -> float:
    shown = lists.shown >= 0
    return float((lists.value[shown] + price[lists.shown[shown]]).sum())
