from __future__ import annotations

from itertools import count

import pytest

from matchmaker.core.benchmarks.bandwidth import streaming


def test_the_fastest_reading_counts() -> None:
    # Every reading takes a second of this clock but the third, which takes half of one.
    ticks = iter([0.0, 1.0, 1.0, 2.0, 2.0, 2.5] + [float(n) for n in range(3, 60)])
    assert streaming(lambda: next(ticks), 800) == 1600


def test_a_clock_that_stands_still_gives_a_number() -> None:
    assert streaming(lambda: 1.0, 800) == pytest.approx(800 / 1e-9)
    ticks = count()
    assert streaming(lambda: float(next(ticks)), 80) == 80
