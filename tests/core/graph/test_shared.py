from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.arrays import read_only
from matchmaker.core.few import SMALL
from matchmaker.core.graph import loops
from matchmaker.core.graph.shared import shared_among, shared_partners
from tests.core.graph.networks import Edge, drawn, edges, network_of, row_of, ties_of

SIZE = 15


@settings(max_examples=60)
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


@pytest.mark.parametrize("size", [200, SMALL])
@pytest.mark.parametrize("changed", [False, True])
def test_of_a_few_they_are_the_same_by_numpy_and_by_a_loop(size: int, changed: bool) -> None:
    ties = ties_of(size, drawn(3, 200, 900))
    if changed:
        ties = ties.with_changes({5: {6: 1.0, 8: 2.0, size + 1: 0.5}, 9: {}})
    rarity = 1.0 / np.log(np.arange(ties.size) + 2.0)
    among = np.sort(np.random.default_rng(1).choice(200, 60, replace=False)).astype(np.int64)
    for number in (0, 5, 8, 9, 77):
        partners = ties.partners(number).indices.astype(np.int64)
        tied = [{*ties.partners(int(one)).indices.tolist()} for one in partners]
        pairs = list(zip(partners, tied, strict=True))
        both = [[partner for partner, others in pairs if one in others] for one in among.tolist()]
        counts, rare = shared_among(ties, partners, rarity, among)
        assert counts.tolist() == [len(one) for one in both]
        assert rare.tolist() == [sum(rarity[p] for p in one) for one in both]
        again = loops.shared(ties.base, ties.changes, partners, read_only(rarity), among)
        assert [one.tolist() for one in again] == [counts.tolist(), rare.tolist()]
