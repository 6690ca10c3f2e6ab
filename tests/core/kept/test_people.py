"""Profiles are read when they are looked at, a few stay at hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from matchmaker.core.entities import Profile
from matchmaker.core.index import Texts
from matchmaker.core.kept.people import AT_HAND, AT_ONCE, Passages, Profiles
from tests.core.crowds import make_people
from tests.core.people import LABELS

KNOWN = make_people(1, AT_HAND + 200)
IDS = [one.id for one in KNOWN]


class Counted:
    """A list that remembers each reading."""

    def __init__(self) -> None:
        self.readings: list[list[int]] = []

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        self.readings.append(list(numbers))
        return [KNOWN[number] for number in numbers]


def test_one_who_is_looked_at_again_is_not_read_again() -> None:
    people = Counted()
    profiles = Profiles(people, IDS)
    assert profiles[7] is profiles[7] is KNOWN[7]
    assert profiles[-1] is KNOWN[-1]
    assert people.readings == [[7], [len(KNOWN) - 1]]


def test_no_more_stay_at_hand_than_one_answer_needs() -> None:
    people = Counted()
    profiles = Profiles(people, IDS)
    for number in (*range(AT_HAND + 1), 0):
        assert profiles[number] is KNOWN[number]
    assert len(people.readings) == AT_HAND + 2


def test_all_are_read_many_at_once() -> None:
    people = Counted()
    assert tuple(Profiles(people, IDS)) == KNOWN
    assert [len(numbers) for numbers in people.readings] == [AT_ONCE] * 4 + [len(KNOWN) - 4 * AT_ONCE]


def test_passages_are_those_of_the_profiles() -> None:
    passages = Passages(Profiles(Counted(), IDS), LABELS)
    assert list(passages[3:9]) == [Texts.of(one, LABELS) for one in KNOWN[3:9]]
    assert passages[5] == Texts.of(KNOWN[5], LABELS)
    assert len(passages) == len(KNOWN)


def test_a_number_that_nobody_has_is_an_error() -> None:
    for number in (len(KNOWN), -len(KNOWN) - 1):
        with pytest.raises(IndexError):
            Profiles(Counted(), IDS)[number]


class Leaving(Counted):
    """The same list, out of which some have been deleted since."""

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        return [
            None if number % 7 == 3 else one
            for number, one in zip(numbers, super().read(numbers), strict=True)
        ]


def test_those_that_will_be_looked_at_are_read_at_once() -> None:
    people = Counted()
    profiles = Profiles(people, IDS)
    assert profiles[5] is KNOWN[5]
    assert profiles.ready(np.array([9, 5, 7, 9])).all()
    assert (profiles[7], profiles[9]) == (KNOWN[7], KNOWN[9])
    assert people.readings == [[5], [7, 9]]


def test_of_who_is_there_no_more_nothing_is_known_but_the_id() -> None:
    people = Leaving()
    profiles = Profiles(people, IDS)
    assert profiles.ready(np.array([2, 3, 10])).tolist() == [True, False, False]
    assert profiles[3] == Profile(IDS[3], "", rankable=False)
    assert profiles[2:5] == [KNOWN[2], profiles[3], KNOWN[4]]
    assert people.readings == [[2, 3, 10], [2, 3, 4]]
