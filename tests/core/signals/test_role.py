"""Who works with whom: the ties of the network, held near a judgement; for a need, who did such things."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.entities import Activity, Kind, Profile
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.role import MUCH, SEEKS, SUPPORT, role
from tests.core.people import CITY, GOVAN, HIDDEN, NECKAR, NETWORK, TODAY, ask, at


def test_the_ties_between_two_kinds_are_held_near_the_judgement() -> None:
    # Four ties of weight 1: two between enterprises and the support organisation, one between it and the
    # policymaker, one between policymaker and innovator. Ends: enterprises 2, support 3, policymaker 2,
    # innovator 1, together 8.
    asked = ask(GOVAN)
    reading = role(asked)
    # Enterprise and support: 2 ties where chance has 2 · 3 / 8 = .75; judged 2 · .7 = 1.4 times chance.
    with_support = (2 + SUPPORT * 1.4) / (0.75 + SUPPORT)
    assert at(asked, reading.detail["lift"], NETWORK) == pytest.approx(with_support)
    # Enterprise and policymaker: none where chance has 2 · 2 / 8 = .5; judged 1.4 as well.
    with_city = (0 + SUPPORT * 1.4) / (0.5 + SUPPORT)
    assert at(asked, reading.detail["lift"], CITY) == pytest.approx(with_city)
    assert at(asked, reading.values, CITY) == pytest.approx(with_city / MUCH)


def test_an_unknown_kind_gets_nothing_and_seeks_nothing() -> None:
    asked = ask(GOVAN)
    assert at(asked, role(asked).values, HIDDEN) == 0
    assert not role(ask(HIDDEN)).values.any()


def test_without_ties_the_judgement_is_all() -> None:
    pool = Matcher().fit([GOVAN, NECKAR, CITY], [], today=TODAY).pool_
    asked = Asked(pool, GOVAN)
    assert at(asked, role(asked).detail["lift"], CITY) == pytest.approx(
        2 * SEEKS[Kind.ENTERPRISE][Kind.POLICYMAKER]
    )


def test_a_kind_in_the_words_of_a_source_is_as_likely_as_chance_at_first() -> None:
    schools = [Profile(f"s-{i}", f"School {i}", sort="school") for i in range(2)]
    asked = Asked(Matcher().fit([GOVAN, *schools], [], today=TODAY).pool_, schools[0])
    assert at(asked, role(asked).detail["lift"], schools[1]) == pytest.approx(1)
    assert at(asked, role(asked).detail["lift"], GOVAN) == pytest.approx(1)


def test_for_a_need_the_kinds_count_that_did_such_things() -> None:
    people = [
        replace(GOVAN, id="a", about=""),
        replace(CITY, id="b", about=""),
        replace(CITY, id="c", about=""),
        replace(CITY, id="d", about=""),
    ]
    deeds = [
        Activity("1", "Repair of old washing machines", ("a",)),
        Activity("2", "Vegetables for schools", ("b", "c", "d")),
    ]
    asked = Asked(Matcher().fit(people, [], deeds, today=TODAY).pool_, NOBODY, text="repair of machines")
    lift = role(asked).detail["lift"]
    # One enterprise of four did it alone: (1 + .1) / (1/4 + .1), and no city: (0 + .1) / (3/4 + .1).
    assert lift == pytest.approx([1.1 / 0.35, *[0.1 / 0.85] * 3])


def test_for_a_need_that_nobody_did_no_kind_is_likelier_than_by_chance() -> None:
    asked = ask(NOBODY, text="zeppelins")
    known = asked.pool.sorts.of >= 0
    lift = role(asked).detail["lift"]
    assert lift[known] == pytest.approx(1)
    assert np.array_equal(lift > 0, known)


def test_every_kind_seeks_every_kind() -> None:
    assert all(set(row) == set(Kind) for row in SEEKS.values())
    assert set(SEEKS) == set(Kind)
