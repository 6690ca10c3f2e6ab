"""Whom a reason speaks to: one side in lists, both before a request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.core.answers import Query, Suggestion
from matchmaker.core.entities import Profile, Statement
from matchmaker.core.explain import Part, Reason, plain
from matchmaker.core.matcher import Matcher
from matchmaker.core.reasons import chosen, told_to_both
from matchmaker.core.sides import EACH, GIVES, TAKES, Side, side_of
from tests.core.people import COMPLETES, GOVAN, LABELS, NECKAR, TODAY, make_matcher


def between(me: Profile, other: Profile) -> Suggestion:
    found = Matcher(completes=COMPLETES, labels=LABELS).fit((me, other), (), today=TODAY)
    suggestion = found.one(Query(me), other.id)
    assert suggestion is not None
    return suggestion


def told(reasons: tuple[Reason, ...]) -> str:
    return " ".join(plain(reason, str) for reason in reasons)


def test_a_list_says_what_the_reader_gains_and_not_what_the_other_side_does() -> None:
    listed = told(between(GOVAN, NECKAR).reasons)
    assert "They offer “Drum bearings and pumps from scrapped machines”." in listed
    assert TAKES in listed
    assert "They look for" not in listed
    assert "You offer" not in listed


def test_before_a_request_both_sides_are_told_each_with_its_quotes() -> None:
    sides = told_to_both(between(GOVAN, NECKAR).account)
    assert "You look for “Spare drum bearings for old washing machines”." in told(sides.reader)
    assert "You offer “A 12-week course in appliance repair”." in told(sides.other)
    assert (TAKES in told(sides.reader), GIVES in told(sides.reader)) == (True, False)
    assert (TAKES in told(sides.other), GIVES in told(sides.other)) == (False, True)
    assert EACH not in told(sides.reader + sides.other + sides.both)


def test_what_one_side_gains_the_other_gives() -> None:
    here, there = between(GOVAN, NECKAR), between(NECKAR, GOVAN)
    gains, gives = told_to_both(here.account).reader, told_to_both(there.account).other
    assert [one.evidence["they_give"] and one.signal for one in gains if one.signal == "exchange"]
    assert {one.signal for one in gains} == {one.signal for one in gives}
    assert gains[0].quotes == gives[0].quotes


def test_what_holds_for_both_stands_by_itself_and_the_network_speaks_once() -> None:
    suggestion = next(one for one in make_matcher().suggest(Query(GOVAN)) if one.id == NECKAR.id)
    both = told_to_both(suggestion.account).both
    assert {"subject", "closeness"} <= {one.signal for one in both}
    assert len([one for one in both if one.signal in {"partners", "closeness"}]) == 1


def test_who_gains_nothing_in_words_is_told_what_the_other_side_gains() -> None:
    me = Profile("s-me", "Me", offers=(Statement("o", "Courses in appliance repair"),))
    other = Profile("s-x", "X", needs=(Statement("n", "A course in appliance repair"),))
    suggestion = between(me, other)
    assert "They look for “A course in appliance repair”." in told(suggestion.reasons)
    sides = told_to_both(suggestion.account)
    assert sides.reader == ()
    assert "You offer “Courses in appliance repair”." in told(sides.other)


@pytest.mark.parametrize(
    ("evidence", "side"),
    [
        ({"they_give": {"yours": "x"}}, Side.READER),
        ({"you_give": {"yours": "x"}}, Side.OTHER),
        ({"they_give": True, "you_give": True}, Side.BOTH),
        ({"they_give": False, "you_give": False}, Side.BOTH),
        ({"km": 3.0}, Side.BOTH),
    ],
)
def test_the_evidence_says_who_gains(evidence: dict[str, object], side: Side) -> None:
    assert side_of(Reason("exchange", 1.0, evidence)) is side


def test_the_own_gain_comes_first_however_small_its_part() -> None:
    subject = Reason("subject", 3.0, {}, (Part("Alike."),))
    gain = Reason("exchange", 1.0, {"they_give": {"yours": "x"}}, (Part("They give."),))
    give = Reason("exchange", 2.0, {"you_give": {"yours": "x"}}, (Part("You give."),))
    assert [one.contribution for one in chosen([subject, give, gain])] == [1.0, 3.0]


def test_a_list_never_loses_the_words_that_prove_a_match() -> None:
    for me, other in ((GOVAN, NECKAR), (replace(GOVAN, needs=(), about=""), NECKAR)):
        suggestion = between(me, other)
        assert any(one.marked for one in chosen(suggestion.account))
