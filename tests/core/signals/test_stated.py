from __future__ import annotations

import numpy as np

from matchmaker.core.entities import Reach, Statement
from matchmaker.core.signals.stated import REACHES, Stated


def test_statements_are_looked_up_when_they_are_asked_for() -> None:
    reaches = [Reach.LOCAL, Reach.EUROPEAN, Reach.NATIONAL]
    stated = Stated([[Statement("a", "x", ("training",), reach=one)] for one in reaches])
    asked = list[int]()

    def rows() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        asked.append(1)
        return np.array([2, 0])

    few = stated.take(rows)
    assert not asked
    assert few.reach.tolist() == [REACHES.index(Reach.NATIONAL), REACHES.index(Reach.LOCAL)]
    assert few.kinds.overlap(["training"]).tolist() == [1.0, 1.0]
    assert asked == [1]
