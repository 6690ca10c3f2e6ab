"""Columns with the values of others in them, and rows that differ."""

from __future__ import annotations

import numpy as np

from matchmaker.core.changed.over import Column, Over, differing, patched

OVER = Over(np.array([1, 4, 5]), 6)
BASE, VALUES = np.array([10.0, 11.0, np.nan, 13.0]), np.array([21.0, 24.0, np.nan])
ASKED = np.array([5, 0, 1, 3, 1, 4, 2])


def test_others_have_a_place_and_all_else_has_none() -> None:
    assert OVER.places(ASKED).tolist() == [2, -1, 0, -1, 0, 1, -1]
    assert OVER.new(ASKED).tolist() == [True, False, True, False, True, True, False]
    assert [OVER.place(number) for number in range(6)] == [-1, 0, -1, -1, 1, 2]


def test_a_column_looked_up_is_the_column_patched() -> None:
    whole = patched(BASE, OVER, VALUES)
    assert whole[:2].tolist() == [10.0, 21.0]
    assert np.array_equal(whole[ASKED], Column(BASE, OVER, VALUES)[ASKED], equal_nan=True)
    assert np.array_equal(Column(BASE, OVER, VALUES)[np.array([3, 0])], BASE[[3, 0]])
    assert BASE.tolist()[1] == 11.0


def test_a_column_in_which_nothing_differs_is_not_copied() -> None:
    same = Over(np.array([0, 2]), len(BASE))
    assert patched(BASE, same, BASE[[0, 2]]) is BASE
    assert patched(BASE, same, np.array([10.0, 12.0])) is not BASE


def test_rows_differ_by_how_many_cells_they_have_by_columns_and_by_values() -> None:
    one = np.array([2, 1, 0, 1]), np.array([0, 3, 5, 7]), np.array([1.0, 2.0, 3.0, 4.0])
    assert not differing(one, one).any()
    longer = np.array([2, 1, 1, 1]), np.array([0, 3, 5, 9, 7]), np.array([1.0, 2.0, 3.0, 9.0, 4.0])
    assert differing(one, longer).tolist() == [False, False, True, False]
    assert differing(longer, one).tolist() == [False, False, True, False]
    other = one[0], np.array([0, 4, 5, 7]), np.array([1.0, 2.0, 3.0, 4.5])
    assert differing(one, other).tolist() == [True, False, False, True]
