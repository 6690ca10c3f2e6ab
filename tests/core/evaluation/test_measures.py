from __future__ import annotations

from math import inf, log2, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from matchmaker.core.evaluation.measures import MEASURES, measure, ranked, ranks, top
from matchmaker.core.reader import FloatArray


def _ranks(scores: list[float], right: list[int], *, out: tuple[int, ...] = ()) -> list[float]:
    candidates = np.ones(len(scores), bool)
    candidates[list(out)] = False
    return list(ranks(np.array(scores), np.array(right, np.intp), candidates))


def test_ranks_count_those_before_and_begin_with_the_best() -> None:
    assert _ranks([0.9, 0.1, 0.5, 0.7], [1, 3]) == [2, 4]


def test_equal_scores_count_against_the_ranking() -> None:
    # Two wrong answers of the same score stand before; the second right one behind the first.
    assert _ranks([0.5, 0.5, 0.5, 0.5], [0, 1]) == [3, 4]


def test_who_has_no_score_is_never_found_and_stands_before_nobody() -> None:
    assert _ranks([nan, -inf, 0.2, nan], [2, 3]) == [1, inf]
    assert _ranks([nan, -inf, 0.2, nan], [0, 1]) == [inf, inf]


def test_who_is_no_candidate_stands_before_nobody() -> None:
    assert _ranks([0.9, 0.8, 0.1], [2], out=(0, 1)) == [1]


def test_measures_agree_with_values_worked_by_hand() -> None:
    # Three right answers at 2, 11 and 40: one of three among the first ten, all three among the first 50;
    # nDCG@10 is what rank 2 gains, over the gain of ranks 1, 2 and 3.
    gain, best = 1 / log2(3), 1 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert measure(np.array([2.0, 11.0, 40.0])) == pytest.approx([1, 1 / 3, 1, 1 / 2, gain / best])
    assert gain / best == pytest.approx(0.63092975 / 2.13092975)


def test_the_ideal_fills_no_more_than_ten_places() -> None:
    assert measure(np.arange(1.0, 13.0)) == pytest.approx([1, 10 / 12, 1, 1, 1])


def test_nothing_found_is_zero_in_every_measure() -> None:
    assert measure(np.array([inf, inf])).tolist() == [0] * len(MEASURES)
    assert measure(np.array([51.0]))[:3].tolist() == [0, 0, 0]


def test_ndcg_agrees_with_scikit_learn_where_no_scores_are_equal() -> None:
    chance = np.random.default_rng(7)
    for size, count in [(12, 1), (30, 4), (40, 15)]:
        scores = chance.permutation(size).astype(float)
        right = chance.choice(size, count, replace=False)
        truth = np.zeros(size)
        truth[right] = 1
        expected = ndcg_score([truth], [scores], k=10)
        found = measure(ranks(scores, right, np.ones(size, bool)))
        assert found[MEASURES.index("ndcg@10")] == pytest.approx(expected)


SCORES = st.lists(st.floats(-3, 3) | st.just(nan) | st.just(-inf), min_size=3, max_size=80)


def _measures(scores: FloatArray, right: list[int]) -> FloatArray:
    return measure(ranks(scores, np.array(right, np.intp), np.ones(len(scores), bool)))


@given(SCORES, st.data())
def test_the_order_of_the_candidates_changes_nothing(values: list[float], data: st.DataObject) -> None:
    right = data.draw(st.sets(st.integers(0, len(values) - 1), min_size=1))
    order = data.draw(st.permutations(range(len(values))))
    moved = [order.index(one) for one in right]
    scores = np.array(values)
    assert _measures(scores, sorted(right)).tolist() == _measures(scores[order], moved).tolist()


@given(SCORES, st.data())
def test_making_scores_equal_never_raises_a_measure(values: list[float], data: st.DataObject) -> None:
    right = sorted(data.draw(st.sets(st.integers(0, len(values) - 1), min_size=1)))
    scores = np.array(values)
    # Rounding down keeps the order but for the new ties.
    assert (_measures(np.floor(scores), right) <= _measures(scores, right) + 1e-12).all()


def test_the_top_leaves_out_who_has_no_score_or_is_no_candidate() -> None:
    scores = np.array([0.1, nan, 0.9, 0.9, 0.5])
    assert ranked(scores).tolist() == [True, False, True, True, True]
    candidates = np.array([True, True, True, True, False])
    assert top(scores, candidates).tolist() == [2, 3, 0]
    assert top(scores, candidates, size=1).tolist() == [2]
