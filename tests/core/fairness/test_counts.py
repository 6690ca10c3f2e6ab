"""The measures of evenness against values worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.fairness import coverage, floor_share, gini


def test_all_alike_is_0_and_one_who_has_it_all_is_nearly_1() -> None:
    assert gini([7, 7, 7]) == pytest.approx(0.0)
    assert gini([0, 0, 0, 4]) == pytest.approx(0.75)


def test_gini_of_one_two_three_by_hand() -> None:
    # Differences of all nine ordered pairs: 8; 8 / (2 · 9 · mean 2).
    assert gini([3, 1, 2]) == pytest.approx(8 / 36)


def test_coverage_and_the_share_above_the_floor_by_hand() -> None:
    assert coverage([0, 1, 7, 2]) == 0.75
    # The average is 3, so the floor is 1.5.
    assert floor_share([0, 2, 3, 7]) == 0.75
    assert floor_share([0, 2, 3, 7], floor=1.0) == 0.5


def test_nobody_is_no_fault() -> None:
    assert (gini([]), coverage([]), floor_share([])) == (0.0, 1.0, 1.0)
    assert (gini([0, 0]), coverage([0, 0]), floor_share([0, 0])) == (0.0, 0.0, 1.0)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 9))
def test_gini_is_half_the_mean_difference_by_the_mean_and_knows_no_scale(
    counts: list[int], times: int
) -> None:
    shown = np.array(counts, float)
    if shown.sum():
        differences = np.abs(shown[:, None] - shown[None, :]).mean()
        assert gini(shown) == pytest.approx(differences / (2 * shown.mean()))
        assert gini(shown * times) == pytest.approx(gini(shown))
