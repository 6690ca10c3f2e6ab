"""A progress that is told again."""

from __future__ import annotations

from matchmaker.core.ecosystem.survey import Steady


def test_the_last_step_is_told_again() -> None:
    told: list[tuple[int, int]] = []
    steady = Steady(lambda done, total: told.append((done, total)))
    steady.again()
    steady(2, 5)
    steady.again()
    assert told == [(0, 0), (2, 5), (2, 5)]
