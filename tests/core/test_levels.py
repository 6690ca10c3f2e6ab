"""From which score a suggestion is strong or good."""

from __future__ import annotations

import math

import numpy as np
import pytest

from matchmaker.core.answers import Cutoffs, Query, Question
from matchmaker.core.entities import Profile
from matchmaker.core.levels import CLEAR_SHARE, SAMPLE, learn_levels
from matchmaker.core.narrowing import Scored
from tests.core.people import GOVAN, make_matcher

FITTED = make_matcher()


def test_a_network_of_nobody_has_no_levels() -> None:
    levels = learn_levels([], FITTED.score)
    assert set(levels) == set(Question)
    assert all(one == Cutoffs(math.inf, math.inf, 0.0) for one in levels.values())


def test_three_tenths_of_the_top_scores_are_strong_and_six_tenths_good() -> None:
    def ask(query: Query) -> Scored:
        scored = FITTED.score(query)
        scored.score[:] = np.linspace(1.0, 2.0, len(scored.score))
        scored.allowed[:] = True
        return scored

    levels = learn_levels(FITTED.pool_.profiles, ask)[Question.PROFILE]
    asked = [one for one in FITTED.pool_.profiles if one.needs or one.about]
    scores = np.tile(np.linspace(1.0, 2.0, len(FITTED.pool_)), len(asked))
    assert levels.strong == pytest.approx(np.quantile(scores, 0.7))
    assert levels.good == pytest.approx(np.quantile(scores, 0.4))


def test_evidence_is_clear_where_two_fifths_of_the_best_reach_it() -> None:
    found = [FITTED.score(Query(one)) for one in FITTED.pool_.profiles if one.needs or one.about]
    best = [one.evidence[one.allowed].max() for one in found if one.allowed.any()]
    clear = learn_levels(FITTED.pool_.profiles, FITTED.score)[Question.PROFILE].clear
    assert clear == pytest.approx(np.quantile(best, 1 - CLEAR_SHARE))


def test_a_sample_is_asked_and_who_has_said_nothing_only_if_nobody_has() -> None:
    asked: list[Query] = []

    def ask(query: Query) -> Scored:
        asked.append(query)
        return FITTED.score(query)

    silent = [Profile(id=f"s-{n:03d}", name=f"Nobody {n}") for n in range(50)]
    learn_levels([*silent, GOVAN], ask)
    assert {one.profile.id for one in asked if one.question is Question.PROFILE} == {GOVAN.id}
    assert [one.text for one in asked if one.question is Question.TEXT] == [GOVAN.needs[0].text]
    asked.clear()
    learn_levels(silent, ask)
    assert len([one for one in asked if one.question is Question.PROFILE]) == SAMPLE
