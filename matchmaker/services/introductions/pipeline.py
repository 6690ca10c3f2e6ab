"""Where all introductions of a desk are: how many at which stage, for which regions, in which pilots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import extract, func
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import LIVE, Mover, State
from matchmaker.core.introductions.steps import SIDES
from matchmaker.models import Introduction, Pilot
from matchmaker.permissions import require
from matchmaker.services.introductions.wanted import STAGES, joined, stage_of

BROKER = frozenset({Mover.BROKER})
DAY = timedelta(days=1)
WIDE = 4
"""So long is the code of a region by which the desk is narrowed: one of NUTS level 2, or its country."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the pipeline: how many are in it, for how many days on average, whom they wait for."""

    name: str
    number: int
    mean_days: float
    waits_for: frozenset[Mover]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All stages; the codes of the regions for which something is on its way, and the pilots, id and name."""

    stages: Sequence[Stage]
    regions: Sequence[str]
    pilots: Sequence[tuple[str, str]]


def read_pipeline(session: Session, actor: Actor, *, now: datetime) -> Pipeline:
    """Where the introductions that the actor brokers are.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    # Grouped by the database: the desk may hold thousands.
    of_stage = Introduction.state, Introduction.consent_a, Introduction.consent_b
    of_place = func.substr(Introduction.region, 1, WIDE).label("region"), Introduction.pilot_id, Pilot.name
    sums = func.count(), func.sum(extract("epoch", Introduction.state_since))
    theirs = joined(actor).outerjoin(Pilot, Pilot.id == Introduction.pilot_id)
    theirs = theirs.where(Introduction.state.in_(LIVE - {State.DRAFTED}))
    numbers, days = Counter[str](), defaultdict[str, float](float)
    regions, pilots = set[str](), set[tuple[str, str]]()
    query = theirs.with_only_columns(*of_stage, *of_place, *sums).group_by(*of_stage, *of_place)
    for state, a, b, region, pilot, name, number, seconds in session.execute(query):
        stage = stage_of(state, a, b)
        numbers[stage] += number
        days[stage] += (number * now.timestamp() - float(seconds)) / DAY.total_seconds()
        regions |= {region} if region else set()
        pilots |= {(pilot, name)} if pilot else set()
    stages = [_stage(name, numbers[name], days[name]) for name in STAGES]
    # What the actor runs stands there too, where something within it is on its way.
    regions |= {code for code in actor.places(Role.OFFICIAL) if any(one.startswith(code) for one in regions)}
    return Pipeline(stages, sorted(regions), sorted(pilots, key=lambda one: (one[1], one[0])))


def _stage(name: str, number: int, days: float) -> Stage:
    return Stage(name, number, days / max(1, number), BROKER if name == "proposed" else SIDES)
