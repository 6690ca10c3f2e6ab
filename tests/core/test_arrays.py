from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from matchmaker.core.arrays import read_only, spans, taken


def test_what_is_read_only_is_the_same_memory_and_cannot_be_written() -> None:
    array = np.arange(4)
    sealed = read_only(array)
    assert np.shares_memory(sealed, array)
    with pytest.raises(ValueError, match="read-only"):
        sealed[0] = 1
    array[0] = 7
    assert sealed[0] == 7


def test_a_column_of_a_table_is_laid_in_one_piece() -> None:
    assert read_only(np.arange(6).reshape(3, 2)[:, 1]).flags.c_contiguous


def test_spans_follow_one_another() -> None:
    assert spans(np.array([7, 5, 2]), np.array([2, 0, 3])).tolist() == [7, 8, 2, 3, 4]
    assert spans(np.array([], np.int64), np.array([], np.int64)).tolist() == []


@pytest.mark.parametrize("kind", [float, np.int64, np.int8, bool])
def test_values_are_taken_out_of_a_column_whatever_they_are(kind: type) -> None:
    column: npt.NDArray[Any] = (np.arange(90) % 5).astype(kind)
    numbers = np.random.default_rng(4).integers(0, 90, 30)
    found = taken(column, numbers)
    assert found.dtype == column.dtype
    assert found.tolist() == column[numbers].tolist()
    assert taken(column, numbers[:0]).tolist() == []
