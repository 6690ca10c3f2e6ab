from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.core.benchmarks import agreement
from matchmaker.core.benchmarks.agreement import Best, agrees, exact_best, exact_scores
from matchmaker.core.benchmarks.corpus import Question
from tests.core.benchmarks.shapes import small


def _question(*pairs: tuple[int, float]) -> Question:
    ids, weights = zip(*pairs, strict=True)
    return Question(np.array(ids, np.int32), np.array(weights, np.float32))


MATRIX = csr_array(np.array([[1, 0], [0, 1], [1, 1], [1, 0], [0, 0]], np.float32))


def test_the_best_come_first_and_ties_by_number() -> None:
    (best,) = exact_best(MATRIX, [_question((0, 1.0), (1, 0.5))], 3)
    assert best.numbers.tolist() == [2, 0, 3]
    assert best.scores.tolist() == [1.5, 1.0, 1.0]


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_the_best_are_the_same_however_many_rows_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(agreement, "CHUNK", chunk)
    (best,) = exact_best(MATRIX, [_question((0, 1.0), (1, 0.5))], 4)
    assert best.numbers.tolist() == [2, 0, 3, 1]


@given(seed=st.integers(0, 10_000), k=st.integers(1, 12))
def test_the_best_are_those_of_a_dense_computation(seed: int, k: int) -> None:
    chance = np.random.default_rng(seed)
    # Few different values make many ties.
    dense = chance.integers(0, 3, (9, 5)).astype(np.float32)
    asked = chance.integers(0, 3, 5).astype(np.float32)
    (best,) = exact_best(csr_array(dense), [_question(*enumerate(asked.tolist()))], k)
    scores = dense.astype(float) @ asked
    assert best.numbers.tolist() == np.lexsort((np.arange(9), -scores))[:k].tolist()
    assert np.allclose(best.scores, scores[best.numbers])


def test_several_questions_are_answered_each_for_itself() -> None:
    corpus = small()
    questions = [corpus.question(number) for number in (3, 30, 77)]
    found = exact_best(corpus.matrix, questions, 5)
    for question, best in zip(questions, found, strict=True):
        assert np.allclose(exact_scores(corpus.matrix, question, best.numbers), best.scores)
        assert (np.diff(best.scores) <= 0).all()


def test_an_answer_agrees_whatever_the_order_of_equals() -> None:
    question = _question((0, 1.0), (1, 0.5))
    (best,) = exact_best(MATRIX, [question], 2)
    assert agrees(MATRIX, question, best, np.array([2, 0]))
    assert agrees(MATRIX, question, best, np.array([3, 2]))


@pytest.mark.parametrize(
    ("why", "numbers"),
    [("one is missing", [2]), ("one comes twice", [2, 2]), ("one is worse than the last", [2, 1])],
)
def test_an_answer_does_not_agree_where(why: str, numbers: list[int]) -> None:
    question = _question((0, 1.0), (1, 0.5))
    (best,) = exact_best(MATRIX, [question], 2)
    assert not agrees(MATRIX, question, best, np.array(numbers)), why


def test_nothing_agrees_with_nothing() -> None:
    empty = Best(np.zeros(0, np.int64), np.zeros(0))
    assert agrees(MATRIX, _question((0, 1.0)), empty, np.zeros(0, np.int64))
