from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.core.postings import pairs as module
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.pairs import Pairs, pairs
from matchmaker.core.postings.search import Hits, Way, top
from tests.core.postings.corpora import dense, same, zipf

WAYS: tuple[Way, ...] = ("plain", "compiled")


def line(found: Pairs, number: int) -> Hits:
    cells = slice(int(found.starts[number]), int(found.starts[number + 1]))
    return Hits(found.numbers[cells], found.scores[cells])


@pytest.mark.parametrize("way", WAYS)
def test_each_line_is_the_answer_to_its_question_alone(way: Way) -> None:
    for seed in range(8):
        index = Postings.of(csr_array(dense(seed, most=80)))
        found = pairs(index, 6, path=way)
        assert len(found.starts) == index.size + 1
        for number in range(index.size):
            assert same(line(found, number), top(index, index.row(number), 6, path="plain"))


@pytest.mark.parametrize("way", WAYS)
def test_questions_may_be_other_rows_than_the_documents(way: Way) -> None:
    index = Postings.of(csr_array(np.eye(3, dtype=np.float32)))
    asked = csr_array(np.array([[0, 1.0, 0, 5.0], [0, 0, 0, 0], [0.5, 0.5, 0, 0]]))
    found = pairs(index, 2, queries=asked, path=way)
    assert found.starts.tolist() == [0, 1, 1, 3]
    assert found.numbers.tolist() == [1, 0, 1]
    assert found.scores.tolist() == [1.0, 0.5, 0.5]


def test_rounds_in_several_threads_come_in_order_and_tell_their_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ROUND", 64)
    index, told = Postings.of(zipf(300, 80, 9)), list[tuple[int, int]]()
    found = pairs(index, 5, threads=3, path="compiled", progress=lambda done, of: told.append((done, of)))
    assert told == [(64, 300), (128, 300), (192, 300), (256, 300), (300, 300)]
    for number in (0, 63, 64, 299):
        assert same(line(found, number), top(index, index.row(number), 5, path="plain"))


@pytest.mark.parametrize("way", WAYS)
def test_none_are_found_where_none_are_asked_for_or_there(way: Way) -> None:
    some = Postings.of(csr_array(np.eye(3, dtype=np.float32)))
    assert pairs(some, 0, path=way).starts.tolist() == [0, 0, 0, 0]
    assert pairs(Postings.of(csr_array(np.zeros((0, 3), np.float32))), 5, path=way).starts.tolist() == [0]


def test_answers_have_room_where_very_many_come_near() -> None:
    # All are equal, so that everybody is as near as the one asked for, for each of the questions.
    index = Postings.of(csr_array(np.ones((900, 2), np.float32)))
    found = pairs(index, 1, queries=csr_array(np.ones((70, 2))), path="compiled")
    assert found.numbers.tolist() == [0] * 70
    assert found.scores.tolist() == [2.0] * 70


def test_words_beyond_those_of_the_index_bring_nothing() -> None:
    index = Postings.of(csr_array(np.eye(3, dtype=np.float32)))
    asked = csr_array(np.array([[0, 0, 2.0, 5.0], [0, 0, 0, 1.0]]))
    for way in WAYS:
        found = pairs(index, 2, queries=asked, path=way)
        assert found.starts.tolist() == [0, 1, 1]
        assert found.numbers.tolist() == [2]


def test_one_question_of_very_many_terms_is_answered_beside_the_others() -> None:
    values = np.round(np.random.default_rng(5).random((5, 5000)), 3).astype(np.float32)
    index = Postings.of(csr_array(values))
    found = pairs(index, 3, path="compiled")
    for number in range(5):
        assert same(line(found, number), top(index, index.row(number), 3, path="plain"))
