from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from matchmaker.core.entities import Activity, Link
from matchmaker.core.record import UNDATED, YEAR, Record

TODAY = date(2026, 11, 23)
IDS = ["a", "b", "c", "d"]


def _ago(years: float) -> date:
    return TODAY - timedelta(days=round(years * YEAR))


def test_activities_are_counted_a_year_old_one_for_a_third() -> None:
    deeds = [
        Activity("1", "x", ("a", "b"), TODAY),
        Activity("2", "y", ("a", "c", "nobody"), _ago(1)),
        Activity("3", "z", ("a",), _ago(2)),
    ]
    record = Record(IDS, deeds, [], TODAY)
    assert record.times.tolist() == [3, 1, 1, 0]
    # a: 1 + e^-1 + e^-2; b: 1; c: e^-1.
    assert record.recent == pytest.approx([1 + np.exp(-1) + np.exp(-2), 1, np.exp(-1), 0])
    assert record.sizes.tolist() == [2, 2, 1]
    assert record.done.tolist() == [True, True, True, False]


def test_what_is_still_to_come_counts_as_much_as_today() -> None:
    assert Record(IDS, [Activity("1", "x", ("a",), _ago(-3))], [], TODAY).recent[0] == 1


def test_beside_dated_activities_the_undated_are_known_but_not_counted() -> None:
    deeds = [Activity("1", "x", ("a", "b"), TODAY), Activity("2", "y", ("b", "c"))]
    record = Record(IDS, deeds, [], TODAY)
    assert record.times.tolist() == [1, 1, 0, 0]
    assert record.done.tolist() == [True, True, True, False]
    assert record.met(1).tolist() == [1, 2, 1, 0]


def test_where_no_day_is_known_all_count_as_some_years_old() -> None:
    record = Record(IDS, [Activity("1", "x", ("a", "b")), Activity("2", "y", ("a",))], [], TODAY)
    assert record.times.tolist() == [2, 1, 0, 0]
    assert record.recent == pytest.approx([2 * np.exp(-UNDATED), np.exp(-UNDATED), 0, 0])


def test_who_is_named_twice_took_part_once() -> None:
    record = Record(IDS, [Activity("1", "x", ("a", "a", "b"), TODAY)], [], TODAY)
    assert (record.times[0], record.sizes[0]) == (1, 2)


@pytest.mark.parametrize("deeds", [[], [Activity("1", "x", ("nobody",), TODAY)]])
def test_where_no_activity_is_known_ties_stand_for_them(deeds: list[Activity]) -> None:
    links = [
        Link("a", "b", day=_ago(1)),
        Link("a", "c", since=TODAY.year - 2),
        Link("a", "d"),
        Link("a", "stranger", day=TODAY),
        Link("b", "b", day=TODAY),
        Link("c", "d", day=TODAY, weight=0),
    ]
    record = Record(IDS, deeds, links, TODAY)
    assert record.times.tolist() == [3, 1, 1, 1]
    # By its day, by its year, and by nothing at all.
    parts = np.exp([-1, -2, -UNDATED])
    assert record.recent == pytest.approx([parts.sum(), *parts])
    assert not record.done.any()


def test_with_activities_ties_count_for_nothing() -> None:
    record = Record(IDS, [Activity("1", "x", ("a",), TODAY)], [Link("b", "c", day=TODAY)], TODAY)
    assert record.times.tolist() == [1, 0, 0, 0]


def test_a_record_of_nobody_answers() -> None:
    record = Record([], [], [], TODAY)
    assert record.times.shape == record.recent.shape == record.done.shape == (0,)
    assert Record(IDS, [], [], TODAY).met(0).tolist() == [0, 0, 0, 0]


def test_the_record_of_a_few_is_theirs_and_the_acquainted_are_those_whom_one_has_met() -> None:
    deeds = [Activity("1", "x", ("a", "b"), TODAY), Activity("2", "y", ("b", "c"))]
    record = Record(IDS, deeds, [], TODAY)
    few = record.take(np.array([1, 3]))
    assert few.times.tolist() == record.times[[1, 3]].tolist()
    assert few.done.tolist() == [True, False]
    for asker in range(4):
        assert few.acquainted(asker).tolist() == np.flatnonzero(record.met(asker)).tolist()
    assert Record(IDS, [], [], TODAY).acquainted(0).tolist() == []
