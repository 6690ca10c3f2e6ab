"""The prices against the linear programme whose bounds they pay for, and what they promise by themselves."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from matchmaker.core.fairness import Prices, prices
from matchmaker.core.fairness.market import Floats, Ints


def crowd(number: int, seed: int, known: int = 0) -> tuple[Ints, Floats]:
    """Askers who know all others, or the best `known`: a few whom everybody wants, worths of all sizes."""
    chance = np.random.default_rng(seed)
    taste = chance.normal(size=(number, 4)) @ chance.normal(size=(4, number)) * 0.5
    worth = np.exp(taste + chance.normal(0, 1.5, number) + chance.normal(0, 1, (number, 1)))
    np.fill_diagonal(worth, -1.0)
    candidates = np.argsort(-worth, axis=1, kind="stable")[:, : known or number - 1]
    return candidates, np.take_along_axis(worth, candidates, axis=1)


def best_possible(candidates: Ints, worth: Floats, size: int, least: int, most: float) -> float:
    """The greatest worth of lists within the same bounds, by linear programming."""
    askers, places = candidates.shape
    number = int(candidates.max()) + 1
    row = np.repeat(np.eye(askers), places, axis=1)
    column = np.zeros((number, askers * places))
    column[candidates.ravel(), np.arange(askers * places)] = 1.0
    bounds = [column, -column] if most < inf else [-column]
    limits = [np.full(number, most), np.full(number, -least)] if most < inf else [np.full(number, -least)]
    found = linprog(
        -worth.ravel(), A_eq=row, b_eq=np.full(askers, size), A_ub=np.vstack(bounds),
        b_ub=np.concatenate(limits), bounds=(0, 1), method="highs",
    )  # fmt: skip
    return -float(found.fun)


def worth_of(found: Prices, candidates: Ints, worth: Floats, size: int) -> float:
    """The worth of the lists at these prices."""
    order = np.argsort(found.price[candidates] - worth, axis=1)[:, :size]
    return float(np.take_along_axis(worth, order, axis=1).sum())


@pytest.mark.parametrize("number", [12, 20, 30])
@pytest.mark.parametrize("cap", [inf, 2.0, 1.5])
@pytest.mark.parametrize("seed", range(4))
def test_the_lists_are_nearly_the_best_within_their_bounds(number: int, cap: float, seed: int) -> None:
    candidates, worth = crowd(number, seed)
    found = prices(candidates, worth, number=number, size=6, cap_at=cap)
    best = best_possible(candidates, worth, 6, found.least, found.most)
    assert found.below_floor == 0
    assert found.above_cap == 0
    assert worth_of(found, candidates, worth, 6) >= 0.98 * best
