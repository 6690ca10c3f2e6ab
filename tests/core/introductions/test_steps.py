"""The state machine of an introduction: the ways through it, and 10,000 random walks."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from matchmaker.core.introductions.clocks import next_bell
from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.states import ENDS, LIVE, Consent, Mover, Order, Position, Side, State
from matchmaker.core.introductions.steps import IllegalStep, Step, may_take, steps_of, take, waits_for

A, B, BROKER, CLOCK = Mover.A, Mover.B, Mover.BROKER, Mover.CLOCK
DAY = datetime(2026, 11, 28, tzinfo=UTC)


def walk(*steps: tuple[Step, Mover], order: Order = Order.BOTH, start: Position | None = None) -> Position:
    """Where these steps lead."""
    position = start or Position()
    for step, mover in steps:
        position = take(position, step, mover, order=order)
    return position


TO_INTRODUCED = ((Step.ASK, BROKER), (Step.ACCEPT, B), (Step.ACCEPT, A), (Step.INTRODUCE, CLOCK))


def test_the_whole_way_of_a_brokered_introduction() -> None:
    found = walk(
        (Step.PROPOSE, BROKER), *TO_INTRODUCED, (Step.AGREE_MEETING, A), (Step.REPORT_MET, B),
        (Step.AGREE_STEP, A), (Step.CONFIRM, A), (Step.CONFIRM, B),
    )  # fmt: skip
    assert found == Position(State.PARTNERSHIP, Consent.YES, Consent.YES, frozenset(Side))


def test_without_a_broker_one_side_asks_the_other() -> None:
    assert walk((Step.ASK, A)) == Position(State.ASKED, Consent.YES, Consent.ASKED)
    assert walk((Step.ASK, A), (Step.ACCEPT, B)).state is State.ACCEPTED


def test_what_one_side_asked_for_waits_for_the_broker_who_then_asks_only_the_other() -> None:
    waiting = walk((Step.PROPOSE, A))
    assert waits_for(waiting) == {BROKER}
    with pytest.raises(IllegalStep):
        take(waiting, Step.ASK, A)
    assert walk((Step.ASK, BROKER), start=waiting) == Position(State.ASKED, Consent.YES, Consent.ASKED)


def test_asked_one_after_the_other_the_second_hears_of_it_when_the_first_has_agreed() -> None:
    first = walk((Step.ASK, BROKER), order=Order.B_FIRST)
    assert (first.a, first.b) == (Consent.OPEN, Consent.ASKED)
    assert waits_for(first) == {B}
    second = take(first, Step.ACCEPT, B)
    assert (second.state, second.a, second.b) == (State.ASKED, Consent.ASKED, Consent.YES)


def test_one_no_ends_it_and_the_other_cannot_say_yes_any_more() -> None:
    declined = walk((Step.ASK, BROKER), (Step.DECLINE, A))
    assert declined.state is State.DECLINED
    assert not may_take(declined, Step.ACCEPT, B)


@pytest.mark.parametrize("step", [Step.ACCEPT, Step.DECLINE, Step.POSTPONE])
def test_nobody_answers_twice_or_unasked(step: Step) -> None:
    asked = walk((Step.ASK, A))
    assert not may_take(asked, step, A)
    assert not may_take(asked, step, BROKER)


def test_agreement_can_be_taken_back_at_any_time() -> None:
    together = walk(*TO_INTRODUCED)
    left = take(together, Step.WITHDRAW, B)
    assert (left.state, left.b, stage_of(left)) == (State.WITHDRAWN, Consent.NO, Stage.PUBLIC)
    assert not may_take(walk((Step.ASK, A)), Step.WITHDRAW, B)
    assert may_take(walk((Step.ASK, A)), Step.WITHDRAW, A)
    assert may_take(walk((Step.ASK, BROKER)), Step.WITHDRAW, BROKER)
    assert not may_take(together, Step.WITHDRAW, BROKER)


def test_a_missed_meeting_leads_back_and_a_partnership_wants_both() -> None:
    agreed = walk(*TO_INTRODUCED, (Step.AGREE_MEETING, BROKER))
    assert take(agreed, Step.REPORT_MISSED, A).state is State.INTRODUCED
    half = walk((Step.REPORT_MET, A), (Step.CONFIRM, B), start=agreed)
    assert half.state is State.MET
    assert not may_take(half, Step.CONFIRM, B)
    assert take(half, Step.CONFIRM, A).state is State.PARTNERSHIP


def test_what_waits_can_be_held_closed_by_the_broker_and_runs_out() -> None:
    held = walk((Step.PROPOSE, A), (Step.HOLD, BROKER))
    assert take(held, Step.RESUME, BROKER).state is State.PROPOSED
    assert take(held, Step.CLOSE, BROKER).state is State.CLOSED
    assert not may_take(held, Step.CLOSE, A)
    assert take(held, Step.EXPIRE, CLOCK).state is State.EXPIRED
    assert take(walk(*TO_INTRODUCED), Step.EXPIRE, CLOCK).state is State.CLOSED


def test_time_alone_introduces_nobody_who_did_not_agree() -> None:
    with pytest.raises(IllegalStep, match="both said yes"):
        take(Position(State.ACCEPTED, Consent.YES, Consent.ASKED), Step.INTRODUCE, CLOCK)


@pytest.mark.parametrize("state", sorted(ENDS))
@pytest.mark.parametrize("mover", list(Mover))
def test_nothing_follows_upon_an_end(state: State, mover: Mover) -> None:
    assert steps_of(Position(state, Consent.YES, Consent.YES), mover) == ()


@pytest.mark.parametrize("mover", list(Mover))
def test_the_lists_of_steps_and_turns_agree(mover: Mover) -> None:
    """Whoever is waited for can do something."""
    for way in (((Step.PROPOSE, A),), ((Step.ASK, BROKER),), TO_INTRODUCED, TO_INTRODUCED[:-1]):
        position = walk(*way)
        assert not (mover in waits_for(position) and not steps_of(position, mover))


def test_random_walks_stay_legal_disclose_nothing_before_consent_and_end(
    trials: Callable[[int], int],
) -> None:
    """10,000 walks under `make soak`: whatever anybody tries, in any order."""
    for seed in range(max(trials(10_000), 500)):
        dice = random.Random(seed)
        position, agreed = Position(), {Side.A: False, Side.B: False}
        for _ in range(60):
            step, mover, order = dice.choice(list(Step)), dice.choice(list(Mover)), dice.choice(list(Order))
            before = position
            try:
                position = take(position, step, mover, order=order)
            except IllegalStep:
                continue
            assert before.state in LIVE
            if mover.side and step in (Step.PROPOSE, Step.ASK, Step.ACCEPT):
                agreed[mover.side] = True
            for side in Side:
                # Consent is only ever given by oneself.
                assert position.consent(side) is not Consent.YES or agreed[side]
            if stage_of(position) is Stage.CONTACT:
                assert all(agreed.values())
        # Left alone, the clock ends it: some bell of every living state takes a step.
        assert position.state in ENDS or may_take(position, Step.EXPIRE, CLOCK) or (
            may_take(position, Step.INTRODUCE, CLOCK)
        )  # fmt: skip
        assert (position.state in LIVE) <= (next_bell(position.state, DAY, 0) is not None)
