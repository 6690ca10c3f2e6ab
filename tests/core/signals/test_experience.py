"""How often, how lately, with how many."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.experience import LATELY, MANY, OFTEN, active, connected, experience
from tests.core.people import TODAY

PEOPLE = tuple(Profile(key, key.upper()) for key in "abc")


def test_activities_and_partners_are_counted_up_to_as_many_as_can_be() -> None:
    deeds = [Activity(str(i), "", ("a", "b") if i < 10 else ("a",), TODAY) for i in range(25)]
    asked = Asked(Matcher().fit(PEOPLE, [Link("b", "c")], deeds, today=TODAY).pool_, NOBODY)
    assert experience(asked).values.tolist() == [1, 10 / OFTEN, 0]
    assert experience(asked).detail["times"].tolist() == [25, 10, 0]
    assert active(asked).values.tolist() == [1, 1, 0]
    assert connected(asked).values.tolist() == [0, 1 / MANY, 1 / MANY]


def test_an_activity_of_last_year_counts_for_a_third() -> None:
    deeds = [Activity("1", "", ("a",), TODAY.replace(year=TODAY.year - 1))]
    asked = Asked(Matcher().fit(PEOPLE, [], deeds, today=TODAY).pool_, NOBODY)
    assert active(asked).values[0] == pytest.approx(np.exp(-1) / LATELY)
