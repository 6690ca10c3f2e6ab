from __future__ import annotations

import pytest

from matchmaker.core.benchmarks.figures import Pairs, Row, faster, growths, percentile


def test_percentiles_lie_between_neighbours_in_proportion() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2
    assert percentile([0.0, 100.0], 0.99) == pytest.approx(99)
    assert percentile([7.0], 0.99) == 7


def test_growth_is_an_exponent_from_each_size_to_the_next() -> None:
    rows = [
        Row(100_000, "a", cpu_p50_ms=100.0),
        Row(1_000, "a", cpu_p50_ms=1.0),
        Row(10_000, "a", cpu_p50_ms=1.0),
        Row(1_000, "b"),
        Row(10_000, "b", cpu_p50_ms=5.0),
    ]
    flat, square = growths(rows)
    assert (flat.start, flat.end, flat.times, flat.exponent) == (1_000, 10_000, 1.0, 0.0)
    assert (square.larger, square.exponent) == (10, 2)


def test_the_same_size_twice_is_no_growth() -> None:
    assert not list(growths([Row(10, "a", cpu_p50_ms=1.0), Row(10, "a", cpu_p50_ms=2.0)]))


def test_how_many_times_as_long_is_told_for_each_size_that_both_have() -> None:
    rows = [
        Row(10, "ours", cpu_p50_ms=2.0),
        Row(10, "b", cpu_p50_ms=9.0),
        Row(20, "b", cpu_p50_ms=1.0),
        Row(10, "c"),
    ]
    assert list(faster(rows, "ours")) == [(10, "b", 4.5)]


def test_all_pairs_are_worked_out_from_the_rows_that_were_asked() -> None:
    assert Pairs(1_000, "a", 100, 9.0, 3.0).of_all == 30
    assert Pairs(1_000, "a", 0, 0.0, 0.0).of_all == 0
