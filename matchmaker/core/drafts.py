"""A profile in the making: its steps, and how what two windows say comes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matchmaker.core.entities import Kind

Answers = Mapping[str, Any]
"""The name of a question -> what was typed or chosen; what was left empty is not in it."""


class Step(StrEnum):
    """One page of the way to a profile: one topic each."""

    WHO = "who"
    WHERE = "where"
    WORK = "work"
    NEED = "need"
    OFFER = "offer"
    MORE = "more"
    DECLARATION = "declaration"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Merged:
    """A draft after somebody saved: `clashes` has what another window says, and then nothing was changed."""

    answers: dict[str, Any]
    stamps: dict[str, int]
    clashes: dict[str, Any]
    changed: bool


def steps_of(kind: str) -> tuple[Step, ...]:
    """The steps in their order; only social enterprises are asked whether they are one."""
    left_out = set() if kind == Kind.ENTERPRISE else {Step.DECLARATION}
    return tuple(step for step in Step if step not in left_out)


def before(step: Step, kind: str) -> Step | None:
    """The step before this one; None at the beginning."""
    steps = steps_of(kind)
    at = steps.index(step) if step in steps else len(steps) - 1
    return steps[at - 1] if at else None


def after(step: Step, kind: str) -> Step:
    """The step after this one; the last one has only itself."""
    steps = steps_of(kind)
    at = steps.index(step) if step in steps else len(steps) - 1
    return steps[min(at + 1, len(steps) - 1)]


def merge(answers: Answers, stamps: Mapping[str, int], given: Answers, *, seen: int, version: int) -> Merged:
    """The answers with those of one page put in, unless another window changed one of them since.

    `stamps` has the version in which each answer was last changed, `seen` the version that the page showed.
    Where both windows say the same, or changed different answers, nobody needs to decide anything.
    """
    changed = {name: value for name, value in given.items() if (value or None) != answers.get(name)}
    clashes = {name: answers.get(name) for name in changed if stamps.get(name, 0) > seen}
    if clashes or not changed:
        return Merged(dict(answers), dict(stamps), clashes, False)
    together = {name: value for name, value in (dict(answers) | changed).items() if value}
    return Merged(together, dict(stamps) | dict.fromkeys(changed, version + 1), {}, True)
