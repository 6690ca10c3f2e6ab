"""What a record said at an earlier moment, told from the steps by which it became what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Place = tuple[str, str]
"""A subject (a stakeholder, an offer, a need) and one of its fields."""


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one subject before and after; numbers rise with time."""

    number: int
    subject: str
    field: str
    before: Any
    after: Any

    @property
    def place(self) -> Place:
        """Where it happened."""
        return self.subject, self.field


def values_at(steps: Sequence[Step], number: int, present: Mapping[Place, Any]) -> dict[Place, Any]:
    """What every field held just after the step with this number; `steps` from the oldest to the newest.

    A field that had no step yet held what the first step after that moment found there; one without any
    step has always held what it holds at `present`.
    """
    held: dict[Place, Any] = {}
    for step in steps:
        if step.number <= number:
            held[step.place] = step.after
        else:
            held.setdefault(step.place, step.before)
    return dict(present) | held
