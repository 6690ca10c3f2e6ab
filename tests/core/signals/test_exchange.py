from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.entities import Reach, Statement
from matchmaker.core.matcher import NOBODY
from matchmaker.core.signals.exchange import ABOUT_SHARE, blend, exchange
from matchmaker.core.signals.subject import CONTEXT_SHARE, subject
from tests.core.people import CITY, GOVAN, KITCHEN, NECKAR, ask, at


def test_a_mutual_match_beats_a_one_sided_one_of_the_same_strength() -> None:
    mutual, one_sided = blend(np.array([0.4, 0.4]), np.array([0.4, 0.0]))
    assert mutual == pytest.approx(0.4)
    assert one_sided == pytest.approx(0.2)


def test_the_blend_does_not_care_which_side_is_which() -> None:
    one, other = np.array([0.1, 0.0, 0.7]), np.array([0.5, 0.0, 0.2])
    assert blend(one, other) == pytest.approx(blend(other, one))


def test_both_directions_are_found() -> None:
    asked = ask(GOVAN)
    detail = exchange(asked).detail
    assert at(asked, detail["offer"], NECKAR) > 0.2
    assert at(asked, detail["need"], NECKAR) > 0.2
    assert at(asked, detail["need"], KITCHEN) > 0


def test_the_two_sides_agree_about_their_match() -> None:
    mine, theirs = ask(GOVAN), ask(NECKAR)
    mine_detail, their_detail = exchange(mine).detail, exchange(theirs).detail
    # Equal up to the pivot, by which rows are damped and questions are not.
    assert at(mine, mine_detail["offer"], NECKAR) == pytest.approx(
        at(theirs, their_detail["need"], GOVAN), rel=0.4
    )


def test_a_description_stands_in_for_an_offer_at_a_discount() -> None:
    asked = ask(NOBODY, text="a voucher for repair")
    reading = exchange(asked)
    assert at(asked, reading.values, CITY) == pytest.approx(
        ABOUT_SHARE * at(asked, reading.detail["able"], CITY)
    )


def test_for_somebody_without_a_profile_one_direction_is_all() -> None:
    asked = ask(NOBODY, text="a course in appliance repair")
    reading = exchange(asked)
    assert reading.values == pytest.approx(reading.detail["forward"])
    assert at(asked, reading.values, GOVAN) > 0


def test_a_need_that_does_not_reach_counts_for_nothing() -> None:
    local = Statement("n-9", "Drum bearings from scrapped machines", reach=Reach.LOCAL)
    asked = ask(GOVAN, need=local)
    assert at(asked, exchange(asked).detail["offer"], NECKAR) == 0
    everywhere = ask(GOVAN, need=replace(local, reach=Reach.EUROPEAN))
    assert at(everywhere, exchange(everywhere).detail["offer"], NECKAR) > 0


def test_their_local_need_is_met_by_the_near_only() -> None:
    near, far = ask(GOVAN), ask(replace(GOVAN, country="DE", region="DE111", lat=48.78, lon=9.18))
    assert at(near, exchange(near).detail["need"], KITCHEN) > 0
    assert at(far, exchange(far).detail["need"], KITCHEN) == 0


def test_similar_descriptions_are_a_similar_subject() -> None:
    asked = ask(GOVAN)
    values = subject(asked).values
    assert at(asked, values, NECKAR) > at(asked, values, KITCHEN)


def test_the_subject_is_context_when_one_need_is_asked_about() -> None:
    whole, focused = ask(GOVAN), ask(GOVAN, need=GOVAN.needs[0])
    assert subject(focused).values == pytest.approx(CONTEXT_SHARE * subject(whole).values)


def test_a_name_alone_is_no_description() -> None:
    asked = ask(replace(GOVAN, about=" "))
    assert not subject(asked).values.any()
