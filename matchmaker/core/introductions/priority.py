"""What a broker decides first: what promises most, to those who were left out, and before long whoever waits.

What waits no longer than its clock is patient (`patience`) stands by

    priority = worth × (1 + BOOST ÷ (1 + n)) + days ÷ patience

where `worth` is what the two can expect of each other, and `n` how often the one of the two that was
introduced less was introduced within a year. So nobody who was left out stands below an equal one who was
not: the floor of exposure of FairRec (Patro et al., WWW 2020; R15 in the table of research), as a boost that
halves with the first introduction and never makes up for more than half of the worth.

Whatever waits longer comes before all that does not, the one that is over its time most first. New ones come
in behind it, so that from this day on nobody can be overtaken by what is begun later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache

from matchmaker.core.introductions.clocks import CLOCKS, Ring
from matchmaker.core.introductions.states import Side, State

BOOST = 0.5
"""So much more counts the worth of an introduction where one of the two was not introduced within a year."""

UNKNOWN = 0.5
"""What stands for the worth where the engine sees nothing: neither for nor against it."""

YEAR = timedelta(days=365)
"""So far back introductions are counted."""

DAY = timedelta(days=1)


class Because(StrEnum):
    """Why something stands where it does."""

    WAITS = "waits"
    """It has waited longer than its clock is patient."""
    STRONG = "strong"
    """Each of the two has strong reasons to meet the other."""
    LEFT_OUT = "left_out"
    """One of the two was not introduced to anybody within a year."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a broker, as far as its place among the others depends on it.

    `introduced` says how often each side was introduced within a year.
    """

    state: State
    waited: timedelta
    worth: float | None = None
    introduced: Mapping[Side, int] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Whole days, so that pages that are turned within an hour show one order."""
        return max(0, self.waited // DAY)

    @property
    def fewest(self) -> int:
        """How often the side was introduced that was introduced less."""
        return min(self.introduced.get(side, 0) for side in Side)

    @property
    def left_out(self) -> tuple[Side, ...]:
        """Who of the two was not introduced within a year."""
        return tuple(side for side in Side if not self.introduced.get(side, 0))

    @property
    def is_over_time(self) -> bool:
        """Whether it has waited for longer than its clock is patient."""
        return self.days >= patience(self.state)

    @property
    def because(self) -> tuple[Because, ...]:
        """Why it stands where it does, the weightiest first; nothing where nothing speaks for it yet."""
        if self.is_over_time:
            return (Because.WAITS,)
        found = [Because.STRONG] if self.worth is not None and self.worth >= 1 else []
        return (*found, Because.LEFT_OUT) if self.left_out else tuple(found)


@cache
def patience(state: State) -> int:
    """After how many days the clock of a state reminds for the first time."""
    return next(bell.after.days for bell in CLOCKS[state] if bell.ring is Ring.REMIND)


def priority(one: Waiting) -> float:
    """The formula at the head of this file."""
    worth = UNKNOWN if one.worth is None else one.worth
    return worth * (1 + BOOST / (1 + one.fewest)) + one.days / patience(one.state)


def rank(one: Waiting) -> tuple[bool, float]:
    """The lower, the sooner. Equal ones are left to who asks: the one that was there first."""
    if one.is_over_time:
        return False, patience(one.state) - one.days
    return True, -priority(one)
