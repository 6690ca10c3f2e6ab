"""The reader's own weights: they move the order of a list, never who is in it or how strong it is called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.answers import Query, Suggestion
from matchmaker.core.entities import Level
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import SIGNALS
from tests.core.people import CITY, GOVAN, NECKAR, PROFILES, make_matcher

NAMES = [signal.name for signal in SIGNALS]
MATCHER = make_matcher()
WISHES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([0.0, 0.5, 1.0, 2.0]))


def given_by(suggestion: Suggestion) -> dict[str, float]:
    return {one.signal: one.contribution for one in suggestion.signals}


@settings(max_examples=40)
@given(WISHES)
def test_contributions_still_sum_to_the_score_and_are_those_of_the_network_times_the_wish(
    wishes: dict[str, float],
) -> None:
    for profile in PROFILES:
        before = {one.id: one for one in MATCHER.suggest(Query(profile))}
        for found in MATCHER.suggest(Query(profile, weights=wishes)):
            parts, plain = given_by(found), given_by(before[found.id])
            assert sum(parts.values(), 0.0) == found.score
            assert all(parts[name] == plain[name] * wishes.get(name, 1.0) for name in plain)


@settings(max_examples=40)
@given(WISHES)
def test_the_same_stakeholders_are_suggested_whatever_one_wishes(wishes: dict[str, float]) -> None:
    for profile in PROFILES:
        everybody = {one.id for one in MATCHER.suggest(Query(profile))}
        assert {one.id for one in MATCHER.suggest(Query(profile, weights=wishes))} == everybody


def test_a_level_is_that_of_the_networks_own_weights() -> None:
    plain = {one.id: one.level for one in MATCHER.suggest(Query(GOVAN))}
    assert plain[NECKAR.id] is Level.STRONG
    for factor in (0.5, 2.0):
        shifted = MATCHER.suggest(Query(GOVAN, weights=dict.fromkeys(NAMES, factor)))
        assert {one.id: one.level for one in shifted} == plain
        counted = MATCHER.facets(Query(GOVAN, weights=dict.fromkeys(NAMES, factor)))
        assert counted == MATCHER.facets(Query(GOVAN))


def test_a_strong_match_that_has_no_words_left_to_show_is_called_good() -> None:
    quiet = {"exchange": 0.0, "subject": 0.0}
    found = {one.id: one for one in MATCHER.suggest(Query(GOVAN, weights=quiet))}[NECKAR.id]
    assert found.level is Level.GOOD
    assert not {"exchange", "subject"} & {reason.signal for reason in found.account}


def test_what_one_wishes_for_comes_first() -> None:
    assert next(one.id for one in MATCHER.suggest(Query(NECKAR))) == GOVAN.id
    others = dict.fromkeys(NAMES, 0.0)
    near = {one.id: one for one in MATCHER.suggest(Query(CITY, weights=others | {"place": 2.0}))}
    assert next(iter(near)) == GOVAN.id
    assert all(given_by(one)["place"] == one.score for one in near.values())


@pytest.mark.parametrize("wishes", [{}, {"exchange": 1.0}, {"no_such_signal": 2.0}])
def test_a_wish_that_changes_nothing_changes_nothing(wishes: dict[str, float]) -> None:
    matcher: Matcher = make_matcher()
    assert matcher.suggest(Query(GOVAN, weights=wishes)) == matcher.suggest(Query(GOVAN))


def test_queries_with_weights_can_be_kept_in_sets() -> None:
    assert len({Query(GOVAN, weights={"place": 2.0}), Query(GOVAN, weights={"place": 0.0})}) == 2
