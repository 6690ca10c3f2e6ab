"""Themes, place, language, ties, role and freshness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matchmaker.core.entities import Profile, Reach, Statement
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.freshness import freshness
from matchmaker.core.signals.kinds import answered_kinds, wanted_kinds
from matchmaker.core.signals.language import language
from matchmaker.core.signals.place import STANDS_FOR, place
from matchmaker.core.signals.themes import themes
from matchmaker.core.signals.ties import closeness, partners
from tests.core.people import CITY, GOVAN, HIDDEN, KITCHEN, NECKAR, TODAY, ask, at


def _among(asker: Profile, *others: Profile) -> Asked:
    return Asked(Matcher().fit(others, [], today=TODAY).pool_, asker)


def test_kinds_answer_themselves_and_what_they_complete() -> None:
    table = {"customer": frozenset({"supplier", "promotion"})}
    assert wanted_kinds(["customer"], table) == {"customer", "supplier", "promotion"}
    assert answered_kinds({"promotion"}, table) == {"promotion", "customer"}
    assert answered_kinds(set(), table) == frozenset()


def test_common_themes_count_more_when_the_cooperation_fits() -> None:
    asked = ask(GOVAN)
    reading = themes(asked)
    assert at(asked, reading.values, NECKAR) > at(asked, reading.values, CITY) > 0
    assert at(asked, reading.detail["gives"], NECKAR) == 1
    assert at(asked, reading.detail["takes"], NECKAR) == 1


def test_a_fitting_cooperation_without_a_theme_is_nothing() -> None:
    asked = ask(replace(GOVAN, themes=(), offers=(), needs=(Statement("n", "x", ("supplier",)),)))
    assert at(asked, themes(asked).detail["gives"], NECKAR) == 1
    assert at(asked, themes(asked).values, NECKAR) == 0


def test_the_themes_of_the_need_asked_about_decide() -> None:
    need = Statement("n", "A flat", themes=("theme-housing",))
    asked = ask(GOVAN, need=need)
    assert at(asked, themes(asked).values, CITY) > 0
    assert at(asked, themes(asked).values, NECKAR) == 0


def test_nearer_is_better() -> None:
    asked = ask(GOVAN)
    values = place(asked).values
    assert at(asked, values, CITY) > at(asked, values, KITCHEN) > at(asked, values, NECKAR) > 0
    assert at(asked, values, CITY) == pytest.approx(1)


def test_distances_are_great_circles() -> None:
    asked = ask(GOVAN)
    # Glasgow to Stuttgart is about 1,200 km (look/suggestions.html says 1,202).
    assert at(asked, place(asked).detail["km"], NECKAR) == pytest.approx(1202, rel=0.03)
    assert np.isnan(at(asked, place(asked).detail["km"], HIDDEN))


def test_a_european_need_ignores_distance() -> None:
    need = replace(GOVAN.needs[0], reach=Reach.EUROPEAN)
    assert not place(ask(GOVAN, need=need)).values.any()
    assert place(ask(GOVAN, need=replace(need, reach=Reach.NATIONAL))).values.any()


def test_the_region_stands_in_where_coordinates_are_missing() -> None:
    me = Profile("a", "A", country="GR", region="EL303")
    same, around, country, abroad, nowhere = (
        Profile("b", "B", country="GR", region="EL303"),
        Profile("c", "C", country="GR", region="EL305"),
        Profile("d", "D", country="GR"),
        Profile("e", "E", country="IT"),
        Profile("f", "F"),
    )
    asked = _among(me, same, around, country, abroad, nowhere)
    values = place(asked).values
    assert values[0] > values[1] > values[2] > 0
    assert values[3] == values[4] == 0
    assert asked.nearness.tolist() == [0, 1, 2, 3, 3]
    assert values[0] == pytest.approx(np.mean(np.exp([-STANDS_FOR[0] / 40, -STANDS_FOR[0] / 300])))


def test_who_has_no_place_is_near_nobody_but_rules_nobody_out() -> None:
    asked = ask(NOBODY, text="repair")
    assert not place(asked).values.any()
    assert not asked.nearness.any()


def test_one_common_language_is_enough() -> None:
    asked = ask(GOVAN)
    values = language(asked).values
    assert at(asked, values, NECKAR) == 1
    assert at(asked, values, HIDDEN) == 0
    assert not language(ask(NOBODY)).values.any()


def test_the_network_brings_those_nearer_who_share_partners() -> None:
    asked = ask(GOVAN)
    rank = closeness(asked).values
    assert at(asked, rank, CITY) >= at(asked, rank, KITCHEN) > 0
    assert at(asked, rank, HIDDEN) == 0


def test_partners_in_common_are_counted() -> None:
    asked = ask(GOVAN)
    reading = partners(asked)
    assert at(asked, reading.detail["count"], CITY) == 1
    assert at(asked, reading.values, CITY) > 0
    assert at(asked, reading.values, KITCHEN) == 0


def test_a_confirmed_record_is_fresh_and_ages() -> None:
    asked = ask(CITY)
    values = freshness(asked).values
    assert at(asked, values, GOVAN) == 1
    # A year later a third is left: e to the power of −1.
    assert at(asked, values, NECKAR) == pytest.approx(np.exp(-1))
    assert at(asked, values, KITCHEN) == 0


def test_a_date_to_come_is_as_fresh_as_today() -> None:
    asked = _among(CITY, replace(GOVAN, verified=date(2027, 1, 1)))
    assert freshness(asked).values.tolist() == [1]
