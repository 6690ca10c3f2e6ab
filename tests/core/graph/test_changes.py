from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.graph.changes import NONE, checked, layered


def test_new_rows_lie_over_old_ones() -> None:
    old = layered(NONE, {4: {1: 0.5, 0: 1.0}, 2: {3: 2.0}}, size=20)
    new = layered(old, {4: {}, 17: {2: 1.0}}, size=20)
    assert new.numbers.tolist() == [2, 4, 17]
    assert new.rows.counts(np.arange(3)).tolist() == [1, 0, 1]
    assert new.rows.indices.tolist() == [3, 2]
    assert old.rows.indices.tolist() == [3, 0, 1]
    assert old.rows.weights.tolist() == [2.0, 1.0, 0.5]


def test_marks_are_set_for_whoever_has_a_row() -> None:
    changes = layered(NONE, {0: {1: 1.0}, 9: {}, 15: {}}, size=17)
    bits = np.unpackbits(changes.marks, bitorder="little")
    assert np.flatnonzero(bits).tolist() == [0, 9, 15]
    assert len(changes.marks) == 3


def test_slots_tell_whose_row_is_where() -> None:
    changes = layered(NONE, {3: {}, 8: {}}, size=9)
    assert changes.slots(np.array([8, 0, 3, 4])).tolist() == [1, -1, 0, -1]
    assert NONE.slots(np.array([8, 0])).tolist() == [-1, -1]


def test_a_row_is_checked_and_made_plain() -> None:
    assert checked(1, {2: 1}) == {2: 1.0}
    with pytest.raises(ValueError, match="1 cannot have a tie of weight"):
        checked(1, {1: 1.0})
