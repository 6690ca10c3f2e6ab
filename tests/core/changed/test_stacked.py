"""Rows of a version with others over them are those of one matrix."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.changed.over import Over
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.reader import FloatArray

DRAW = np.random.default_rng(4)


def some(rows: int, columns: int) -> FloatArray:
    return np.asarray(DRAW.random((rows, columns)) * (DRAW.random((rows, columns)) < 0.4))


BASE, NEWER = some(8, 5), some(4, 7)
OVER = Over(np.array([2, 6, 8, 9]), 10)
WHOLE = np.pad(BASE, ((0, 2), (0, 2)))
WHOLE[OVER.numbers] = NEWER
STACKED = Stacked(csr_array(BASE), OVER, csr_array(NEWER))
ASKED = [[0, 1], [2, 9, 9, 0], [], list(range(10)), [8]]
every_choice = pytest.mark.parametrize("asked", ASKED, ids=str)


@every_choice
def test_rows_that_are_taken_are_those_of_the_whole(asked: list[int]) -> None:
    numbers = np.array(asked, np.int64)
    assert STACKED.shape == WHOLE.shape
    assert (STACKED[numbers].toarray() == WHOLE[numbers]).all()
    counts = np.count_nonzero(WHOLE[numbers], axis=1)
    assert STACKED.lengths(numbers).tolist() == counts.tolist()
    indices, data, each = STACKED.taken(numbers)
    assert each.tolist() == counts.tolist()
    assert indices.dtype == np.int32
    assert data.tolist() == [one for row in WHOLE[numbers] for one in row[row > 0].tolist()]
    columns, sizes = STACKED.cells(numbers)
    assert indices.tolist() == columns.tolist()
    assert sizes.tolist() == counts.tolist()
    assert columns.tolist() == [int(one) for row in WHOLE[numbers] for one in np.flatnonzero(row)]


@every_choice
def test_products_with_parts_are_products_with_the_whole(asked: list[int]) -> None:
    numbers, column = np.unique(np.array(asked, np.int64)), DRAW.random(7)
    found = np.zeros(10)
    for rows, part in STACKED.parts(numbers):
        found[rows] = part @ (column[: part.shape[1]] if isinstance(part, csr_array) else column)
    assert found[numbers] == pytest.approx(WHOLE[numbers] @ column)
    assert STACKED @ column == pytest.approx(WHOLE @ column)


def test_one_row_is_read_where_it_stands() -> None:
    for number, row in enumerate(WHOLE):
        columns, values = STACKED.row(number)
        assert columns.tolist() == np.flatnonzero(row).tolist()
        assert values.tolist() == row[row > 0].tolist()
