from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.graph.adjacency import EMPTY, Adjacency, among, taken


def _three() -> Adjacency:
    counts = np.array([2, 0, 1])
    return Adjacency.of(counts, np.array([1, 2], np.int32).repeat([1, 2]), np.array([0.5, 1.0, 2.0]))


def test_rows_lie_end_to_end_with_the_sum_of_their_weights() -> None:
    found = _three()
    assert found.indptr.tolist() == [0, 2, 2, 3]
    assert found.strengths.tolist() == [1.5, 0, 2]
    assert found.rows == 3
    assert found.counts(np.array([2, 0])).tolist() == [1, 2]


def test_rows_are_taken_in_the_order_asked_for_and_as_often() -> None:
    rows = taken(_three(), np.array([2, 1, 0, 2]))
    assert rows.counts.tolist() == [1, 0, 2, 1]
    assert rows.indices.tolist() == [2, 1, 2, 2]
    assert rows.weights.tolist() == [2, 0.5, 1, 2]
    assert rows.owners(np.array([2, 1, 0, 2])).tolist() == [2, 0, 0, 2]


def test_nobody_is_among_none() -> None:
    assert among(np.array([3, 1]), np.array([], np.int64)).tolist() == [False, False]
    assert among(np.array([9, 3, 1, 5]), np.array([1, 5])).tolist() == [False, False, True, True]


def test_arrays_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        _three().weights[0] = 1.0
    assert EMPTY.rows == 0
