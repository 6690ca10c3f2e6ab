"""Small arrays lie in one and come out of it as they were."""

from __future__ import annotations

import numpy as np

from matchmaker.core.kept.packing import BLOB, INDEX, LINE, SMALL, packed, unpacked
from matchmaker.core.sparse import Array

ARRAYS: dict[str, Array] = {
    "a": np.arange(5, dtype=np.int32),
    "b.c": np.ones((3, 7)),
    "empty": np.zeros((0, 4), np.uint16),
    "turned": np.arange(6.0).reshape(2, 3).T,
    "yes": np.array([True, False, True]),
    "large": np.arange(SMALL),
}


def test_all_come_out_as_they_were() -> None:
    found = unpacked(packed(ARRAYS))
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert (found[name] == array).all()


def test_only_large_ones_stand_alone_and_small_ones_are_views_at_whole_lines() -> None:
    made = packed(ARRAYS)
    assert made.keys() == {BLOB, INDEX, "large"}
    assert made["large"] is ARRAYS["large"]
    blob = made[BLOB]
    for name, array in unpacked(made).items():
        if name != "large" and array.size:
            assert np.shares_memory(array, blob)
            assert not array.flags.writeable
            assert (array.ctypes.data - blob.ctypes.data) % LINE == 0


def test_nothing_packed_is_nothing_again() -> None:
    assert unpacked(packed({})) == {}
