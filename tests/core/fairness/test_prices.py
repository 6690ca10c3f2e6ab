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
    assert found.fun is not None
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


@pytest.mark.parametrize("seed", range(3))
def test_the_cap_shrinks_until_attention_is_even_enough(seed: int) -> None:
    candidates, worth = crowd(120, seed)
    plain = prices(candidates, worth, number=120, floor_at=0.0)
    even = prices(candidates, worth, number=120, gini_at=0.3)
    assert plain.gini > 0.5
    assert even.gini <= 0.3
    assert even.floor_share == 1.0
    assert even.coverage == 1.0
    assert 0.0 < even.loss < 1.0


def test_without_bounds_nothing_has_a_price_and_nothing_is_lost() -> None:
    candidates, worth = crowd(20, 1)
    found = prices(candidates, worth, number=20, floor_at=0.0)
    assert not found.price.any()
    assert found.loss == pytest.approx(0.0)


def test_whoever_may_not_be_suggested_gets_no_bonus() -> None:
    candidates, worth = crowd(30, 2)
    eligible = np.arange(30) % 3 > 0
    found = prices(candidates, worth, number=30, size=6, eligible=eligible)
    assert (found.price[~eligible] >= 0).all()
    assert (found.counts[eligible] >= found.least).all()


def test_whom_nobody_knows_stays_below_the_floor_and_is_counted() -> None:
    candidates, worth = crowd(20, 3, known=12)
    found = prices(candidates, worth, number=22)
    assert found.below_floor >= 2
    assert found.coverage < 1.0


def test_short_rows_are_shown_whole_whatever_the_cap() -> None:
    candidates = np.array([[0, 1, -1], [0, 2, -1], [0, 1, 2]])
    worth = np.array([[3.0, 2.0, 0.0], [3.0, 1.0, 0.0], [3.0, 2.0, 1.0]])
    found = prices(candidates, worth, number=3, size=2, cap_at=1.0)
    assert found.counts.tolist() == [2, 2, 2]


def test_nobody_and_no_worth_are_no_fault() -> None:
    nobody = prices(np.full((3, 4), -1), np.zeros((3, 4)), number=5)
    assert nobody.counts.tolist() == [0] * 5
    alike = prices(np.array([[1, 2], [0, 2], [0, 1]]), np.zeros((3, 2)), number=3, size=1)
    assert np.isfinite(alike.price).all()


@settings(max_examples=20)
@given(
    seed=st.integers(0, 10_000), number=st.integers(2, 25), size=st.integers(1, 8),
    cap=st.sampled_from([1.2, 2.0, inf]),
)  # fmt: skip
def test_prices_are_the_same_each_time_and_what_they_report_is_true(
    seed: int, number: int, size: int, cap: float
) -> None:
    candidates, worth = crowd(number, seed)
    one = prices(candidates, worth, number=number, size=size, cap_at=cap)
    two = prices(candidates, worth, number=number, size=size, cap_at=cap)
    assert np.array_equal(one.price, two.price)
    assert one.counts.sum() == number * min(size, number - 1)
    assert one.below_floor == (one.counts < one.least).sum()
    assert one.above_cap == (one.counts > one.most).sum()
    assert one.loss >= -1e-9
