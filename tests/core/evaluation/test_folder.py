from __future__ import annotations

from datetime import date

from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.evaluation.folder import NO_DAY, EvaluationNeed, Past

AB = (Link("a", "b", day=date(2016, 5, 1)),)
PEOPLE = (Profile("b", "B"), Profile("a", "A"))


def test_organisations_are_numbered_in_the_order_of_the_folder() -> None:
    assert Past(PEOPLE).number == {"b": 0, "a": 1}


def test_the_split_is_the_day_after_what_was_known() -> None:
    assert Past(PEOPLE, AB).split == date(2016, 5, 2)
    later = (Activity("x", "", ("a",), date(2016, 7, 1)), Activity("y", "", ("a",)))
    assert Past(PEOPLE, AB, activities=later).split == date(2016, 7, 2)
    assert Past(PEOPLE, AB, (Link("a", "b", day=date(2017, 1, 1)),)).split == date(2016, 5, 2)


def test_the_split_is_never_after_what_is_to_be_found() -> None:
    assert Past(PEOPLE, AB, needs=(EvaluationNeed("n", "", day=date(2016, 4, 1)),)).split == date(2016, 4, 1)
    assert Past(PEOPLE, needs=(EvaluationNeed("n", "", day=date(2018, 4, 1)),)).split == date(2018, 4, 1)


def test_a_past_without_days_has_a_split_all_the_same() -> None:
    assert Past(PEOPLE, (Link("a", "b"),)).split == NO_DAY
