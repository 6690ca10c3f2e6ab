from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.evaluation.exposure import Exposure, bridging, communities, exposure


def _lists(*lists: list[int]) -> list[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    return [np.array(one, np.intp) for one in lists]


def test_exposure_counts_how_often_each_is_shown() -> None:
    # Shown 3, 1, 0 and 0 times, once on average. Gini: ordered 0 0 1 3 with weights -3 -1 1 3: 10 / (4 * 4).
    found = exposure(_lists([0, 1], [0], [0], []), 4)
    assert found == Exposure(gini=10 / 16, coverage=0.5, floor=0.5)


def test_the_floor_is_half_of_the_average() -> None:
    # Shown 4, 1 and 1 times, twice on average: one time is just enough.
    assert exposure(_lists([0, 1], [0, 2], [0], [0]), 3).floor == 1
    # Shown 5, 1 and 1 times: half of the average is more than one.
    assert exposure(_lists([0, 1], [0, 2], [0], [0], [0]), 3).floor == pytest.approx(1 / 3)


def test_empty_lists_show_nobody() -> None:
    assert exposure([], 3) == exposure(_lists([], []), 3) == Exposure(0, 0, 0)


def test_communities_are_those_of_the_ties_and_nobody_without_a_tie_has_one() -> None:
    triangles: list[set[int]] = [{1, 2}, {0, 2}, {0, 1, 3}, {2, 4, 5}, {3, 5}, {3, 4}, set()]
    found = communities(triangles, seed=1).tolist()
    assert found[0] == found[1] == found[2] != found[3] == found[4] == found[5]
    assert found[6] == -1
    assert communities([set(), set()], seed=1).tolist() == [-1, -1]


def test_bridging_counts_only_entries_between_two_that_have_ties() -> None:
    community = np.array([0, 0, 1, -1], np.intp)
    # 0 is shown one of its own and one of the other community; what 3 is shown, or who shows 3, says nothing.
    assert bridging(_lists([1, 2, 3], [], [], [0, 1]), community) == 0.5
    assert bridging(_lists([3], [], [], [0]), community) == 0
