from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.directory.paging import GROUPS, best, likely


@given(st.lists(st.integers(0, 5)), st.integers(0, 30), st.integers(0, 30))
def test_a_page_is_that_of_the_sorted_list(values: list[int], first: int, size: int) -> None:
    held = np.array(values, float)
    wanted = np.argsort(-held, kind="stable")[first : first + size]
    assert best(held, first, first + size).tolist() == wanted.tolist()


@given(st.integers(0, 2**32), st.sampled_from((2, 50, 10**9)), st.floats(0, 1))
def test_the_same_holds_for_thousands_with_few_and_with_many_equal_ones(
    seed: int, different: int, where: float
) -> None:
    values = np.random.default_rng(seed).integers(0, different, 100 * GROUPS + 17).astype(float)
    first = int(where * len(values))
    wanted = np.argsort(-values, kind="stable")
    for start in (0, first, len(values) - 20):
        assert best(values, start, start + 20).tolist() == wanted[start : start + 20].tolist()
    among = likely(values, 20)
    assert among is not None
    assert set(wanted[:20].tolist()) <= set(among.tolist())


def test_of_the_likely_ones_there_are_few() -> None:
    values = np.random.default_rng(1).random(100_000)
    among = likely(values, 20)
    assert among is not None
    assert len(among) < 100
    assert likely(values, 1_000) is None, "a page so deep is found another way"
