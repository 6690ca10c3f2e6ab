"""The sheet on which a network is drawn, where filters leave little of it."""

from __future__ import annotations

from math import inf, pi

import pytest

from matchmaker.core.ecosystem.sheet import _unit_for


def test_discs_fill_the_area_that_they_may() -> None:
    unit = _unit_for([1.0, 2.0], pad=0.0, area=5.0 * pi * 100.0)
    assert unit == pytest.approx(10.0)


def test_communities_of_one_each_set_no_limit() -> None:
    assert _unit_for([0.0, 0.0, 0.0], pad=4.0, area=100.0) == inf
