"""Low, middling or high: the cut-offs, and where nothing is said."""

from __future__ import annotations

import pytest

from matchmaker.core.ecosystem.bands import CUTS, Band, band_of, value_of


@pytest.mark.parametrize("name", CUTS)
def test_every_measure_has_three_bands_with_no_gap(name: str) -> None:
    low, high = CUTS[name]
    assert low < high
    assert [band_of(name, value) for value in (low - 0.01, low, high)] == [Band.LOW, Band.MIDDLE, Band.HIGH]


def test_shares_follow_from_two_figures() -> None:
    figures = {"stakeholders": 40.0, "largest": 30.0, "isolated": 4.0}
    assert value_of("largest_share", figures) == 0.75
    assert value_of("isolated_share", figures) == 0.1
    assert value_of("largest_share", {}) is None


def test_a_pattern_of_a_few_ties_is_an_accident_and_not_told() -> None:
    assert value_of("clustering", {"ties": 9.0, "clustering": 0.5}) is None
    assert value_of("clustering", {"ties": 10.0, "clustering": 0.5}) == 0.5
    assert value_of("mean_degree", {"ties": 1.0, "mean_degree": 0.5}) == 0.5
    assert value_of("ei_kind", {"ties": 12.0, "ei_kind": None}) is None
