from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.core.answers import Question
from matchmaker.core.entities import Link
from matchmaker.core.evaluation.engine import engine
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.learning.learn import Learnt
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals import SIGNALS
from tests.core.evaluation.pasts import small_past

PAST = small_past()
ENGINE = engine(PAST)
SHIPPED = Learnt({}, {})


def test_scores_stand_in_the_order_of_the_folder() -> None:
    found = ENGINE.ties(0)
    assert found.shape == (13,)
    # A later partner with the same subject and partners comes first, somebody without a word after all who
    # have one; oneself and present partners are no candidates.
    assert int(np.argmax(found)) == 5
    assert found[5] > found[12] > -np.inf
    assert set(np.flatnonzero(np.isneginf(found))) == {0, 1, 2, 3, 4}


def test_a_need_is_asked_by_its_text() -> None:
    assert ENGINE.needs is not None
    # Who shares a word with the need comes before those who share none, of whom none is left out.
    found = ENGINE.needs(0)
    assert found[0] > found[6] > -np.inf
    assert int(np.argmax(ENGINE.needs(1))) == 7


def test_in_the_cold_start_the_askers_own_ties_count_for_nothing() -> None:
    assert ENGINE.cold is not None
    assert ENGINE.cold(0)[5] < ENGINE.ties(0)[5]


def test_the_engine_never_sees_what_it_is_measured_on() -> None:
    blank = replace(PAST, new_ties=(), need_partners={})
    other = replace(PAST, new_ties=(Link("o00", "o11"),), need_partners={"n1": frozenset({"o09"})})
    for changed in (blank, other):
        again = engine(changed)
        assert again.needs is not None
        assert ENGINE.needs is not None
        for number in range(len(PAST.organisations)):
            assert np.array_equal(again.ties(number), ENGINE.ties(number))
        for number in range(len(PAST.needs)):
            assert np.array_equal(again.needs(number), ENGINE.needs(number))


def test_other_needs_change_no_answer_to_an_organisation() -> None:
    again = engine(replace(PAST, needs=PAST.needs[:1]))
    assert all(np.array_equal(again.ties(n), ENGINE.ties(n)) for n in range(len(PAST.organisations)))


def test_weights_that_were_learnt_before_are_used_as_they_are() -> None:
    nothing = dict.fromkeys((signal.name for signal in SIGNALS), 0.0)
    given = Learnt(dict.fromkeys(Question, nothing | {"partners": 1.0}), {})
    found = engine(PAST, learnt=given).ties(0)
    # Only partners in common count, of whom the other circle has none.
    assert len(set(found[6:])) == 1, "equal scores must stay equal: they count against the engine"
    assert found[5] > found[6]


def test_ones_own_ties_weigh_nothing_in_the_cold_start() -> None:
    def cold(past: Past) -> FloatArray:
        found = engine(past, learnt=SHIPPED).cold
        assert found is not None
        return found(0)

    own = {link for link in PAST.ties if "o00" in (link.a, link.b)}
    heavy = replace(PAST, ties=tuple(replace(one, weight=5.0) if one in own else one for one in PAST.ties))
    # How often the kinds of both work together, and how near somebody is to those who wrote alike, are known
    # from everybody's ties, so theirs are in it.
    apart = np.abs(cold(PAST)[5:] - cold(heavy)[5:])
    assert apart.max() < 0.05 * np.abs(cold(PAST)[5])
