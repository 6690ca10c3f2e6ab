from __future__ import annotations

from math import log, log1p

import numpy as np
import pytest

from matchmaker.core.directory.columns import Columns
from matchmaker.core.directory.matching import MUCH_LONGER, Row, find_words, relevance
from matchmaker.core.directory.reading import read_columns
from matchmaker.core.entities import Profile

MANY = 5 * MUCH_LONGER


@pytest.fixture(scope="module")
def columns() -> Columns:
    """Everybody says "all", every second one "even" as often as it is far, the last one "rare"."""
    return read_columns(
        Profile(
            f"s-{i:04}",
            f"n{i:04}",
            about="all " + ("even " * i if i % 2 == 0 else "") + ("rare" * (i == MANY)),
        )
        for i in range(MANY + 1)
    )


def test_all_words_must_be_there_and_their_order_is_kept(columns: Columns) -> None:
    found = find_words(columns, None, ["rare", "all", "even"])
    assert found.numbers.tolist() == [MANY]
    assert [times.tolist() for times in found.times] == [[1.0], [1.0], [float(MANY)]]
    assert found.spread(None) == [1, MANY + 1, MANY // 2]


def test_only_the_last_word_may_be_unfinished(columns: Columns) -> None:
    assert len(find_words(columns, None, ["all", "eve"]).numbers) == MANY // 2
    assert len(find_words(columns, None, ["al", "even"]).numbers) == 0
    both = find_words(columns, None, ["n00"])
    assert len(both.numbers) == MANY + 1
    assert both.spread(None) == [MANY + 1]


def test_the_dead_are_neither_found_nor_counted(columns: Columns) -> None:
    alive = np.ones(MANY + 1, bool)
    alive[[2, 3]] = False
    found = find_words(columns, alive, ["all", "even"])
    assert 2 not in found.numbers
    assert found.spread(alive) == [MANY - 1, MANY // 2 - 1]


@pytest.mark.parametrize("numbers", [[0], [1, 2], [MANY], list(range(MANY + 1)), []])
def test_a_list_searched_and_one_spread_out_say_the_same(columns: Columns, numbers: list[int]) -> None:
    row = Row(columns.words, columns.words.keys.find("even"))
    wanted = [float(i if i % 2 == 0 else 0) for i in numbers]
    assert row.at(np.array(numbers, np.int32)).tolist() == wanted


def test_relevance_is_what_its_formula_says() -> None:
    times = [np.array([1, 300], np.float32), np.array([8, 8], np.float32)]
    wanted = [1 + log(1 + 10 / 4) * log1p(a) + log(1 + 10 / 2) * log1p(b) for a, b in ((1, 8), (300, 8))]
    assert relevance(10, [3, 1], times) == pytest.approx(wanted)
    many = [np.ones(50, np.float32)]
    assert relevance(10, [3], many) == pytest.approx([1 + log(1 + 10 / 4) * log1p(1)] * 50)
