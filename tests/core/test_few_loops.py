from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core import few_loops as loops


@pytest.mark.parametrize("size", [10, 2048, 2049, 5_000_000])
def test_numbers_are_sorted_by_their_digits_and_stand_once(size: int) -> None:
    numbers = np.random.default_rng(size).integers(0, size, 300)
    numbers[:2] = 0, size - 1
    before = numbers.copy()
    assert np.array_equal(loops.merged(numbers, size), np.unique(numbers))
    assert np.array_equal(numbers, before)


def test_values_are_looked_up_by_their_keys() -> None:
    found = loops.looked_up(np.array([1, 3, 8]), np.array([0, 3, 9]), np.array([0.5, 0.25, 2.0]))
    assert found.tolist() == [0, 0.25, 0]
