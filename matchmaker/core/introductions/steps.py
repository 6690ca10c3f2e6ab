"""The steps of an introduction: who may take which, and where it leads. Pure; illegal ones are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from matchmaker.core.introductions.states import (
    BEFORE_ASKING,
    LIVE,
    TOGETHER,
    Consent,
    Mover,
    Order,
    Position,
    Side,
    State,
)


class Step(StrEnum):
    """What may be done with an introduction."""

    PROPOSE = "propose"
    HOLD = "hold"
    RESUME = "resume"
    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    POSTPONE = "postpone"
    INTRODUCE = "introduce"
    AGREE_MEETING = "agree_meeting"
    REPORT_MET = "report_met"
    REPORT_MISSED = "report_missed"
    AGREE_STEP = "agree_step"
    CONFIRM = "confirm"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class IllegalStep(ValueError):
    """The step is not allowed from here, or not for this mover."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From where a step may be taken and by whom; `leads` makes the new position."""

    before: frozenset[State]
    movers: frozenset[Mover]
    leads: Callable[[Position, Mover, Order], Position]


SIDES = frozenset({Mover.A, Mover.B})
PEOPLE = SIDES | {Mover.BROKER}
EXPIRING = BEFORE_ASKING | {State.ASKED}
"""From here time leads to EXPIRED; from what comes after both said yes it leads to CLOSED."""


def take(position: Position, step: Step, mover: Mover, *, order: Order = Order.BOTH) -> Position:
    """The position after a step; `order` tells whom a broker asks first.

    Raises:
        IllegalStep.
    """
    rule = RULES[step]
    if position.state not in rule.before or mover not in rule.movers:
        raise IllegalStep(f"{step} by {mover} is not allowed in {position.state}")
    return rule.leads(position, mover, order)


def may_take(position: Position, step: Step, mover: Mover) -> bool:
    """Whether the step is allowed."""
    try:
        take(position, step, mover)
    except IllegalStep:
        return False
    return True


def steps_of(position: Position, mover: Mover) -> tuple[Step, ...]:
    """All that somebody may do now, in the order of the list of steps."""
    return tuple(step for step in Step if may_take(position, step, mover))


def waits_for(position: Position) -> frozenset[Mover]:
    """Whose turn it is; nobody's at the end."""
    if position.state in (State.PROPOSED, State.HELD, State.DRAFTED):
        return frozenset({Mover.BROKER}) if position.state is not State.DRAFTED else frozenset({Mover.A})
    if position.state is State.ASKED:
        return frozenset(Mover(side.value) for side in Side if position.consent(side) is Consent.ASKED)
    if position.state is State.ACCEPTED:
        return frozenset({Mover.CLOCK})
    return SIDES if position.state in TOGETHER else frozenset()


def _to(state: State) -> Callable[[Position, Mover, Order], Position]:
    return lambda position, _mover, _order: replace(position, state=state)


def _propose(position: Position, mover: Mover, _order: Order) -> Position:
    """Who asks for an introduction agrees to it by asking."""
    if mover.side is None:
        return replace(position, state=State.PROPOSED)
    return position.said(mover.side, Consent.YES, State.PROPOSED)


def _ask(position: Position, mover: Mover, order: Order) -> Position:
    """Without a broker one side asks the other; a broker asks both, or one after the other."""
    if mover.side is Side.A:
        if position.state is not State.DRAFTED:
            raise IllegalStep("what waits for a broker is asked by the broker")
        return replace(position, state=State.ASKED, a=Consent.YES, b=Consent.ASKED)
    found = replace(position, state=State.ASKED)
    first = [Side(order.value)] if order is not Order.BOTH else list(Side)
    # Who asked for it has said yes already: then the other is asked, whatever the order.
    asked = [side for side in first if position.consent(side) is not Consent.YES]
    return _with(found, asked or [side for side in Side if position.consent(side) is not Consent.YES])


def _with(position: Position, asked: list[Side]) -> Position:
    for side in asked:
        position = position.said(side, Consent.ASKED)
    return position


def _accept(position: Position, mover: Mover, _order: Order) -> Position:
    side = _asked_side(position, mover)
    found = position.said(side, Consent.YES)
    if found.both_agreed:
        return replace(found, state=State.ACCEPTED)
    # The second is asked once the first has said yes.
    return _with(found, [side.other]) if found.consent(side.other) is Consent.OPEN else found


def _decline(position: Position, mover: Mover, _order: Order) -> Position:
    side = _asked_side(position, mover)
    return position.said(side, Consent.NO, State.DECLINED)


def _postpone(position: Position, mover: Mover, _order: Order) -> Position:
    _asked_side(position, mover)
    return position


def _asked_side(position: Position, mover: Mover) -> Side:
    side = mover.side
    if side is None or position.consent(side) is not Consent.ASKED:
        raise IllegalStep(f"{mover} was not asked")
    return side


def _introduce(position: Position, _mover: Mover, _order: Order) -> Position:
    if not position.both_agreed:
        raise IllegalStep("nobody is introduced before both said yes")
    return replace(position, state=State.INTRODUCED)


def _confirm(position: Position, mover: Mover, _order: Order) -> Position:
    side = Side(mover.value)
    if side in position.confirmed:
        raise IllegalStep(f"{mover} confirmed already")
    confirmed = position.confirmed | {side}
    state = State.PARTNERSHIP if len(confirmed) == len(Side) else position.state
    return replace(position, state=state, confirmed=confirmed)


def _close(position: Position, mover: Mover, _order: Order) -> Position:
    if position.state in BEFORE_ASKING and mover.side:
        raise IllegalStep("who asked may withdraw; closing what waits is the broker's")
    return replace(position, state=State.CLOSED)


def _withdraw(position: Position, mover: Mover, _order: Order) -> Position:
    """Whoever said yes may take it back at any time; a broker may call off what is being asked."""
    side = mover.side
    if side is None:
        if position.state not in (State.ASKED, State.ACCEPTED):
            raise IllegalStep("a broker closes what was not asked yet, and leaves to the two what they began")
        return replace(position, state=State.WITHDRAWN)
    if position.consent(side) is not Consent.YES and position.state is not State.DRAFTED:
        raise IllegalStep(f"{mover} has not agreed to anything")
    return position.said(side, Consent.NO, State.WITHDRAWN)


def _expire(position: Position, _mover: Mover, _order: Order) -> Position:
    return replace(position, state=State.EXPIRED if position.state in EXPIRING else State.CLOSED)


def _on(states: frozenset[State] | set[State], movers: frozenset[Mover] | set[Mover]) -> _Half:
    return _Half(frozenset(states), frozenset(movers))


@dataclass(frozen=True, slots=True)
class _Half:
    before: frozenset[State]
    movers: frozenset[Mover]

    def leads(self, how: Callable[[Position, Mover, Order], Position]) -> Rule:
        return Rule(self.before, self.movers, how)


_BROKER = {Mover.BROKER}
_MEETING = {State.INTRODUCED, State.MEETING_AGREED}
_DONE_MEETING = {State.MET, State.STEP_AGREED}

RULES: Mapping[Step, Rule] = {
    Step.PROPOSE: _on({State.DRAFTED}, {Mover.A, Mover.BROKER}).leads(_propose),
    Step.HOLD: _on({State.PROPOSED}, _BROKER).leads(_to(State.HELD)),
    Step.RESUME: _on({State.HELD}, _BROKER).leads(_to(State.PROPOSED)),
    Step.ASK: _on(BEFORE_ASKING, {Mover.A, Mover.BROKER}).leads(_ask),
    Step.ACCEPT: _on({State.ASKED}, SIDES).leads(_accept),
    Step.DECLINE: _on({State.ASKED}, SIDES).leads(_decline),
    Step.POSTPONE: _on({State.ASKED}, SIDES).leads(_postpone),
    Step.INTRODUCE: _on({State.ACCEPTED}, {Mover.CLOCK, Mover.BROKER}).leads(_introduce),
    Step.AGREE_MEETING: _on(_MEETING | _DONE_MEETING, PEOPLE).leads(_to(State.MEETING_AGREED)),
    Step.REPORT_MET: _on(_MEETING, PEOPLE).leads(_to(State.MET)),
    Step.REPORT_MISSED: _on({State.MEETING_AGREED}, PEOPLE).leads(_to(State.INTRODUCED)),
    Step.AGREE_STEP: _on(TOGETHER, PEOPLE).leads(_to(State.STEP_AGREED)),
    Step.CONFIRM: _on(_DONE_MEETING, SIDES).leads(_confirm),
    Step.CLOSE: _on(BEFORE_ASKING | TOGETHER, PEOPLE).leads(_close),
    Step.WITHDRAW: _on(LIVE, PEOPLE).leads(_withdraw),
    Step.EXPIRE: _on(LIVE - {State.ACCEPTED}, {Mover.CLOCK}).leads(_expire),
}
