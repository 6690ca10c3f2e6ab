"""What readers judged, as examples to learn from: liked against not liked, list by list."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.answers import Question
from matchmaker.core.learning.learn import Judged, learn, of_feedback
from matchmaker.core.matcher import Matcher
from tests.core.people import CITY, GOVAN, KITCHEN, NECKAR, PROFILES, TODAY, make_matcher

NEED = GOVAN.needs[0].id
MATCHER = make_matcher()


def shape(*judged: Judged) -> dict[Question, list[tuple[int, int]]]:
    """How many were liked and not liked in each list."""
    found = of_feedback(MATCHER, judged)
    return {question: [(len(x.right), len(x.wrong)) for x in some] for question, some in found.items()}


def test_each_list_is_one_example_and_a_need_is_a_text() -> None:
    judged = [
        Judged(GOVAN.id, NECKAR.id, True),
        Judged(GOVAN.id, CITY.id, False),
        Judged(GOVAN.id, KITCHEN.id, False),
        Judged(GOVAN.id, CITY.id, True, NEED),
        Judged(GOVAN.id, NECKAR.id, False, NEED),
    ]
    assert shape(*judged) == {Question.PROFILE: [(1, 2)], Question.TEXT: [(1, 1)]}


def test_who_liked_all_or_nothing_gives_no_example() -> None:
    nothing: dict[Question, list[tuple[int, int]]] = {Question.PROFILE: [], Question.TEXT: []}
    assert shape() == nothing
    assert shape(Judged(GOVAN.id, NECKAR.id, True), Judged(GOVAN.id, CITY.id, True)) == nothing
    assert shape(Judged(GOVAN.id, NECKAR.id, False)) == nothing


@pytest.mark.parametrize(
    ("asker", "other", "need"),
    [("s-gone", NECKAR.id, ""), (GOVAN.id, "s-gone", ""), (GOVAN.id, NECKAR.id, "n-met")],
)
def test_who_is_gone_and_what_is_met_teach_nothing(asker: str, other: str, need: str) -> None:
    judged = [Judged(asker, other, True, need), Judged(asker, CITY.id, False, need)]
    assert not any(shape(*judged).values())


def test_what_readers_turn_down_again_and_again_weighs_less_afterwards() -> None:
    judged = [
        one
        for asker in PROFILES
        for one in (Judged(asker.id, NECKAR.id, False), Judged(asker.id, KITCHEN.id, True))
        if asker.id not in {NECKAR.id, KITCHEN.id}
    ]
    learnt = learn(PROFILES, (), feedback=judged, today=TODAY)
    lonely = Matcher().fit(PROFILES, (), today=TODAY, levels=False)
    [first, *_] = of_feedback(lonely, judged)[Question.PROFILE]
    names = [signal.name for signal in MATCHER.signals]
    gap = first.wrong[0] - first.right[0]
    most = names[int(np.argmax(gap))]
    assert learnt.weights[Question.PROFILE][most] < MATCHER.weights_[most]
