from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.changing import Changing, Row
from matchmaker.core.postings.search import Way, top
from tests.core.postings.corpora import Dense, dense, naive, question, same

WAYS: tuple[Way, ...] = ("plain", "compiled")


def as_row(values: Dense) -> Row:
    ids = np.flatnonzero(values)
    return ids, values[ids]


def changed(chance: np.random.Generator, values: Dense) -> tuple[Dense, dict[int, Row | None]]:
    """Some documents changed, gone or added, and the corpus as it is then."""
    after, rows = values.copy(), dict[int, Row | None]()
    for _ in range(int(chance.integers(1, 8))):
        number = int(chance.integers(0, len(after) + 3))
        while number >= len(after):
            after = np.vstack([after, np.zeros_like(after[:1])])
            rows[len(after) - 1] = None
        after[number] = 0.0
        rows[number] = None
        if chance.random() < 0.7:
            after[number] = after[int(chance.integers(0, len(after)))]
            after[number, 0] = np.float32(round(float(chance.random()), 1))
            rows[number] = as_row(after[number])
    return after, rows


@pytest.mark.soak
def test_an_index_with_changes_answers_as_one_made_anew(trials: Callable[[int], int]) -> None:
    for seed in range(trials(1000)):
        values, chance = dense(seed, most=120), np.random.default_rng(seed)
        index = Changing(Postings.of(csr_array(values)))
        for turn in range(4):
            values, rows = changed(chance, values)
            index = index.with_changes(rows)
            if turn == 2:
                index = Changing(index.compact())
            assert index.size == len(values)
            asked = question(chance, *values.shape)
            anew = Postings.of(csr_array(values))
            for way in WAYS:
                found = index.top(asked[:2], asked.k, allowed=asked.allowed, path=way)
                assert same(found, naive(values, asked)), (seed, turn, way)
                assert same(found, top(anew, asked[:2], asked.k, allowed=asked.allowed, path=way))


def test_a_value_with_changes_leaves_the_one_before_as_it_was() -> None:
    before = Changing(Postings.of(csr_array(np.eye(3, dtype=np.float32))))
    after = before.with_changes({0: None, 3: ([1], [0.5])})
    assert before.top(([0, 1], [1.0, 1.0]), 5).numbers.tolist() == [0, 1]
    assert after.top(([0, 1], [1.0, 1.0]), 5).numbers.tolist() == [1, 3]


def test_a_change_may_bring_words_that_the_base_never_saw() -> None:
    index = Changing(Postings.of(csr_array(np.eye(2, dtype=np.float32)))).with_changes(
        {1: ([1, 9], [0.6, 0.8])}
    )
    assert index.width == 10
    assert index.top(([9], [2.0]), 5).numbers.tolist() == [1]
    assert index.explain(([1, 9], [1.0, 2.0]), 1) == [
        (1, float(np.float32(0.6))),
        (9, 2 * float(np.float32(0.8))),
    ]
    assert index.compact().width == 10


def test_rows_and_ranks_are_those_of_the_whole() -> None:
    index = Changing(Postings.of(csr_array(np.eye(3, dtype=np.float32)))).with_changes({1: ([0], [1.0])})
    assert index.row(0)[0].tolist() == [0]
    assert index.row(1)[0].tolist() == [0]
    assert index.top(([0], [1.0]), 1).numbers.tolist() == [0]
    assert index.top(([0], [1.0]), 1, rank=np.array([2, 1, 0])).numbers.tolist() == [1]


def test_what_cannot_be_is_refused() -> None:
    index = Changing(Postings.of(csr_array(np.eye(3, dtype=np.float32))))
    with pytest.raises(IndexError):
        index.with_changes({-1: None})
    with pytest.raises(ValueError, match="3 entries for 5"):
        index.with_changes({4: None}).top(([0], [1.0]), 1, allowed=np.ones(3, bool))
