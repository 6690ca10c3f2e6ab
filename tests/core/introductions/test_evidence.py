"""Evidence: counts and rates worked out by hand from a few introductions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from matchmaker.core.introductions.evidence import (
    Answer,
    Distance,
    Evidence,
    Fact,
    Moment,
    Rate,
    Way,
    weigh,
)
from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.core.introductions.steps import Step

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = (0, Step.ASK, State.DRAFTED, State.ASKED)
FIRST_YES = (1, Step.ACCEPT, State.ASKED, State.ASKED)
YES = (4, Step.ACCEPT, State.ASKED, State.ACCEPTED)
INTRODUCED = (4, Step.INTRODUCE, State.ACCEPTED, State.INTRODUCED)
AGREED = (5, Step.AGREE_MEETING, State.INTRODUCED, State.MEETING_AGREED)
MISSED = (9, Step.REPORT_MISSED, State.MEETING_AGREED, State.INTRODUCED)
MET = (12, Step.REPORT_MET, State.MEETING_AGREED, State.MET)
PARTNERS = (30, Step.CONFIRM, State.MET, State.PARTNERSHIP)
NO = (2, Step.DECLINE, State.ASKED, State.DECLINED)
OVER = (21, Step.EXPIRE, State.ASKED, State.EXPIRED)

Told = tuple[int, Step, State, State]


def fact(a: str, b: str, *told: Told, **values: object) -> Fact:
    """An introduction that went this way."""
    moments = tuple(Moment(BEGIN + timedelta(days=day), *rest) for day, *rest in told)  # type: ignore[arg-type]  # a test's tuples
    state = told[-1][3] if told else State.DRAFTED
    defaults = {"kinds": ("enterprise", "policymaker"), "regions": ("DE111", "DE112")}
    return Fact(a, b, state=state, moments=moments, **(defaults | values))  # type: ignore[arg-type]  # a test's values


FACTS = [
    fact("a", "b", ASKED, FIRST_YES, YES, INTRODUCED, AGREED, MISSED, AGREED, MET, PARTNERS),
    fact("a", "c", ASKED, YES, INTRODUCED, AGREED, MET, regions=("DE111", "FRE11")),
    fact("c", "d", ASKED, NO, decline=DeclineReason.NO_TIME, kinds=("support", "enterprise")),
    fact("c", "e", ASKED, OVER, kinds=("", "support"), regions=("DE111", "")),
    fact("d", "e", ASKED, (3, Step.WITHDRAW, State.ASKED, State.WITHDRAWN), regions=("DE111", "DE212")),
    fact("d", "f", ASKED, FIRST_YES),
    fact("f", "g"),
]  # fmt: skip
PEOPLE = {"a", "b", "c", "d", "e", "f", "g", "h"}


@pytest.fixture
def found() -> Evidence:
    """What the seven introductions tell."""
    return weigh(FACTS, PEOPLE, {"a": 10, "b": 2, "h": 3, "elsewhere": 99})


def test_it_counts_how_far_they_came(found: Evidence) -> None:
    assert found.way == Way(begun=7, asked=6, accepted=2, met=2, partners=1)
    assert found.states == {
        State.PARTNERSHIP: 1, State.MET: 1, State.DECLINED: 1, State.EXPIRED: 1, State.WITHDRAWN: 1,
        State.ASKED: 1, State.DRAFTED: 1,
    }  # fmt: skip
    assert sum(found.states.values()) == found.way.begun


def test_what_was_taken_back_or_still_waits_is_no_part_of_the_rate(found: Evidence) -> None:
    assert found.answers == {
        Answer.ACCEPTED: 2, Answer.DECLINED: 1, Answer.UNANSWERED: 1, Answer.WITHDRAWN: 1, Answer.WAITING: 1,
    }  # fmt: skip
    assert found.acceptance == Rate(2, 4)


def test_no_rate_and_no_median_of_fewer_than_five_cases(found: Evidence) -> None:
    assert found.acceptance.value is None
    assert (found.days.cases, found.days.value) == (3, None)
    assert Rate(0, 0).value is None
    assert Rate(3, 4).value is None
    assert Rate(2, 5).value == pytest.approx(0.4)


def test_days_run_from_the_question_to_the_last_answer() -> None:
    assert [one.days_to_answer for one in FACTS] == [4.0, 4.0, 2.0, None, None, None, None]
    found = weigh([*FACTS, *FACTS[:2]], PEOPLE, {})
    # 2, 4, 4, 4, 4
    assert (found.days.cases, found.days.value) == (5, 4.0)


def test_meetings_are_counted_each_and_partnerships_by_introduction(found: Evidence) -> None:
    assert found.kept == Rate(2, 3)
    assert found.partnerships == Rate(1, 2)


def test_a_decline_without_a_reason_counts_as_unsaid() -> None:
    assert weigh(FACTS, PEOPLE, {}).declines == {DeclineReason.NO_TIME: 1}
    assert weigh([fact("a", "b", ASKED, NO)], PEOPLE, {}).declines == {DeclineReason.UNSAID: 1}


def test_a_pair_of_kinds_is_the_same_both_ways_round(found: Evidence) -> None:
    assert list(found.kinds) == [("enterprise", "policymaker"), ("enterprise", "support"), ("support", "")]
    assert found.kinds["enterprise", "policymaker"] == Way(5, 4, 2, 2, 1)
    assert sum(way.begun for way in found.kinds.values()) == 7


def test_it_tells_how_far_apart_the_two_are(found: Evidence) -> None:
    assert {key: way.begun for key, way in found.distances.items()} == {
        Distance.REGION: 4, Distance.ABROAD: 1, Distance.UNKNOWN: 1, Distance.COUNTRY: 1,
    }  # fmt: skip
    # A country alone does not tell whether two are in one region; two countries do.
    assert fact("a", "b", regions=("DE", "DE111")).distance is Distance.UNKNOWN
    assert fact("a", "b", regions=("DE", "FR")).distance is Distance.ABROAD


def test_everybody_is_in_one_group_with_what_they_were_shown_beside(found: Evidence) -> None:
    reach = found.reach
    assert reach.introduced.ids == ("a", "b", "c")
    assert reach.tried.ids == ("d", "e", "f", "g")
    assert reach.never.ids == ("h",)
    assert reach.people == len(PEOPLE)
    assert (reach.introduced.shown, reach.tried.shown, reach.never.shown) == (4.0, 0.0, 3.0)


def test_where_nothing_was_logged_nothing_is_said_of_being_shown() -> None:
    assert weigh(FACTS, PEOPLE, {}).reach.never.shown is None


def test_who_is_no_member_is_in_no_group() -> None:
    assert weigh(FACTS, {"a"}, {}).reach.people == 1


def test_nothing_at_all_is_evidence_too() -> None:
    found = weigh([], [], {})
    assert found.way == Way(0, 0, 0, 0, 0)
    assert found.reach.people == 0
    assert found.days.value is None


def test_a_closed_introduction_was_accepted_all_the_same() -> None:
    closed = fact("a", "b", ASKED, YES, INTRODUCED, (9, Step.CLOSE, State.INTRODUCED, State.CLOSED))
    found = weigh([closed], PEOPLE, {})
    assert found.way.accepted == 1
    assert found.acceptance == Rate(1, 1)
