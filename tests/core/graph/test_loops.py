"""The loops of a push, each by itself; `test_push` holds the whole against numpy and networkx."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.graph import loops
from tests.core.graph.networks import drawn, ties_of


@pytest.mark.parametrize("size", [7, 8, 1000, 2**31 - 1])
@pytest.mark.parametrize("many", [0, 1, 300])
def test_numbers_are_sorted_by_comparing_and_by_digits(size: int, many: int) -> None:
    numbers = np.random.default_rng(many).integers(0, size, 400).astype(np.int32)
    expected = np.sort(numbers[:many]).tolist()
    room = np.empty_like(numbers)
    loops.digits(numbers.copy(), room, many, size)
    assert room[:many].tolist() == expected
    loops.ascend(numbers, many)
    assert numbers[:many].tolist() == expected


def test_a_degree_is_that_of_now() -> None:
    ties = ties_of(30, drawn(2, 30, 90))
    changed = ties.with_changes({3: {4: 1.0, 31: 2.0}, 7: {}})
    for now in (ties, changed):
        numbers = np.arange(now.size)
        found = [loops.degree(now.base, now.changes, int(number)) for number in numbers]
        assert found == now.degrees(numbers).tolist()


@pytest.mark.parametrize("turns", [5, loops.FEW + 1, 150])
def test_whose_turn_comes_next_are_in_order(turns: int) -> None:
    work = loops.Workspace.of(1500)
    following = np.random.default_rng(turns).permutation(1500)[:turns]
    work.following[:turns] = following
    loops.take_turns(work, turns)
    assert work.frontier[:turns].tolist() == sorted(following.tolist())
