"""What is asked of a few of many is the same by numpy and by the loops of a large network."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core import compiled
from matchmaker.core.few import (
    SMALL,
    looked_up,
    loops,
    merged,
    places_among,
    twin,
    worth_loading,
)
from matchmaker.core.reader import Numbers

every_size = pytest.mark.parametrize("size", [SMALL - 1, 2 * SMALL])


def _numbers(seed: int, count: int, size: int) -> Numbers:
    return np.random.default_rng(seed).integers(0, size, count)


def test_loops_are_loaded_where_there_are_many() -> None:
    assert loops(SMALL - 1) is None
    # Without machine code there is none, and numpy answers.
    assert (loops(SMALL) is not None) == worth_loading(SMALL) == compiled.COMPILES


@every_size
def test_several_lists_become_one_that_ascends(size: int) -> None:
    lists = [_numbers(seed, 50 * seed, size) for seed in range(4)]
    found = merged(lists, size)
    assert found.tolist() == sorted({number for one in lists for number in one.tolist()})
    assert merged([lists[0]], size).tolist() == []


def test_numbers_are_found_among_a_few_or_stay_where_everybody_is() -> None:
    numbers = np.array([7, 3, 9, 0, 3])
    assert places_among(numbers, np.array([0, 3, 8])).tolist() == [1, 0, 1]
    assert places_among(numbers, np.array([], np.int64)).tolist() == []
    assert places_among(numbers, None).tolist() == numbers.tolist()


def test_a_twin_has_the_same_and_goes_its_own_way() -> None:
    one = Things()
    other = twin(one)
    assert type(other) is Things
    assert other.held is one.held
    other.held = [2]
    assert one.held == [1]


class Things:
    """Something with an attribute."""

    def __init__(self) -> None:
        self.held = [1]


@every_size
def test_values_are_looked_up_by_their_keys(size: int) -> None:
    keys, values = np.array([1, 4, 9]), np.array([0.5, 0.25, 2.0])
    assert looked_up(np.array([0, 1, 4, 5, 9, 12]), keys, values, size).tolist() == [0, 0.5, 0.25, 0, 2, 0]
    assert looked_up(np.array([3, 4]), keys[:0], values[:0], size).tolist() == [0, 0]
    assert looked_up(keys[:0], keys, values, size).tolist() == []
