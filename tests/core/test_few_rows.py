"""What is asked of some rows of many is the same by numpy and by the loops of a large network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.changed.over import Over
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.few import SMALL
from matchmaker.core.few_rows import between, counted, overlaps, products
from matchmaker.core.reader import NOTHING, Numbers, Vector

every_size = pytest.mark.parametrize("size", [SMALL - 1, 2 * SMALL])


def _numbers(seed: int, count: int, size: int) -> Numbers:
    return np.random.default_rng(seed).integers(0, size, count)


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


def test_rows_with_others_over_them_are_looked_up_where_they_lie() -> None:
    size, chance = SMALL, np.random.default_rng(7)
    base, over = _matrix(size), Over(np.array([3, 70, size, size + 1]), size + 2)
    newer = csr_array(chance.random((4, 43)) * (chance.random((4, 43)) < 0.3))
    stacked: Any = Stacked(base, over, newer)
    whole = np.zeros((size + 2, 43))
    whole[:size, :40] = base.toarray()
    whole[over.numbers] = newer.toarray()
    query = Vector(np.arange(0, 43, 2, dtype=np.int32), chance.random(22))
    wide = np.zeros(43)
    wide[query.ids] = query.values
    for rows in (np.array([0, 3, 9, size + 1, 70, 4]), np.array([5, 2]), np.array([size])):
        matrix = csr_array(whole[rows])
        assert np.array_equal(products(stacked, rows, query), matrix @ wide)
        assert np.array_equal(between(stacked, rows), (matrix @ matrix.T).toarray())
