"""Which introductions lie on a broker's desk, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import aliased

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import BEFORE_ASKING, LIVE, Consent, State
from matchmaker.models import Introduction, Stakeholder

Narrowed = TypeVar("Narrowed", bound=Select[*tuple[Any, ...]])

A, B = aliased(Stakeholder), aliased(Stakeholder)

WAITING = frozenset(BEFORE_ASKING) - {State.DRAFTED}
"""What waits for the decision of a broker."""

UNDER_WAY = frozenset(LIVE) - BEFORE_ASKING
"""What the two have been asked about, until its end."""

NOBODY = frozenset({Consent.OPEN, Consent.ASKED})
STAGES = ("proposed", "asked", "one_yes", "both_yes", "meeting", "step")
"""The stages of the pipeline, in their order."""

ASKING = frozenset({"asked", "one_yes"})
"""Stages that are one state: they differ by who has said yes."""

STATES: Mapping[State, str] = {
    State.PROPOSED: "proposed",
    State.HELD: "proposed",
    State.ACCEPTED: "both_yes",
    State.INTRODUCED: "both_yes",
    State.MEETING_AGREED: "meeting",
    State.MET: "meeting",
    State.STEP_AGREED: "step",
}


class Whose(StrEnum):
    """On whose desk something lies."""

    ALL = ""
    MINE = "mine"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which introductions a broker wants to see.

    `region` is that for which they were begun, with all in it; `stage` one of `STAGES`. "" leaves it open.
    """

    whose: Whose = Whose.ALL
    region: str = ""
    pilot: str = ""
    stage: str = ""


EVERYTHING = Wanted()


def joined(actor: Actor) -> Select[Introduction, Stakeholder, Stakeholder]:
    """Introductions of the places that the actor runs, each with its two."""
    query = select(Introduction, A, B).join(A, A.id == Introduction.a_id).join(B, B.id == Introduction.b_id)
    return query.where(_of_places(actor))


def narrowed(query: Narrowed, actor: Actor, states: Collection[State], wanted: Wanted) -> Narrowed:
    """Those in these states that are wanted."""
    query = query.where(Introduction.state.in_(sorted(states)))
    if wanted.whose is Whose.MINE:
        query = query.where(Introduction.broker_id == actor.account_id)
    if wanted.whose is Whose.NOBODYS:
        query = query.where(Introduction.broker_id.is_(None))
    if wanted.region:
        query = query.where(Introduction.region.startswith(wanted.region, autoescape=True))
    if wanted.pilot:
        query = query.where(Introduction.pilot_id == wanted.pilot)
    return query.where(_at_stage(wanted.stage)) if wanted.stage else query


def stage_of(state: State, a: Consent, b: Consent) -> str:
    """At which stage of the pipeline an introduction is."""
    return STATES.get(state, "asked" if {a, b} <= NOBODY else "one_yes")


def _at_stage(stage: str) -> ColumnElement[bool]:
    if stage not in ASKING:
        return Introduction.state.in_(sorted(state for state, name in STATES.items() if name == stage))
    agreed = or_(*(said.not_in(NOBODY) for said in (Introduction.consent_a, Introduction.consent_b)))
    return and_(Introduction.state == State.ASKED, agreed if stage == "one_yes" else not_(agreed))


def _of_places(actor: Actor) -> ColumnElement[bool]:
    """Those that belong to a place the actor runs; administrators broker everywhere."""
    own = sorted(actor.places(Role.MEMBER))
    # Whoever is of one of the two acts for it, and does not broker it.
    between = and_(Introduction.a_id.not_in(own), Introduction.b_id.not_in(own))
    if actor.administrator:
        return between
    codes = sorted(actor.places(Role.OFFICIAL))
    columns = (Introduction.region, A.region, B.region)
    mine = [column.startswith(code, autoescape=True) for code in codes for column in columns]
    if organised := sorted(actor.places(Role.ORGANISER)):
        # Organisers broker in their own pilots, and where there is none.
        mine += [Introduction.pilot_id.in_(organised), Introduction.pilot_id.is_(None)]
    return and_(or_(*mine), between)
