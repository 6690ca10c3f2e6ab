"""The learner against finite differences, chosen answers and its own limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.learning.logit import LEAST, Example, Examples, fit
from matchmaker.core.reader import FloatArray

SHIPPED = np.array([1.0, 0.5, 0.0])


def _drawn(seed: int, *, questions: int = 5) -> list[Example]:
    chance = np.random.default_rng(seed)
    return [
        Example(
            chance.random((int(chance.integers(1, 4)), 3)),
            chance.random((int(chance.integers(1, 9)), 3)),
            float(chance.uniform(1, 5)),
        )
        for _ in range(questions)
    ]


def _chosen(weights: FloatArray, *, questions: int) -> list[Example]:
    """Questions whose right answer is drawn as the model says: by e^score over the sum of all."""
    chance, found = np.random.default_rng(7), []
    for _ in range(questions):
        table = chance.random((12, 3)) * 3
        score = np.exp(table @ weights)
        right = int(chance.choice(12, p=score / score.sum()))
        found.append(Example(table[[right]], np.delete(table, right, axis=0)))
    return found


def test_the_loss_of_a_question_worked_by_hand() -> None:
    example = Example(np.array([[1.0, 0], [0, 1]]), np.array([[0.0, 0], [1, 1]]), standing=2.0)
    # With weights ln 2 and ln 3: right answers 2 and 3, wrong ones 1 and 6, each of which stands for two.
    loss, gradient = Examples([example]).loss(np.log([2.0, 3.0]))
    assert loss == pytest.approx(np.log((2 + 3 + 2 * (1 + 6)) / (2 + 3)))
    # Of 19 chances the first signal has 2 + 12, and 2 of the 5 that are right; the second 3 + 12, and 3.
    assert gradient == pytest.approx([14 / 19 - 2 / 5, 15 / 19 - 3 / 5])


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.tuples(*[st.floats(0, 4)] * 3))
def test_the_gradient_is_that_of_finite_differences(seed: int, at: tuple[float, float, float]) -> None:
    together, weights, step = Examples(_drawn(seed)), np.array(at), 1e-5
    _, gradient = together.loss(weights)
    for place in range(3):
        apart = np.zeros(3)
        apart[place] = step
        slope = (together.loss(weights + apart)[0] - together.loss(weights - apart)[0]) / (2 * step)
        assert gradient[place] == pytest.approx(slope, rel=1e-4, abs=1e-6)


def test_great_scores_do_not_run_over() -> None:
    loss, gradient = Examples([Example(np.array([[1.0]]), np.array([[2.0]]))]).loss(np.array([1e5]))
    assert loss == pytest.approx(1e5)
    assert np.isfinite(gradient).all()


def test_planted_weights_are_found_again() -> None:
    planted = np.array([2.0, 0.5, 1.0])
    found = fit(_chosen(planted, questions=3000), np.full(3, 0.1), strength=0.01)
    # 3,000 choices leave an error of about .04 in each weight.
    assert found == pytest.approx(planted, abs=0.15)


def test_what_is_shipped_as_zero_stays_zero() -> None:
    found = fit(_chosen(np.array([2.0, 0.5, 1.0]), questions=200), np.array([0.0, 1.0, 1.0]))
    assert found[0] == 0 < found[1]


def test_a_signal_that_misleads_shrinks_to_a_tenth_and_is_never_turned_round() -> None:
    misleading = [Example(np.array([[0.0, 1, 0]]), np.array([[1.0, 0, 0]]))] * 200
    found = fit(misleading, SHIPPED, strength=0.1)
    assert found[0] == pytest.approx(LEAST * SHIPPED[0])
    assert found[1] > SHIPPED[1]
    assert found[2] == pytest.approx(SHIPPED[2]), "what never differs keeps its weight"


def test_without_examples_the_shipped_weights_stay() -> None:
    nothing = Example(np.zeros((0, 3)), np.zeros((2, 3))), Example(np.zeros((2, 3)), np.zeros((0, 3)))
    for some in ((), nothing):
        found = fit(some, SHIPPED)
        assert found.tolist() == SHIPPED.tolist()
        assert found is not SHIPPED


def test_examples_of_no_use_change_nothing() -> None:
    useful = _drawn(1)
    empty = Example(np.zeros((0, 3)), np.ones((2, 3)))
    assert fit([empty, *useful, empty], SHIPPED) == pytest.approx(fit(useful, SHIPPED))


def test_the_stronger_the_shipped_weights_hold_the_nearer_one_stays() -> None:
    examples = _drawn(2, questions=40)
    apart = [float(np.abs(fit(examples, SHIPPED, strength=s) - SHIPPED).max()) for s in (0.1, 10, 1e3, 1e9)]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] > 0.1
    assert apart[-1] < 1e-6


def test_a_wrong_answer_that_stands_for_many_counts_as_many() -> None:
    right, wrong = np.array([[1.0, 0, 0]]), np.array([[0.0, 1, 0]])
    many = Examples([Example(right, np.repeat(wrong, 7, axis=0))])
    one = Examples([Example(right, wrong, standing=7.0)])
    assert one.loss(SHIPPED)[0] == pytest.approx(many.loss(SHIPPED)[0])
    assert one.loss(SHIPPED)[1] == pytest.approx(many.loss(SHIPPED)[1])
