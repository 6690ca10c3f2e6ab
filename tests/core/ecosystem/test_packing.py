"""Discs side by side: none covers another, those that pull are near."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from matchmaker.core.ecosystem.packing import MOST_PACKED, Disc, in_rows, pack


def apart(discs: list[Disc]) -> bool:
    """Whether no disc covers another."""
    return all(
        hypot(one.x - other.x, one.y - other.y) >= one.r + other.r - 1e-6
        for one, other in combinations(discs, 2)
    )


@pytest.mark.parametrize("count", [0, 1, 2, 7, 40, MOST_PACKED + 30])
def test_no_disc_covers_another(count: int) -> None:
    radii = [1.0 + 5.0 / (number + 1) for number in range(count)]
    discs = pack(radii, {})
    assert [disc.r for disc in discs] == radii
    assert apart(discs)


def test_the_whole_is_about_as_wide_as_asked_for() -> None:
    for aspect in (0.6, 1.0, 1.5, 2.0):
        discs = pack([1.0] * 60, {}, aspect=aspect)
        wide = max(disc.x for disc in discs) - min(disc.x for disc in discs) + 2
        high = max(disc.y for disc in discs) - min(disc.y for disc in discs) + 2
        assert wide / high == pytest.approx(aspect, rel=0.25)


def test_who_pulls_is_a_neighbour() -> None:
    discs = pack([5.0] + [2.0] * 12, {(7, 12): 9.0})
    far = {n: hypot(disc.x - discs[7].x, disc.y - discs[7].y) for n, disc in enumerate(discs) if n != 7}
    assert far[12] == pytest.approx(4.0, abs=1e-6)


def test_placed_ones_stay_and_nothing_goes_below_the_floor() -> None:
    there = [Disc(0.0, 0.0, 3.0), Disc(9.0, 1.0, 4.0)]
    discs = pack([2.0] * 9, {(0, 9): 1.0}, placed=there, floor=6.0)
    assert apart([*there, *discs])
    assert all(disc.y + disc.r <= 6.0 + 1e-6 for disc in discs)
    assert hypot(discs[0].x, discs[0].y) == pytest.approx(5.0, abs=1e-6)


def test_rows_are_as_wide_as_what_stands_above() -> None:
    rows = in_rows([1.0] * 10, [Disc(0.0, 0.0, 4.0)])
    assert apart(rows)
    assert min(disc.y - disc.r for disc in rows) == 4.0
    assert max(disc.x + disc.r for disc in rows) <= 4.0
