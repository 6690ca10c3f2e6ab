"""Turns are the order of the ids."""

from __future__ import annotations

import numpy as np

from matchmaker.core.changed.turns import Turns

BASE = ["b", "d", "f", "h"]


def test_turns_are_in_the_order_of_the_ids() -> None:
    turns = Turns(BASE, ["a", "e", "ee", "z"], {"e": 2})
    ids = np.array([*BASE, "a", "e", "ee", "z"])
    order = np.argsort(turns.of(np.arange(len(ids))))
    assert ids[order].tolist() == sorted(ids.tolist())
    assert [turns[number] for number in range(8)] == turns.of(np.arange(8)).tolist()
    assert turns.first == {"a": 0, "e": 2, "ee": 2, "z": 4}
