"""What is asked of a few of many is the same by numpy and by the loops of a large network."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core import compiled
from matchmaker.core.few import SMALL, apart, between, counted, first, loops, merged, overlaps, products, twin
from matchmaker.core.reader import NOTHING, Numbers, Vector

every_size = pytest.mark.parametrize("size", [SMALL - 1, 2 * SMALL])


def _numbers(seed: int, count: int, size: int) -> Numbers:
    return np.random.default_rng(seed).integers(0, size, count)


def test_loops_are_loaded_where_there_are_many() -> None:
    assert loops(SMALL - 1) is None
    # Without machine code there is none, and numpy answers.
    assert (loops(SMALL) is not None) == compiled.COMPILES


@every_size
def test_several_lists_become_one_that_ascends(size: int) -> None:
    lists = [_numbers(seed, 50 * seed, size) for seed in range(4)]
    found = merged(lists, size)
    assert found.tolist() == sorted({number for one in lists for number in one.tolist()})
    assert merged([lists[0]], size).tolist() == []


@every_size
@pytest.mark.parametrize("most", [0, 1, 30, 1000])
def test_the_first_of_each_are_in_the_order_in_which_they_come(size: int, most: int) -> None:
    numbers = _numbers(3, 200, 90)
    assert first(numbers, most, size).tolist() == list(dict.fromkeys(numbers.tolist()))[:most]


def _matrix(size: int) -> csr_array:
    chance = np.random.default_rng(size)
    matrix = csr_array(chance.random((size, 40)) * (chance.random((size, 40)) < 0.2))
    matrix.indices = matrix.indices.astype(np.int32)
    return matrix


@every_size
def test_products_with_some_rows_are_those_of_a_sparse_product_to_the_last_bit(size: int) -> None:
    matrix, rows, chance = _matrix(size), _numbers(5, 60, size), np.random.default_rng(6)
    for ids in (np.arange(0, 40, 3), np.array([39]), np.arange(40)):
        query = Vector(ids.astype(np.int32), chance.random(len(ids)))
        wide = np.zeros(40)
        wide[ids] = query.values
        assert np.array_equal(products(matrix, rows, query), np.asarray(matrix @ wide)[rows])
    assert products(matrix, rows, NOTHING).tolist() == [0.0] * 60


@every_size
def test_rows_have_the_products_with_each_other_of_a_sparse_product_to_the_last_bit(size: int) -> None:
    matrix, rows = _matrix(size), _numbers(8, 30, size)
    part = matrix[rows]
    assert np.array_equal(between(matrix, rows), (part @ part.T).toarray())
    assert between(matrix, rows[:0]).shape == (0, 0)


@every_size
def test_the_words_of_some_are_counted_and_added_up(size: int) -> None:
    matrix, rows = _matrix(size), _numbers(4, 70, size)
    there, mine = matrix[rows].toarray() > 0, np.random.default_rng(1).integers(0, 3, 40).astype(float)
    assert overlaps(matrix, rows, mine).tolist() == (there @ mine).tolist()
    assert counted(matrix, rows).tolist() == there.sum(axis=0).tolist()
    assert overlaps(matrix, rows[:0], mine).shape == (0,)
    assert counted(matrix, rows[:0]).tolist() == [0] * 40


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
@pytest.mark.parametrize("variety", [0.0, 0.5, 3.0])
def test_places_are_filled_in_turn_by_worth_less_likeness(size: int, variety: float) -> None:
    chance = np.random.default_rng(2)
    # Few values, so that equals have to be told apart.
    worth, alike = chance.integers(0, 4, 30) / 4, chance.integers(0, 3, (30, 30)) / 2
    expected = list[int]()
    for _ in range(10):
        near = np.max([np.zeros(30), *(alike[one] for one in expected)], axis=0)
        value = worth - variety * near
        expected.append(max(set(range(30)) - {*expected}, key=lambda one: (value[one], -one)))
    assert apart(worth, alike, variety, 10, size).tolist() == expected
    assert sorted(apart(worth, alike, variety, 99, size).tolist()) == list(range(30))
