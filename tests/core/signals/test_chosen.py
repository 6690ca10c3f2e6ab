from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.signals.chosen import Chosen, ChosenPlaces

IDS = ("a", "b", "c", "d")
SOME = np.array([1, 3])


def test_those_chosen_are_looked_up_in_the_whole() -> None:
    few = Chosen(IDS, SOME)
    assert list(few) == ["b", "d"]
    assert (few[0], few[-1], len(few)) == ("b", "d", 2)
    assert list(few[1:]) == ["d"]
    with pytest.raises(IndexError):
        few[2]


def test_each_has_a_place_among_those_chosen_and_nobody_else_has() -> None:
    places = ChosenPlaces({key: i for i, key in enumerate(IDS)}, IDS, SOME)
    assert dict(places) == {"b": 0, "d": 1}
    assert len(places) == 2
    assert "c" not in places
    assert places.get("a") is None
    assert "nobody" not in places
    assert not ChosenPlaces({}, (), np.array([], np.int64))
