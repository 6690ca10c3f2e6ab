from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core import few_rows_loops as loops
from matchmaker.core.sealing import sealed


def test_rows_are_multiplied_where_they_have_the_terms_of_a_vector() -> None:
    matrix = csr_array(np.array([[1.0, 0, 2, 3], [0, 5, 0, 0], [0, 0, 0, 7]]))
    found = loops.products(
        sealed(matrix.indptr), sealed(matrix.indices.astype(np.int32)), sealed(matrix.data),
        np.array([2, 0, 1, 0]), sealed(np.array([0, 2], np.int32)), sealed(np.array([10.0, 0.5])),
    )  # fmt: skip
    assert found.tolist() == [0.0, 11.0, 0.0, 11.0]


def test_rows_meet_each_other_in_the_terms_that_both_have() -> None:
    matrix = csr_array(np.array([[1.0, 0, 2, 3], [0, 5, 0, 0], [0, 0, 0, 7]]))
    arrays = sealed(matrix.indptr), sealed(matrix.indices.astype(np.int32)), sealed(matrix.data)
    assert loops.between(*arrays, np.array([2, 0])).tolist() == [[49.0, 21.0], [21.0, 14.0]]


def test_a_copy_of_who_is_placed_already_comes_later() -> None:
    alike = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    worth = np.array([1.0, 0.9, 0.5])
    assert loops.apart(worth, alike, 0.6, 3).tolist() == [0, 2, 1]
    assert loops.apart(worth, alike, 0.1, 2).tolist() == [0, 1]


def test_the_terms_of_rows_are_counted_and_added_up() -> None:
    matrix = csr_array(np.array([[1, 0, 1, 1], [0, 1, 0, 0], [0, 0, 0, 1]]))
    arrays, rows = (sealed(matrix.indptr), sealed(matrix.indices.astype(np.int32))), np.array([2, 0, 0])
    assert loops.overlaps(*arrays, rows, np.array([1.0, 5.0, 0.5, 2.0])).tolist() == [2.0, 3.5, 3.5]
    assert loops.counted(*arrays, rows, 4).tolist() == [2, 0, 2, 3]


def test_rows_of_a_full_matrix_are_added_up() -> None:
    matrix = sealed(np.array([[1.0, 2.0], [10.0, 0.0]]))
    found = loops.combined(matrix, np.array([1, 0]), np.array([0.5, 2.0]))
    assert found.tolist() == [7.0, 4.0]
