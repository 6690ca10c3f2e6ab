"""The broker's desk: what waits for whom, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import LIVE, Consent, Mover, State
from matchmaker.core.introductions.steps import SIDES
from matchmaker.models import Introduction, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.introductions.reading import Row, row_of

PAGE = 25

A, B = aliased(Stakeholder), aliased(Stakeholder)

BROKER = frozenset({Mover.BROKER})
DAY = timedelta(days=1)
NOBODY = frozenset({Consent.OPEN, Consent.ASKED})
STAGES = ("proposed", "asked", "one_yes", "both_yes", "meeting", "step")
"""The stages of the pipeline, in their order."""

STATES: Mapping[State, str] = {
    State.PROPOSED: "proposed",
    State.HELD: "proposed",
    State.ACCEPTED: "both_yes",
    State.INTRODUCED: "both_yes",
    State.MEETING_AGREED: "meeting",
    State.MET: "meeting",
    State.STEP_AGREED: "step",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One page; `after` is the id after which the next one begins, "" on the last."""

    rows: Sequence[Row]
    after: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the pipeline: how many are in it, for how many days on average, whom they wait for."""

    name: str
    number: int
    mean_days: float
    waits_for: frozenset[Mover]


def list_desk(
    session: Session,
    actor: Actor,
    *,
    states: Collection[State] = LIVE,
    mine: bool = False,
    region: str | None = None,
    pilot: str | None = None,
    after: str = "",
    now: datetime,
) -> Desk:
    """A page of the introductions that the actor brokers, the one that has waited longest first.

    `mine` are those that are assigned to the actor, `region` those that were begun for it.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    query = _joined(actor).where(Introduction.state.in_(sorted(states)))
    if mine:
        query = query.where(Introduction.broker_id == actor.account_id)
    if region is not None:
        query = query.where(Introduction.region == region)
    if pilot is not None:
        query = query.where(Introduction.pilot_id == pilot)
    if after and (last := session.get(Introduction, after)) is not None:
        older = tuple_(Introduction.state_since, Introduction.id) > (last.state_since, last.id)
        query = query.where(older)
    query = query.order_by(Introduction.state_since, Introduction.id).limit(PAGE + 1)
    found = session.execute(query).all()
    rows = [row_of(one, a, b) for one, a, b in found[:PAGE]]
    return Desk(rows, found[PAGE - 1][0].id if len(found) > PAGE else "")


def list_chosen(session: Session, actor: Actor, ids: Collection[str]) -> list[Row]:
    """Those of the chosen ones that the actor brokers, the one that has waited longest first."""
    query = _joined(actor).where(Introduction.id.in_(sorted(ids)))
    found = session.execute(query.order_by(Introduction.state_since, Introduction.id)).all()
    return [row_of(one, a, b) for one, a, b in found]


def count_pipeline(session: Session, actor: Actor, *, now: datetime) -> list[Stage]:
    """How many introductions are at which stage, and for how long.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    columns = Introduction.state, Introduction.consent_a, Introduction.consent_b, Introduction.state_since
    theirs = _joined(actor).where(Introduction.state.in_(LIVE)).with_only_columns(*columns)
    ages: dict[str, list[float]] = {name: [] for name in STAGES}
    for state, a, b, since in session.execute(theirs):
        name = STATES.get(state, "asked" if {a, b} <= NOBODY else "one_yes")
        if state is not State.DRAFTED:
            ages[name].append((now - since) / DAY)
    return [
        Stage(name, len(days), sum(days) / max(1, len(days)), BROKER if name == "proposed" else SIDES)
        for name, days in ages.items()
    ]


def count_waiting(session: Session, actor: Actor) -> int:
    """How many wait for a broker's decision.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    waiting = _joined(actor).where(Introduction.state == State.PROPOSED)
    return session.scalars(select(func.count()).select_from(waiting.subquery())).one()


def _joined(actor: Actor) -> Select[Introduction, Stakeholder, Stakeholder]:
    query = select(Introduction, A, B).join(A, A.id == Introduction.a_id).join(B, B.id == Introduction.b_id)
    return query.where(_of_places(actor))


def _of_places(actor: Actor) -> ColumnElement[bool]:
    """Those that belong to a place the actor runs; organisers and administrators broker everywhere."""
    own = sorted(actor.places(Role.MEMBER))
    # Whoever is of one of the two acts for it, and does not broker it.
    between = and_(Introduction.a_id.not_in(own), Introduction.b_id.not_in(own))
    if actor.administrator or actor.places(Role.ORGANISER):
        return between
    codes = sorted(actor.places(Role.OFFICIAL))
    columns = (Introduction.region, A.region, B.region)
    mine = [column.startswith(code, autoescape=True) for code in codes for column in columns]
    return and_(or_(*mine), between)
