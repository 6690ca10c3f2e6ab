"""The clocks: whoever has waited longest is reminded of, escalated, and in the end let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from matchmaker.core.introductions.states import Mover, Position, State
from matchmaker.core.introductions.steps import waits_for


class Ring(StrEnum):
    """What a clock does when it rings."""

    REMIND = "remind"
    """Those whose turn it is."""
    ESCALATE = "escalate"
    """To all who broker there."""
    FOLLOW_UP = "follow_up"
    """Ask both how it goes."""
    INTRODUCE = "introduce"
    END = "end"


@dataclass(frozen=True, slots=True)
class Bell:
    """One ring: how long after the state began, and what it does."""

    after: timedelta
    ring: Ring


def _bells(*wanted: tuple[int, Ring]) -> tuple[Bell, ...]:
    return tuple(Bell(timedelta(days=days), ring) for days, ring in wanted)


FOLLOW_UPS = _bells((30, Ring.FOLLOW_UP), (91, Ring.FOLLOW_UP), (182, Ring.FOLLOW_UP), (365, Ring.FOLLOW_UP))
"""One, three, six and twelve months."""

CLOCKS: Mapping[State, tuple[Bell, ...]] = {
    State.DRAFTED: _bells((30, Ring.END)),
    State.PROPOSED: _bells((3, Ring.REMIND), (7, Ring.ESCALATE), (14, Ring.ESCALATE), (30, Ring.END)),
    State.HELD: _bells((14, Ring.REMIND), (45, Ring.ESCALATE), (90, Ring.END)),
    State.ASKED: _bells((5, Ring.REMIND), (10, Ring.REMIND), (14, Ring.ESCALATE), (21, Ring.END)),
    State.ACCEPTED: _bells((0, Ring.INTRODUCE)),
    State.INTRODUCED: _bells((5, Ring.REMIND), (14, Ring.ESCALATE), (28, Ring.REMIND), (60, Ring.END)),
    State.MEETING_AGREED: _bells((1, Ring.REMIND), (7, Ring.REMIND), (14, Ring.ESCALATE), (60, Ring.END)),
    State.MET: _bells((7, Ring.REMIND), (21, Ring.REMIND), (35, Ring.ESCALATE), (90, Ring.END)),
    State.STEP_AGREED: (*FOLLOW_UPS, *_bells((400, Ring.END))),
    State.PARTNERSHIP: FOLLOW_UPS,
}
"""Counted from the day on which the state began; for an agreed meeting from the meeting itself."""

BEFORE_MEETING = timedelta(days=1)
"""So long before it both are reminded of a meeting."""

POSTPONED = timedelta(days=14)
MOST_POSTPONED = 2
"""So much later somebody who postpones is asked again, and so often at most."""


UNHEARD = timedelta(days=1)
"""A clock that is heard later than this after it rang goes on from when it was heard."""


def following(state: State, at: datetime, rung: int, now: datetime) -> tuple[datetime, Ring] | None:
    """The ring after the one that was to come at `at`, as far behind it as the table says.

    A clock that was put off, or that counts from a meeting, keeps its own beginning so. Where the program
    stood still for days, nobody is reminded, passed on and let go within a few hours.
    """
    bells = CLOCKS.get(state, ())
    heard = now if now - at > UNHEARD else at
    return next_bell(state, heard - bells[rung].after, rung + 1) if rung < len(bells) else None


def next_bell(state: State, since: datetime, rung: int) -> tuple[datetime, Ring] | None:
    """When the clock rings next, and what for; `rung` is how often it has rung in this state.

    None where nothing is to come: the introduction has come to an end.
    """
    bells = CLOCKS.get(state, ())
    if rung >= len(bells):
        return None
    return since + bells[rung].after, bells[rung].ring


def reminded(position: Position) -> frozenset[Mover]:
    """Who is reminded when a clock rings."""
    return waits_for(position) - {Mover.CLOCK}


def began(state: State, at: datetime, rung: int) -> datetime | None:
    """When a clock began, or will begin, that is to ring next at `at`; None where it has no such ring."""
    bells = CLOCKS.get(state, ())
    return at - bells[rung].after if rung < len(bells) else None


def ends_at(state: State, at: datetime, rung: int) -> datetime | None:
    """When time ends it, if its clock rings next at `at` and nobody does anything; None where it does not."""
    end = next((bell.after for bell in CLOCKS.get(state, ()) if bell.ring is Ring.END), None)
    start = began(state, at, rung)
    return start + end if start is not None and end is not None else None
