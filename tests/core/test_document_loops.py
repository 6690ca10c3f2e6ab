from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core import document_loops as loops
from matchmaker.core.documents import order_of


def _scores(seed: int, count: int = 90) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    # Few values, so that many are equal, and some that are nothing.
    return np.random.default_rng(seed).integers(0, 12, count) / 8


@pytest.mark.parametrize("k", [1, 7, 45, 89, 90])
def test_the_kth_highest_is_that_of_a_sorted_list(k: int) -> None:
    scores = _scores(k)
    before = scores.copy()
    assert loops.highest(scores, k) == np.sort(scores)[-k]
    assert np.array_equal(scores, before)


@pytest.mark.parametrize("k", [1, 7, 45, 88, 90, 500])
def test_the_highest_are_above_and_of_equals_the_first(k: int) -> None:
    scores = _scores(k)
    assert loops.above(scores, k).tolist() == sorted(order_of(scores, k).tolist())


@pytest.mark.parametrize(("k", "most"), [(1, 1), (20, 5), (40, 40), (90, 12), (500, 3)])
@pytest.mark.parametrize("people", [4, 60])
def test_each_stands_for_its_best_document(k: int, most: int, people: int) -> None:
    for seed in range(20):
        scores, owners = _scores(seed), np.random.default_rng(seed + 99).integers(0, people, 90) * 64
        expected = list(dict.fromkeys(owners[order_of(scores, k)].tolist()))[:most]
        assert sorted(loops.whose(owners, scores, k, most).tolist()) == sorted(expected)
    assert loops.whose(owners[:0], scores[:0], k, most).tolist() == []
