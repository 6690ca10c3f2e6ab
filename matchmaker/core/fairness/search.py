"""Finding the prices: whoever is shown too rarely grows cheaper, too often dearer, in steps of its own.

The prices are those of the bounds in the linear programme

    max Σ worth_ij x_ij,   Σ_j x_ij = size,   least_j ≤ Σ_i x_ij ≤ most_j,   0 ≤ x_ij ≤ 1

Its dual is convex, and a subgradient is how far each candidate is from its bound. Worths differ by orders
of magnitude between candidates, so each has a step of its own, which grows while the sign stays and shrinks
when it turns (Rprop: Riedmiller and Braun, ICNN 1993).
"""

from __future__ import annotations

import numpy as np

from matchmaker.core.fairness.market import Floats, Ints, Market

ROUNDS = 160
WIDE = 256
"""So many candidates of each asker are looked at; which ones is looked up anew at the rounds of `ANEW`."""
ANEW = frozenset({0, 3, 8, 15, 25, 40, 60, 85, 110, 135, 150})
GROW, SHRINK, CALM = 1.3, 0.5, 0.97
"""How steps grow and shrink; the longest that is allowed shrinks by `CALM` in each round."""
FIRST_STEP = 0.2
"""The first step, as a part of the price that one alone would need."""


def searched(market: Market, least: Ints, most: Ints) -> Floats:
    """Prices at which nearly everybody is shown as often as it must and may."""
    counts = market.counts(market.lists(np.zeros(market.number)))
    price, step, longest = _first_guess(market, counts, least, most)
    before = np.zeros(market.number)
    near = market
    for number in range(ROUNDS):
        if number in ANEW:
            near = market.near(price, WIDE)
        way = np.sign(_distance(near.counts(near.lists(price)), price, least, most))
        turned = way * before
        step = np.where(turned > 0, step * GROW, np.where(turned < 0, step * SHRINK, step))
        step = np.minimum(step, longest * CALM**number)
        moved = price + way * step
        # A bonus never turns into a fee in one step: in between lies the price of those within bounds.
        price = np.where(price * moved < 0, 0.0, moved)
        before = way
    return price


def _first_guess(market: Market, counts: Ints, least: Ints, most: Ints) -> tuple[Floats, Floats, Floats]:
    """Prices to begin with, the first step of each and its longest one."""
    rare, often = counts < least, counts > most
    alone = market.level(np.zeros(market.number), np.where(rare, least, np.where(often, most, 0)))
    common = float(np.median(np.abs(alone[rare | often]))) if np.any(rare | often) else 0.0
    longest = np.maximum(np.abs(alone), common)
    return np.where(rare, np.minimum(alone, 0.0), 0.0), FIRST_STEP * longest, longest


def _distance(counts: Ints, price: Floats, least: Ints, most: Ints) -> Ints:
    """How far each is from the bound that its price belongs to; at price 0 all between them is right."""
    free = np.minimum(counts - least, 0) + np.maximum(counts - most, 0)
    return np.where(price < 0, counts - least, np.where(price > 0, counts - most, free))
