"""The life of an offer or a need: which step may be taken from which state, and where it leads. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.entities import StatementState as State


class Step(StrEnum):
    """What may be done with an offer or a need."""

    CHANGE = "change"
    """Write it anew; whoever mends a closed one means it again."""
    PROLONG = "prolong"
    """It holds on: three more months, or until further notice where it never had a last day."""
    MEET = "meet"
    """A need was answered, an offer is taken."""
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    EXPIRE = "expire"
    """Nobody does this: the day is over."""


class IllegalStep(ValueError):
    """The step is not allowed from this state."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a step may be taken, and where it leads."""

    before: frozenset[State]
    after: State


LIVE = frozenset({State.OPEN, State.EXPIRED})
"""What somebody still asks about: whoever is told that it has expired may say what became of it."""

RULES: Mapping[Step, Rule] = {
    Step.CHANGE: Rule(frozenset(State), State.OPEN),
    Step.PROLONG: Rule(LIVE, State.OPEN),
    Step.MEET: Rule(LIVE, State.MET),
    Step.WITHDRAW: Rule(LIVE, State.WITHDRAWN),
    Step.REOPEN: Rule(frozenset(State) - {State.OPEN}, State.OPEN),
    Step.EXPIRE: Rule(frozenset({State.OPEN}), State.EXPIRED),
}
"""All that may happen to an offer or a need."""


def take(state: State, step: Step) -> State:
    """The state after a step.

    Raises:
        IllegalStep.
    """
    rule = RULES[step]
    if state not in rule.before:
        raise IllegalStep(f"{step} is not allowed for what is {state}")
    return rule.after


def may_take(state: State, step: Step) -> bool:
    """Whether the step is allowed from this state."""
    return state in RULES[step].before
