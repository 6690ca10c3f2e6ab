"""From a past to weights: always the same ones, and in the direction in which the past points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from matchmaker.core.answers import Query, Question
from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.learning import learn as learning
from matchmaker.core.learning.learn import Judged, example, gather, learn, of_feedback
from matchmaker.core.learning.logit import Example
from matchmaker.core.learning.splits import splits
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import SIGNALS

TODAY = date(2026, 11, 23)
NAMES = [signal.name for signal in SIGNALS]
SUBJECTS = (
    "bicycles, tricycles and trailers that we weld, mend and lend",
    "vegetables, beans and honey from gardens on the roofs of the town",
)


def _person(number: int) -> Profile:
    """Twenty people by turns of two subjects, in two towns that have nothing to do with the subject."""
    lat, lon = ((50.6, 3.0), (48.8, 9.2))[number // 2 % 2]
    return Profile(f"p{number:02}", f"Number {number}", about=SUBJECTS[number % 2], lat=lat, lon=lon)


PEOPLE = tuple(_person(number) for number in range(20))


def _links(*, dated: bool = True) -> tuple[Link, ...]:
    """Everybody finds partners of the same subject, nearer numbers first."""
    pairs = sorted(
        ((b - a, a, b) for a in range(20) for b in range(a + 2, min(20, a + 9), 2)),
    )
    begin = date(2015, 1, 1)
    return tuple(
        Link(PEOPLE[a].id, PEOPLE[b].id, day=begin + timedelta(days=30 * i) if dated else None)
        for i, (_, a, b) in enumerate(pairs)
    )


def test_a_past_in_which_the_subject_decides_teaches_that_it_does() -> None:
    found = learn(PEOPLE, _links(), today=TODAY)
    assert found.examples[Question.PROFILE] > 10
    shipped = Matcher().shipped(Question.PROFILE)
    assert found.weights[Question.PROFILE]["subject"] > shipped["subject"]
    assert all(weight >= 0 for weights in found.weights.values() for weight in weights.values())


def test_the_same_past_teaches_the_same() -> None:
    said: list[str] = []
    one = learn(PEOPLE, _links(), today=TODAY, progress=said.append)
    assert one == learn(PEOPLE, _links(), today=TODAY)
    assert len(said) == len(splits(PEOPLE, _links(), today=TODAY))


def test_a_past_without_days_teaches_as_well() -> None:
    found = learn(PEOPLE, _links(dated=False), today=TODAY)
    assert found.examples[Question.PROFILE] > 10
    assert found.weights[Question.PROFILE]["subject"] > Matcher().shipped(Question.PROFILE)["subject"]


def test_a_network_without_a_past_keeps_the_weights_of_the_table() -> None:
    for links in ((), _links()[:3]):
        found = learn(PEOPLE, links, today=TODAY)
        assert set(found.examples.values()) == {0}
        for question in Question:
            assert found.weights[question] == Matcher().shipped(question)


def test_a_network_of_nobody_keeps_them_too() -> None:
    assert set(learn((), (), today=TODAY).examples.values()) == {0}


def test_a_need_and_a_typed_text_count_alike() -> None:
    deeds = [
        Activity(f"d{i}", SUBJECTS[i % 2], (PEOPLE[i].id, PEOPLE[i + 2].id), date(2015 + i // 2, 1, 1))
        for i in range(18)
    ]
    found = learn(PEOPLE, _links(), deeds, today=TODAY)
    assert found.examples[Question.NEED] == found.examples[Question.TEXT] > 0
    assert found.weights[Question.NEED] == found.weights[Question.TEXT]
    assert found.weights[Question.TEXT] != found.weights[Question.PROFILE]


def test_who_did_it_with_somebody_before_is_no_wrong_answer() -> None:
    deeds = [Activity("told", "a choir", (PEOPLE[0].id, PEOPLE[1].id))]
    matcher = Matcher().fit(PEOPLE, _links()[:5], deeds, today=TODAY, levels=False)
    met = matcher.acquainted(PEOPLE[0].id)
    assert PEOPLE[1].id in met
    right = frozenset({PEOPLE[8].id})
    found = example(matcher, Query(PEOPLE[0]), right, met, np.random.default_rng(1))
    assert len(found.right) == 1
    assert len(found.wrong) == len(PEOPLE) - len(met) - 2
    assert found.standing == 1


def test_of_many_wrong_answers_some_are_drawn_and_stand_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "WRONG_EACH", 4)
    matcher = Matcher().fit(PEOPLE, [], today=TODAY, levels=False)
    found = example(matcher, Query(PEOPLE[0]), {PEOPLE[8].id}, (), np.random.default_rng(1))
    # Twenty without the asker and the right one, of whom four stand for 18.
    assert (len(found.wrong), found.standing) == (4, 18 / 4)


def test_of_many_questions_some_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "QUESTIONS_EACH", 3)
    split = splits(PEOPLE, _links(), today=TODAY)[0]
    found = gather(split, Matcher(), np.random.default_rng(1))
    assert 0 < len(found[Question.PROFILE]) <= 3


def _judging(liked: Profile, disliked: Profile) -> list[Judged]:
    return [
        Judged(asker.id, other.id, other is liked)
        for asker in PEOPLE[:6]
        for other in (liked, disliked)
        if asker is not other
    ]


def test_what_readers_like_moves_a_weight_in_that_direction() -> None:
    shipped = Matcher().shipped(Question.PROFILE)
    # Of the subject of the even numbers; the second is in the same town as most and writes of the other one.
    near, other = replace(PEOPLE[16], id="x"), replace(PEOPLE[17], id="y")
    people = (*PEOPLE[:6:2], near, other)
    judged = [Judged(asker.id, one.id, one is near) for asker in PEOPLE[:6:2] for one in (near, other)]
    liked = learn(people, (), feedback=judged, today=TODAY).weights[Question.PROFILE]
    assert liked["subject"] > shipped["subject"]
    turned = [replace(one, good=not one.good) for one in judged]
    disliked = learn(people, (), feedback=turned, today=TODAY).weights[Question.PROFILE]
    assert disliked["subject"] < shipped["subject"]


def test_opinions_of_strangers_and_one_sided_ones_teach_nothing() -> None:
    shipped = Matcher().shipped(Question.PROFILE)
    judged = [Judged("nobody", "p01", True), Judged("p01", "nobody", False), Judged("p00", "p02", True)]
    assert learn(PEOPLE, (), feedback=judged, today=TODAY).weights[Question.PROFILE] == shipped


def test_a_liked_suggestion_that_became_a_partner_does_not_explain_itself() -> None:
    """The tie that came of it, and what the two did, must not be seen: else being partners is the reason."""
    judged = _judging(PEOPLE[8], PEOPLE[9])
    ties = [Link(one.id, PEOPLE[8].id) for one in PEOPLE[:6]]
    deeds = [Activity("together", "a choir", tuple(one.id for one in (*PEOPLE[:6], PEOPLE[8])))]
    shipped = Matcher().shipped(Question.PROFILE)
    found = learn(PEOPLE, ties[:3], deeds, feedback=judged, today=TODAY).weights[Question.PROFILE]
    assert found == learn(PEOPLE, (), feedback=judged, today=TODAY).weights[Question.PROFILE]
    assert found["closeness"] == shipped["closeness"]


def test_a_reader_is_asked_once_with_all_opinions() -> None:
    matcher = Matcher().fit(PEOPLE, [], today=TODAY, levels=False)
    judged = [Judged("p00", "p02", True), Judged("p00", "p03", False), Judged("p00", "p05", False)]
    (found,) = of_feedback(matcher, judged)[Question.PROFILE]
    assert isinstance(found, Example)
    assert (len(found.right), len(found.wrong), found.standing) == (1, 2, 1)


def test_learnt_weights_are_those_that_a_matcher_uses() -> None:
    found = learn(PEOPLE, _links(), today=TODAY)
    matcher = Matcher(learnt=found.weights).fit(PEOPLE, _links(), today=TODAY, levels=False)
    assert matcher.weights_by_ == found.weights
    assert set(found.weights[Question.PROFILE]) == set(NAMES)
    one = Matcher(learnt=found.weights, weights={"subject": 9.0}).fit(PEOPLE, [], today=TODAY, levels=False)
    assert one.weights_["subject"] == 9.0
