from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.graph.shared import shared_partners
from tests.core.graph.networks import Edge, drawn, edges, network_of, row_of, ties_of

SIZE = 15


@settings(deadline=None, max_examples=60)
@given(edges(SIZE), st.integers(0, SIZE - 1), st.lists(st.integers(0, SIZE - 1)))
def test_shared_partners_are_those_of_a_network_to_the_last_bit(
    found: list[Edge], number: int, those: list[int]
) -> None:
    network = network_of(SIZE, found)
    counts, rarity = network.shared_partners(network.ids[number])
    shared = shared_partners(ties_of(SIZE, found), number)
    assert shared.numbers.tolist() == np.flatnonzero(counts).tolist()
    assert np.array_equal(shared.counts, counts[shared.numbers])
    assert np.array_equal(shared.rarity, rarity[shared.numbers])
    few = shared_partners(ties_of(SIZE, found), number, those=np.array(those, np.int64))
    assert few.numbers.tolist() == those
    assert np.array_equal(few.counts, counts[those])
    assert np.array_equal(few.rarity, rarity[those])


@pytest.mark.parametrize("seed", [1, 2])
def test_they_follow_the_changes(seed: int) -> None:
    found = drawn(seed, 50, 160)
    ties = ties_of(50, [edge for edge in found if 0 not in edge[:2]])
    changed = ties.with_changes({0: row_of(ties_of(50, found), 0)})
    for number in range(50):
        for mine, yours in zip(
            shared_partners(changed, number), shared_partners(ties_of(50, found), number), strict=True
        ):
            assert np.array_equal(mine, yours)
