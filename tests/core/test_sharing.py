"""Attention in a small network: everybody whom somebody has something in common with gets a turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from matchmaker.core.answers import Query
from matchmaker.core.entities import Link, Profile
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.matcher import Matcher
from matchmaker.core.sharing import FEWEST, attend

TODAY = date(2026, 11, 23)
NUMBER, TIED = 48, 30
TASKS = ("mend", "sell", "lend", "carry", "paint", "store", "clean", "buy", "show", "test")
PLACES = ("halls", "barns", "shops", "schools", "yards", "cellars", "vans", "markets", "boats")


def people() -> list[Profile]:
    """All do something with bicycles, each something else."""
    chance = Random(1)
    found = []
    for number in range(NUMBER):
        tasks, places = " and ".join(chance.sample(TASKS, 3)), " and ".join(chance.sample(PLACES, 3))
        found.append(Profile(f"s-{number:02}", f"{number}", about=f"We {tasks} bicycles in {places}."))
    return found


PEOPLE = tuple(people())
LINKS = tuple(Link(one.id, other.id) for one, other in pairwise(PEOPLE[:TIED]))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher().fit(PEOPLE, LINKS, today=TODAY)


@pytest.fixture(scope="module")
def attention(matcher: Matcher) -> Attention:
    return attend(matcher)


def lists(matcher: Matcher, top: int = 10) -> dict[str, list[str]]:
    """The first ten, or more, for everybody who is no newcomer."""
    asking = {key for link in LINKS for key in (link.a, link.b)}
    return {
        one.id: [found.id for found in matcher.suggest(Query(one), top=top)]
        for one in PEOPLE
        if one.id in asking
    }


def test_everybody_with_evidence_is_shown_and_as_often_as_promised(
    matcher: Matcher, attention: Attention
) -> None:
    plain = Counter(key for found in lists(matcher).values() for key in found)
    known_by = Counter(key for found in lists(matcher, top=len(PEOPLE)).values() for key in found)
    assert any(not plain[key] for key in known_by), "without it some are on no list"
    matcher.share(replace(attention, community={}))
    shown = Counter(key for found in lists(matcher).values() for key in found)
    average = shown.total() / len(PEOPLE)
    assert attention.floor > 0
    assert all(shown[key] >= min(attention.floor * average, known_by[key]) for key in known_by)
    assert attention.coverage == len(shown) / len(PEOPLE) == len(known_by) / len(PEOPLE)
    matcher.share(attention)
    assert {key for found in lists(matcher).values() for key in found} == set(known_by), "bridges as well"


def test_lists_stay_as_long_as_they_were_and_in_the_order_of_the_score(
    matcher: Matcher, attention: Attention
) -> None:
    plain = Matcher().fit(PEOPLE, LINKS, today=TODAY)
    fair = Matcher(attention=attention, variety=0.0).fit(PEOPLE, LINKS, today=TODAY)
    for one in PEOPLE:
        before, after = plain.answer(Query(one)), fair.answer(Query(one))
        assert before.total == after.total
        assert len(before.suggestions) == len(after.suggestions)
        scores = [found.score for found in after.suggestions]
        assert scores == sorted(scores, reverse=True)


def test_own_weights_needs_and_texts_are_not_touched(attention: Attention) -> None:
    plain = Matcher(variety=0.0).fit(PEOPLE, LINKS, today=TODAY)
    fair = Matcher(attention=attention, variety=0.0).fit(PEOPLE, LINKS, today=TODAY)
    changed = 0
    for one in PEOPLE:
        changed += plain.suggest(Query(one)) != fair.suggest(Query(one))
        for query in (
            Query(one, weights={"subject": 2.0}),
            Query(one, text="bread for young people"),
            Query(one, alone=True),
        ):
            assert plain.suggest(query) == fair.suggest(query)
    assert changed


def test_who_opted_out_has_no_share(attention: Attention) -> None:
    people = [replace(one, rankable=number != 0) for number, one in enumerate(PEOPLE)]
    found = attend(Matcher().fit(people, LINKS, today=TODAY))
    assert found.price[PEOPLE[0].id] == 0.0
    # One less is shown, of one less who may be.
    shown = attention.coverage * len(PEOPLE)
    assert found.coverage == pytest.approx((shown - 1) / (len(PEOPLE) - 1), abs=0.02)


def test_the_same_network_is_shared_out_the_same(matcher: Matcher, attention: Attention) -> None:
    assert attend(Matcher().fit(PEOPLE, LINKS, today=TODAY)) == attention


def test_in_a_very_small_network_there_is_nothing_to_share_out() -> None:
    few = Matcher().fit(PEOPLE[: FEWEST - 1], LINKS[:3], today=TODAY)
    found = attend(few)
    assert (found.price, found.floor, set(found.community)) == ({}, 0.0, {one.id for one in PEOPLE[:4]})


def test_where_nobody_has_a_partner_nobody_has_a_price() -> None:
    found = attend(Matcher().fit(PEOPLE, [], today=TODAY))
    assert set(found.price.values()) == {0.0}
    assert found.community == {}
