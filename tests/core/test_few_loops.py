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


@pytest.mark.parametrize("most", [0, 2, 9])
def test_of_several_the_first_count(most: int) -> None:
    found = loops.first(np.array([64, 0, 64, 128, 0, 192]), most)
    assert found.tolist() == [64, 0, 128, 192][:most]
