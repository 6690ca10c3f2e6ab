"""Ids, numbers and profiles of those who are there."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.changed.people import ChangedIds, ChangedNumbers, ChangedProfiles
from matchmaker.core.entities import Profile

BASE = ["b", "d", "f", "h"]
IDS = ChangedIds(BASE, ["a", "e", "z"], frozenset({1}))
NUMBER = ChangedNumbers(IDS, {key: i for i, key in enumerate(BASE)}, {"a": 4, "e": 5, "z": 6})
OLD, NEW = [Profile(key, key) for key in BASE], Profile("f", "changed")
PROFILES = ChangedProfiles(OLD, {2: NEW, 4: Profile("a", ""), 5: Profile("e", ""), 6: Profile("z", "")},
                           frozenset({1}))  # fmt: skip


def test_numbers_stay_and_newcomers_stand_behind_all_others() -> None:
    assert [IDS[number] for number in range(len(IDS))] == ["b", "d", "f", "h", "a", "e", "z"]
    assert IDS[2:5] == ["f", "h", "a"]
    assert IDS[-1] == "z"
    assert {key: NUMBER[key] for key in NUMBER} == {"b": 0, "f": 2, "h": 3, "a": 4, "e": 5, "z": 6}
    assert (len(NUMBER), len(IDS), len(PROFILES)) == (6, 7, 7)


def test_who_is_gone_is_passed_over() -> None:
    assert [*IDS] == ["b", "f", "h", "a", "e", "z"]
    assert "d" not in NUMBER
    with pytest.raises(KeyError):
        NUMBER["d"]
    assert [one.id for one in PROFILES] == [*IDS]
    assert PROFILES.ready(np.array([0, 1, 2, 6])).tolist() == [True, False, True, True]


def test_a_profile_that_changed_is_as_it_is_now() -> None:
    assert PROFILES[2] is NEW
    assert PROFILES[0] is OLD[0]
    assert PROFILES[-1].id == "z"
    assert [one.id for one in PROFILES[1:4]] == ["d", "f", "h"]
