from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.kth import kth


@pytest.mark.parametrize("k", [1, 2, 30, 200])
def test_the_kth_smallest_is_that_of_a_sorted_list(k: int) -> None:
    values = np.random.default_rng(k).integers(0, 40, 200).astype(float)
    assert kth(values.copy(), k) == np.sort(values)[k - 1]
