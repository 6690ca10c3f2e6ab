from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.evaluation.intervals import grouped, intervals, loss


def test_the_interval_of_a_share_is_that_of_the_normal_approximation() -> None:
    # 100 of 400: standard error sqrt(.25 * .75 / 400) = .02165, so .25 ± 1.96 * .02165 = .2076 to .2924.
    values = np.repeat([1.0, 0.0], [100, 300])[:, None]
    ((low, high),) = intervals(values, seed=3)
    assert (low, high) == (pytest.approx(0.2076, abs=0.006), pytest.approx(0.2924, abs=0.006))


def test_each_measure_has_a_row_and_the_seed_decides() -> None:
    values = np.random.default_rng(1).random((40, 3))
    first = intervals(values, seed=5)
    assert first.shape == (3, 2)
    assert (first[:, 0] < values.mean(axis=0)).all()
    assert (values.mean(axis=0) < first[:, 1]).all()
    assert first.tolist() == intervals(values, seed=5).tolist()
    assert first.tolist() != intervals(values, seed=6).tolist()


def test_what_never_varies_has_no_width() -> None:
    assert intervals(np.ones((9, 1)), seed=1) == pytest.approx(np.ones((1, 2)))


def test_a_loss_is_paired_and_relative() -> None:
    before = np.random.default_rng(2).random(50)
    # Every query loses a tenth, so every resample does, however the queries differ.
    assert loss(before, 0.9 * before, seed=1) == pytest.approx((0.1, 0.1, 0.1))
    value, low, high = loss(before, np.roll(before, 1), seed=1)
    assert value == pytest.approx(0)
    assert low < 0 < high


def test_nothing_can_be_lost_where_nothing_was() -> None:
    assert loss(np.zeros(5), np.ones(5), seed=1) == (0, 0, 0)


def test_rows_that_were_drawn_together_are_drawn_together_again() -> None:
    # Ten groups of forty equal rows are worth ten values, so the error is that of ten.
    each = np.linspace(0, 1, 10) ** 2
    of = np.repeat(np.arange(10), 40)
    ((low, high),) = grouped(np.repeat(each, 40)[:, None], of, seed=1, resamples=20_000)
    error = 1.96 * float(np.std(each)) / np.sqrt(10)
    assert (low, high) == (
        pytest.approx(each.mean() - error, abs=0.03),
        pytest.approx(each.mean() + error, abs=0.03),
    )


def test_groups_of_one_row_each_are_rows() -> None:
    values = np.random.default_rng(4).random((30, 2))
    assert grouped(values, np.arange(30), seed=5) == pytest.approx(intervals(values, seed=5))


def test_a_group_counts_by_its_rows() -> None:
    # Three rows of 1 and one of 0: a resample holds both groups (.75), the first alone (1) or the other (0).
    values, of = np.array([[1.0], [1.0], [1.0], [0.0]]), np.array([7, 7, 7, 9])
    assert grouped(values, of, seed=1).tolist() == [[0.0, 1.0]]


def test_of_a_single_group_nothing_is_known() -> None:
    assert np.isnan(grouped(np.ones((4, 2)), np.zeros(4, np.intp), seed=1)).all()
