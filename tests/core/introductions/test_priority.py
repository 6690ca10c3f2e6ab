"""The order in which a broker decides: properties that hold whatever waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.introductions.priority import (
    Because,
    Waiting,
    patience,
    priority,
    rank,
)
from matchmaker.core.introductions.states import Side, State

HOURS = st.integers(0, 24 * 90).map(lambda hours: timedelta(hours=hours))
WORTH = st.none() | st.floats(0, 1)
COUNTS = st.fixed_dictionaries({side: st.integers(0, 30) for side in Side})
WAITING = st.builds(Waiting, st.sampled_from([State.PROPOSED, State.HELD]), HOURS, WORTH, COUNTS)


def test_the_formula_by_hand() -> None:
    one = Waiting(State.PROPOSED, timedelta(days=1, hours=5), 0.8, {Side.A: 3, Side.B: 1})
    assert priority(one) == 0.8 * 1.25 + 1 / 3
    assert rank(one) == (True, -priority(one))
    assert rank(replace(one, waited=timedelta(days=9))) == (False, -6)
    assert (patience(State.PROPOSED), patience(State.HELD)) == (3, 14)


@given(WAITING, st.floats(0, 1), st.floats(0, 1))
def test_what_promises_more_is_never_below(one: Waiting, some: float, other: float) -> None:
    less, more = sorted((some, other))
    assert rank(replace(one, worth=more)) <= rank(replace(one, worth=less))


@given(WAITING, HOURS)
def test_what_has_waited_longer_is_never_below(one: Waiting, longer: timedelta) -> None:
    assert rank(replace(one, waited=one.waited + longer)) <= rank(one)


@given(WAITING, st.sampled_from(list(Side)), st.integers(0, 30))
def test_whose_side_was_introduced_less_is_never_below_an_equal(one: Waiting, side: Side, fewer: int) -> None:
    less = {**one.introduced, side: min(fewer, one.introduced[side])}
    assert rank(replace(one, introduced=less)) <= rank(one)


@given(WAITING, WAITING)
def test_over_its_time_comes_before_all_that_is_not(one: Waiting, other: Waiting) -> None:
    if one.is_over_time and not other.is_over_time:
        assert rank(one) < rank(other)


@given(WAITING, st.lists(st.tuples(HOURS, WORTH, COUNTS, st.booleans()), max_size=40))
def test_nobody_is_overtaken_for_ever(
    one: Waiting, later: list[tuple[timedelta, float | None, dict[Side, int], bool]]
) -> None:
    """From the day on which its patience ends, nothing that is begun afterwards ever stands before it."""
    limit = timedelta(days=patience(one.state))
    for waited, worth, introduced, held in later:
        state = State.HELD if held else State.PROPOSED
        newcomer = Waiting(state, waited, worth, introduced)
        assert rank(replace(one, waited=limit + waited)) <= rank(newcomer)


@given(WAITING)
def test_it_says_why(one: Waiting) -> None:
    found = one.because
    assert (found == (Because.WAITS,)) is one.is_over_time
    assert (Because.STRONG in found) is (not one.is_over_time and one.worth == 1)
    assert bool(one.left_out) is (one.fewest == 0)
