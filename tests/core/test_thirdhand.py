"""The same reasons for a third: nobody is "you", and everybody has a name."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from matchmaker.core import patterns, reasons, sides, telling
from matchmaker.core.answers import Query
from matchmaker.core.explain import Part, Reason, plain
from matchmaker.core.quotes import Quote
from matchmaker.core.thirdhand import OF_BOTH, of_both
from tests.core.people import PROFILES, make_matcher

PERSON = re.compile(r"\b(?:you|yours?)\b", re.IGNORECASE)
NOT_SHOWN = {"_language", "_freshness", "_same_company", "_grounds", "_names", "_experience", "_active",
             "_connected", "_role"}  # fmt: skip
"""Tellers of signals that no list shows."""
OF_QUESTIONS = {"Their partners do what you look for.", "Their description is near to what you look for."}
"""Said only where one need or a typed text is asked for."""
SLOT = re.compile(r"%\((\w+)\)s")


def messages() -> set[str]:
    """All sentences that a list may show, from the source of those who say them."""
    found: set[str] = set()
    for module in (patterns, reasons, sides, telling):
        for part in ast.parse(inspect.getsource(module)).body:
            if getattr(part, "name", "") not in NOT_SHOWN:
                found |= {
                    str(ast.literal_eval(call.args[0]))
                    for call in ast.walk(part)
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "N_"
                }
    return found - OF_QUESTIONS


def test_every_sentence_that_a_list_shows_can_be_said_of_both() -> None:
    assert messages() == OF_BOTH.keys()


@pytest.mark.parametrize(("to_one", "of_two"), OF_BOTH.items())
def test_nobody_is_addressed_and_nothing_is_lost(to_one: str, of_two: str) -> None:
    assert not PERSON.search(SLOT.sub("", of_two))
    assert set(SLOT.findall(to_one)) == set(SLOT.findall(of_two)) - {"a", "b"}


def test_both_are_named_and_quotes_stay_as_they_are() -> None:
    slots = {"yours": Quote("a hall"), "theirs": Quote("benches")}
    reason = Reason(
        "exchange", 0.5, parts=(Part("You look for “%(yours)s”. They offer “%(theirs)s”.", slots),)
    )
    (said,) = of_both([reason], "Govan Repair", "Neckar")
    assert plain(said, str) == "Govan Repair looks for “a hall”. Neckar offers “benches”."
    assert (said.signal, said.contribution, said.quotes) == (reason.signal, 0.5, reason.quotes)


def test_what_the_matcher_says_of_people_is_said_without_a_you() -> None:
    matcher = make_matcher()
    for one in PROFILES:
        for other in matcher.suggest(Query(one)):
            said = " ".join(plain(reason, str) for reason in of_both(other.reasons, one.name, other.name))
            assert said
            # What is quoted may address anybody.
            assert not PERSON.search(re.sub(r"“[^”]*”", "", said))
