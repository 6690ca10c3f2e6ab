from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.directory import prefix_rule
from matchmaker.core.directory.places import Places

CODES = ["", "DE", "DE1", "DE11", "DE111", "EL30", "UK", "UKM82", "UKM83", "XK"]


@pytest.mark.parametrize("region", ["DE", "DE11", "UKM8", "EL30", "F", "D", "Z", "UKM83"])
def test_the_usual_rule_is_a_range_and_the_same_as_asking_code_by_code(region: str) -> None:
    places = Places(reversed(CODES))
    asked = places.within(region, lambda code, wanted: prefix_rule(code, wanted))
    assert places.within(region, prefix_rule).tolist() == asked.tolist()
    assert asked.tolist() == [code.startswith(region) for code in CODES]


def test_an_unknown_place_lies_nowhere_whatever_the_rule() -> None:
    assert not Places(["", "DE"]).within("", lambda code, region: True)[0]
    assert not Places([""]).within("", prefix_rule).any()


@pytest.mark.parametrize(
    ("depth", "cut"),
    [
        (2, [("DE", 10), ("EL", 5), ("UK", 21), ("XK", 9)]),
        (3, [("DE1", 9), ("EL3", 5), ("UKM", 15)]),
        (5, [("DE111", 4), ("UKM82", 7), ("UKM83", 8)]),
        (6, []),
    ],
)
def test_counts_are_cut_to_one_level_without_those_above_it(depth: int, cut: list[tuple[str, int]]) -> None:
    places = Places(CODES)
    assert places.cut(np.arange(len(CODES)), depth) == cut
    assert places.cut(np.zeros(len(CODES), int), depth) == []


def test_no_place_is_cut_to_nothing() -> None:
    assert Places([]).cut(np.zeros(0, int), 2) == []
    assert Places([]).within("DE", prefix_rule).tolist() == []
