"""The broker's desk: what waits for whom, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import LIVE, State
from matchmaker.models import Introduction, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.introductions.reading import Row, row_of
from matchmaker.services.introductions.wanted import EVERYTHING, WAITING, Wanted, joined, narrowed

PAGE = 25


@dataclass(frozen=True, slots=True)
class Desk:
    """One page; `after` is where the next one begins, "" on the last."""

    rows: Sequence[Row]
    after: str


def list_desk(
    session: Session,
    actor: Actor,
    *,
    states: Collection[State] = LIVE,
    wanted: Wanted = EVERYTHING,
    after: str = "",
    now: datetime,
) -> Desk:
    """A page of the introductions that the actor brokers, the one that has waited longest first.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    found = session.execute(paged(session, actor, states, wanted, after)).all()
    return page_of([row_of(one, a, b) for one, a, b in found])


def list_chosen(session: Session, actor: Actor, ids: Collection[str]) -> list[Row]:
    """Those of the chosen ones that the actor brokers, the one that has waited longest first."""
    query = joined(actor).where(Introduction.id.in_(sorted(ids)))
    found = session.execute(query.order_by(Introduction.state_since, Introduction.id)).all()
    return [row_of(one, a, b) for one, a, b in found]


def count_waiting(session: Session, actor: Actor) -> int:
    """How many wait for a broker's decision, those on hold too.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    waiting = joined(actor).where(Introduction.state.in_(WAITING))
    return session.scalars(select(func.count()).select_from(waiting.subquery())).one()


def paged(
    session: Session, actor: Actor, states: Collection[State], wanted: Wanted, after: str
) -> Select[Introduction, Stakeholder, Stakeholder]:
    """The rows of a page, the longest first, and one more where another page follows."""
    query = narrowed(joined(actor), actor, states, wanted)
    if after and (last := session.get(Introduction, after)) is not None:
        older = tuple_(Introduction.state_since, Introduction.id) > (last.state_since, last.id)
        query = query.where(older)
    return query.order_by(Introduction.state_since, Introduction.id).limit(PAGE + 1)


def page_of(rows: Sequence[Row]) -> Desk:
    """What `paged` found, as a page."""
    return Desk(rows[:PAGE], rows[PAGE - 1].introduction.id if len(rows) > PAGE else "")
