"""The weights that the running network learns from its own past: what counts, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from matchmaker.core.answers import Question
from matchmaker.core.entities import Dismissal, Verdict
from matchmaker.core.learning.learn import Judged
from matchmaker.db import Database
from matchmaker.models import LearntWeights, Stakeholder, SuggestionVerdict
from matchmaker.services import audit, network, quality
from matchmaker.services.network import Lesson, Past, Snapshot
from matchmaker.services.network.learning import KEPT
from tests.factories import NOW, make_need, make_stakeholder, make_tie
from tests.racing import race
from tests.services.network.past import make_past

PROFILE, NEED = Question.PROFILE, Question.NEED


def lesson(weights: Mapping[Question, Mapping[str, float]]) -> Lesson:
    """What somebody could have learnt."""
    return Lesson(weights, {PROFILE: 40, NEED: 0, Question.TEXT: 0}, partnerships=21, judgements=3)


def place(weight: float) -> Lesson:
    """A lesson in which one signal weighs so much."""
    return lesson({PROFILE: {"place": weight}})


@pytest.fixture
def look(database: Database, now: datetime) -> Callable[[], Snapshot]:
    """What a request that comes in now sees."""

    def answer() -> Snapshot:
        with database.reading() as session:
            return network.snapshot(session, today=now.date())

    return answer


def past_of(database: Database) -> Past:
    with database.reading() as session:
        return network.read_past(session, now=NOW)


def keep(database: Database, what: Lesson, now: datetime = NOW) -> Mapping[Question, Mapping[str, float]]:
    with database.transaction() as session:
        return network.learn_weights(session, what, now=now)


def rows(database: Database) -> list[LearntWeights]:
    with database.reading() as session:
        return list(session.scalars(select(LearntWeights).order_by(LearntWeights.id)))


def judge(session: Session, one: Stakeholder, other: Stakeholder, verdict: Verdict, **values: object) -> None:
    session.add(
        SuggestionVerdict(stakeholder_id=one.id, other_id=other.id, verdict=verdict, at=NOW, **values)
    )


def test_what_the_past_teaches_counts_in_the_next_answer(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    with database.transaction() as session:
        ties = make_past(session)
    before, past = look(), past_of(database)
    learnt = network.learn_from(past, today=NOW.date())
    assert (learnt.partnerships, learnt.judgements) == (ties, 0)
    assert learnt.examples[PROFILE] >= network.FEWEST_EXAMPLES > learnt.examples[NEED]
    assert set(learnt.weights) == {PROFILE}, "of needs the past says nothing"
    keep(database, learnt)
    after = look()
    assert after.matcher.weights_by_[PROFILE] == learnt.weights[PROFILE] != before.matcher.weights_
    assert after.matcher.weights_by_[NEED] == before.matcher.weights_by_[NEED]
    assert after.matcher.weights_["subject"] > before.matcher.weights_["subject"], "they did similar work"
    assert after.matcher.cutoffs_[PROFILE] != before.matcher.cutoffs_[PROFILE], "levels are learnt anew"


def test_a_lesson_is_kept_with_what_it_rests_on(database: Database) -> None:
    keep(database, place(0.5))
    [row] = rows(database)
    assert (row.learnt_at, row.release) == (NOW, quality.installed())
    assert (row.weights, row.examples["profile"]) == ({"profile": {"place": 0.5}}, 40)
    assert (row.partnerships, row.judgements) == (21, 3)
    with database.reading() as session:
        [entry] = audit.list_entries(session, subject="")
    assert (entry.act, entry.account_id) == ("weights.learn", None)
    assert entry.details == {"changed": True, "partnerships": 21, "judgements": 3}


def test_a_young_network_keeps_the_shipped_weights_and_stores_nothing(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    with database.transaction() as session:
        make_tie(session, make_stakeholder(session), make_stakeholder(session))
    before = look()
    assert keep(database, network.learn_from(past_of(database), today=NOW.date())) == {}
    assert rows(database) == []
    assert look() is before


def test_weights_that_moved_by_less_than_a_rounding_stay_for_all(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    keep(database, place(0.5))
    before = look()
    assert keep(database, place(0.5049), NOW + timedelta(days=1)) == {PROFILE: {"place": 0.5}}
    assert look() is before
    assert [row.weights["profile"]["place"] for row in rows(database)] == [0.5, 0.5]
    keep(database, place(0.52))
    assert look().matcher.weights_["place"] == 0.52


def test_where_the_past_was_taken_away_the_shipped_weights_hold_again(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    shipped = look().matcher.weights_
    keep(database, place(0.5))
    assert look().matcher.weights_ != shipped
    keep(database, lesson({}))
    assert look().matcher.weights_ == shipped
    with database.reading() as session:
        assert network.get_disclosure(session, today=NOW.date()).learnt is None


def test_weights_of_another_release_do_not_count(database: Database, now: datetime) -> None:
    keep(database, place(0.5))
    with database.transaction() as session:
        session.execute(update(LearntWeights).values(release="0.0.1"))
    with database.reading() as session:
        assert network.load_weights(session) == {}
        assert network.get_disclosure(session, today=now.date()).learnt is None


def test_old_lessons_are_forgotten(database: Database) -> None:
    with database.transaction() as session:
        values = {"learnt_at": NOW, "release": "", "weights": {}, "partnerships": 1, "judgements": 1}
        session.add_all(LearntWeights(examples={"number": number}, **values) for number in range(KEPT + 5))
    keep(database, place(0.5))
    with database.reading() as session:
        assert session.scalar(select(func.count(LearntWeights.id))) == KEPT
    kept = rows(database)
    assert (kept[0].examples, kept[-1].weights) == ({"number": 6}, {"profile": {"place": 0.5}})


@pytest.mark.parametrize(
    ("verdict", "reason", "good"),
    [
        (Verdict.SAVED, None, True),
        (Verdict.HIDDEN, None, False),
        (Verdict.NOT_RELEVANT, Dismissal.OTHER_SUBJECT, False),
        (Verdict.NOT_RELEVANT, Dismissal.FAR, False),
        (Verdict.NOT_RELEVANT, Dismissal.KNOWN, None),
        (Verdict.NOT_RELEVANT, Dismissal.LATER, None),
    ],
)
def test_a_word_of_a_reader_is_for_or_against_or_neither(
    database: Database, verdict: Verdict, reason: Dismissal | None, good: bool | None
) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        need = make_need(session, one)
        judge(session, one, other, verdict, reason=reason, need_id=need.id)
    expected = () if good is None else (Judged(one.id, other.id, good, need.id),)
    assert past_of(database).judged == expected


def test_whom_one_saved_and_works_with_now_counts_once_as_a_partner(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        judge(session, one, other, Verdict.SAVED)
        judge(session, other, one, Verdict.SAVED)
        make_tie(session, one, other)
    past = past_of(database)
    assert (len(past.links), past.judged) == (1, ())


@pytest.mark.parametrize("why", ["opted_out", "hidden"])
def test_who_opted_out_or_is_hidden_is_not_learnt_from(database: Database, why: str) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session), make_stakeholder(session)
        gone = make_stakeholder(session, **{why: True})
        make_tie(session, one, gone)
        make_tie(session, one, other)
        third = make_stakeholder(session)
        for asker, asked in ((gone, third), (third, gone), (third, one)):
            judge(session, asker, asked, Verdict.SAVED)
    past = past_of(database)
    assert gone.id not in {profile.id for profile in past.profiles}
    assert [{link.a, link.b} for link in past.links] == [{one.id, other.id}]
    assert [(word.asker, word.other) for word in past.judged] == [(third.id, one.id)]


def test_two_who_learn_at_once_leave_what_all_processes_see(
    database: Database, look: Callable[[], Snapshot], trials: Callable[[int], int]
) -> None:
    for number in range(trials(40) // 4):
        weights = [1 + 0.2 * number, 1.005 + 0.2 * number]
        answers = race(*(partial(keep, database, place(weight)) for weight in weights))
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        newest = rows(database)[-1].weights["profile"]["place"]
        assert look().matcher.weights_["place"] == newest
        assert {answer[PROFILE]["place"] for answer in answers} == {newest}  # type: ignore[index]  # both said so
