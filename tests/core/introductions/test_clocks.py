"""The clocks of an introduction: everybody is reminded, escalated, and let go in the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from matchmaker.core.introductions.clocks import (
    CLOCKS,
    Ring,
    began,
    ends_at,
    following,
    next_bell,
    reminded,
)
from matchmaker.core.introductions.states import ENDS, LIVE, Consent, Mover, Position, State

SINCE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("state", sorted(LIVE))
def test_every_living_state_has_a_clock_that_ends_it(state: State) -> None:
    bells = CLOCKS[state]
    assert [one.after for one in bells] == sorted(one.after for one in bells)
    assert bells[-1].ring in (Ring.END, Ring.INTRODUCE)


def test_only_partnerships_are_followed_up_after_their_end() -> None:
    assert {state for state in ENDS if state in CLOCKS} == {State.PARTNERSHIP}
    assert [one.after.days for one in CLOCKS[State.PARTNERSHIP]] == [30, 91, 182, 365]


def test_the_bells_ring_one_after_the_other_and_then_no_more() -> None:
    rings: list[tuple[datetime, Ring]] = []
    while (bell := next_bell(State.ASKED, SINCE, len(rings))) is not None:
        rings.append(bell)
    assert rings[0] == (SINCE + timedelta(days=5), Ring.REMIND)
    assert rings[-1] == (SINCE + timedelta(days=21), Ring.END)
    assert next_bell(State.DECLINED, SINCE, 0) is None


def test_those_whose_turn_it_is_are_reminded() -> None:
    asked = Position(State.ASKED, Consent.YES, Consent.ASKED)
    assert reminded(asked) == {Mover.B}
    assert reminded(Position(State.ACCEPTED, Consent.YES, Consent.YES)) == frozenset()
    assert reminded(Position(State.MET, Consent.YES, Consent.YES)) == {Mover.A, Mover.B}


def test_a_clock_that_was_put_off_keeps_its_distances() -> None:
    later = SINCE + timedelta(days=14)
    assert following(State.ASKED, later, 0, later) == (later + timedelta(days=5), Ring.REMIND)
    assert following(State.ASKED, later, 3, later) is None
    assert following(State.DECLINED, later, 0, later) is None


def test_a_clock_that_was_not_heard_for_days_goes_on_from_when_it_was_heard() -> None:
    rang = SINCE + timedelta(days=5)
    for late, start in ((timedelta(hours=23), rang), (timedelta(days=9), rang + timedelta(days=9))):
        assert following(State.ASKED, rang, 0, rang + late) == (start + timedelta(days=5), Ring.REMIND)


def test_a_clock_tells_when_it_ends() -> None:
    """Also where it was put off, and counts from another day than its state."""
    for rung, bell in enumerate(CLOCKS[State.ASKED]):
        for put_off in (timedelta(), timedelta(days=14)):
            rings = SINCE + put_off + bell.after
            assert ends_at(State.ASKED, rings, rung) == SINCE + put_off + timedelta(days=21)
    assert ends_at(State.PARTNERSHIP, SINCE, 0) is None
    assert ends_at(State.DECLINED, SINCE, 0) is None


def test_a_clock_that_was_put_off_begins_later() -> None:
    later = SINCE + timedelta(days=14)
    assert began(State.ASKED, later + timedelta(days=10), 1) == later
    assert began(State.ASKED, later, 9) is None
    assert began(State.DECLINED, later, 0) is None
