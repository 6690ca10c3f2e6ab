from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.entities import Kind, Profile
from matchmaker.core.sorts import Sorts, sort_of

PEOPLE = [
    Profile("a", "A", kind=Kind.ENTERPRISE),
    Profile("b", "B", sort="school"),
    Profile("c", "C", sort="school"),
    Profile("d", "D"),
]
# Ties a-b of weight 2, b-c of weight 1 and a-d of weight 5, which joins no two sorts.
TIES = np.array([[0, 2, 0, 5], [2, 0, 1, 0], [0, 1, 0, 0], [5, 0, 0, 0.0]])


def test_a_kind_of_ours_comes_before_the_words_of_a_source() -> None:
    assert sort_of(Profile("a", "A", kind=Kind.SUPPORT, sort="chamber")) == "support"
    assert sort_of(Profile("a", "A", sort="chamber")) == "chamber"
    assert sort_of(Profile("a", "A")) == ""


def test_ties_between_sorts_and_what_they_would_be_by_chance() -> None:
    sorts = Sorts(PEOPLE, csr_array(TIES))
    assert sorts.words == ("enterprise", "school")
    assert sorts.of.tolist() == [0, 1, 1, -1]
    # b-c counts from either end.
    assert sorts.ties.tolist() == [[0, 2], [2, 2]]
    # Ends: enterprise 2, school 4, together 6.
    assert sorts.chance == pytest.approx(np.array([[4 / 6, 8 / 6], [8 / 6, 16 / 6]]))
    assert sorts.shares.tolist() == [0.25, 0.5]


def test_values_of_sorts_are_given_to_everybody_of_them() -> None:
    sorts = Sorts(PEOPLE, csr_array(TIES))
    assert sorts.everybody(np.array([3.0, 7.0])).tolist() == [3, 7, 7, 0]
    assert sorts.share_of(np.array([0.5, 0.25, 0.0, 0.25])).tolist() == [0.5, 0.25]


def test_where_no_sort_is_known_there_is_none() -> None:
    sorts = Sorts(PEOPLE[3:], csr_array((1, 1)))
    assert sorts.words == ()
    assert sorts.everybody(np.zeros(0)).tolist() == [0]
    assert Sorts([], csr_array((0, 0))).shares.shape == (0,)


def test_a_few_have_their_sorts_and_all_still_share_them() -> None:
    sorts = Sorts(PEOPLE, csr_array(TIES))
    few = sorts.take(np.array([2, 0]))
    by_sort = np.arange(1.0, len(sorts.words) + 1)
    assert few.everybody(by_sort).tolist() == sorts.everybody(by_sort)[[2, 0]].tolist()
    people = np.zeros(len(PEOPLE))
    people[[0, 2]] = 0.25, 0.75
    assert few.share_of(np.array([0.25, 0.75]), np.array([0, 2])).tolist() == sorts.share_of(people).tolist()
