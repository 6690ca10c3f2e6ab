from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.entities import Link
from matchmaker.core.graph.paths import Ways, common, path
from matchmaker.core.network import Network
from tests.core.graph.networks import Edge, drawn, edges, network_of, ties_of

SIZE = 14


@settings(max_examples=60)
@given(edges(SIZE, 40), st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), st.integers(0, 4))
def test_paths_and_common_partners_are_those_of_a_network(
    found: list[Edge], a: int, b: int, steps: int
) -> None:
    ties, network = ties_of(SIZE, found), network_of(SIZE, found)
    ids = network.ids
    assert [ids[n] for n in common(ties, a, b)] == network.common(ids[a], ids[b])
    assert tuple(ids[n] for n in path(ties, a, b, steps=steps)) == network.path(ids[a], ids[b], steps=steps)


@settings(max_examples=60)
@given(edges(SIZE, 40), st.permutations(range(SIZE)), st.integers(0, SIZE - 1), st.integers(0, SIZE - 1))
def test_of_equals_the_smaller_id_wins_whatever_the_numbers(
    found: list[Edge], order: list[int], a: int, b: int
) -> None:
    ids = [f"s-{place:02}" for place in order]
    ties = ties_of(SIZE, found)
    network = Network(ids, [Link(ids[x], ids[y], weight=w) for x, y, w in found])
    assert [ids[n] for n in common(ties, a, b, ids=ids)] == network.common(ids[a], ids[b])
    assert tuple(ids[n] for n in path(ties, a, b, ids=ids)) == network.path(ids[a], ids[b])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_they_agree_where_changes_lie_over_the_arrays(seed: int) -> None:
    found = drawn(seed, 60, 150)
    # Take from the first ones all that they have, and give it back.
    ties, whole = ties_of(60, found), ties_of(60, [edge for edge in found if min(edge[:2]) >= 3])
    changed = whole.with_changes(
        {
            n: dict(zip((r := ties.partners(n)).indices.tolist(), r.weights.tolist(), strict=True))
            for n in range(3)
        }
    )
    for a in range(60):
        for b in range(0, 60, 7):
            assert np.array_equal(common(changed, a, b), common(ties, a, b))
            assert path(changed, a, b) == path(ties, a, b)


def test_a_path_between_a_hub_and_a_small_one_is_the_same_from_both_ends() -> None:
    found = [(0, n, 1.0) for n in range(1, 200)] + [(200, 201, 1.0), (201, 57, 1.0), (202, 200, 1.0)]
    ties = ties_of(203, found)
    assert path(ties, 0, 200) == (57, 201)
    assert path(ties, 200, 0) == (201, 57)
    assert path(ties, 0, 202) == ()


@settings(max_examples=60)
@given(edges(SIZE, 40), st.permutations(range(SIZE)), st.integers(0, SIZE - 1), st.booleans())
def test_the_ways_from_one_are_the_paths_to_everybody(
    found: list[Edge], order: list[int], start: int, by_number: bool
) -> None:
    ties, ids = ties_of(SIZE, found), None if by_number else [f"s-{place:02}" for place in order]
    ways = Ways(ties, start, ids=ids)
    for other in range(SIZE):
        assert ways.to(other) == path(ties, start, other, ids=ids)


def test_the_ways_are_right_where_changes_lie_over_the_arrays() -> None:
    ties = ties_of(60, drawn(2, 60, 150))
    changed = ties.with_changes({5: {1: 1.0, 59: 2.0, 60: 1.0}, 60: {5: 1.0}})
    for start in (0, 1, 5, 59, 60):
        ways = Ways(changed, start)
        assert [ways.to(other) for other in range(61)] == [path(changed, start, b) for b in range(61)]
