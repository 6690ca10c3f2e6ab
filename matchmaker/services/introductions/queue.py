"""What waits for a broker in the order of its use: see `core.introductions.priority`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.priority import YEAR, Waiting, rank
from matchmaker.core.introductions.states import Side
from matchmaker.models import Disclosure, Introduction
from matchmaker.permissions import require
from matchmaker.services.introductions.desk import PAGE, Desk, page_of, paged
from matchmaker.services.introductions.reading import Row, row_of
from matchmaker.services.introductions.wanted import (
    EVERYTHING,
    UNDER_WAY,
    WAITING,
    A,
    B,
    Wanted,
    joined,
    narrowed,
)

SPLIT = "~"


class Place(NamedTuple):
    """The place of one in the queue; of equal ones the one that was there first, then by id."""

    patient: bool
    value: float
    since: float
    id: str

    def __str__(self) -> str:
        """As it stands in an address."""
        return SPLIT.join((str(int(self.patient)), repr(self.value), repr(self.since), self.id))

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that an address names, whether somebody still stands there or not; None: no place."""
        try:
            patient, value, since, id_ = text.split(SPLIT)
            return cls(patient == "1", float(value), float(since), id_)
        except ValueError:
            return None


def list_by_use(
    session: Session,
    actor: Actor,
    *,
    wanted: Wanted = EVERYTHING,
    waiting: str = "",
    after: str = "",
    now: datetime,
) -> tuple[Desk, Desk]:
    """A page of what waits for the actor, the most useful first, each with why; and one of what is under way.

    `waiting` and `after` say where the pages begin. Both lists are loaded by one question.

    Raises:
        NotAllowed.
    """
    require(actor, "introduction.broker")
    known = _read_waiting(session, actor, wanted, now)
    begin = Place.read(waiting)
    found = sorted(place for place in known if begin is None or place > begin)
    ids = [place.id for place in found[:PAGE]]
    rows = _load(session, ids, paged(session, actor, UNDER_WAY, wanted, after))
    queue = [replace(rows.pop(place.id), waiting=known[place]) for place in found[:PAGE]]
    under_way = sorted(rows.values(), key=lambda row: (row.introduction.state_since, row.introduction.id))
    return Desk(queue, str(found[PAGE - 1]) if len(found) > PAGE else ""), page_of(under_way)


def _read_waiting(session: Session, actor: Actor, wanted: Wanted, now: datetime) -> dict[Place, Waiting]:
    """All that waits, by its place: numbers and ids alone, for there may be thousands."""
    # Each time somebody was introduced left a receipt.
    counted = select(Disclosure.of_id, func.count().label("number")).where(Disclosure.at >= now - YEAR)
    times = counted.group_by(Disclosure.of_id).subquery()
    of_a, of_b = aliased(times), aliased(times)
    columns = Introduction.id, Introduction.state, Introduction.state_since, Introduction.worth
    query = narrowed(joined(actor), actor, WAITING, wanted)
    query = query.outerjoin(of_a, of_a.c.of_id == A.id).outerjoin(of_b, of_b.c.of_id == B.id)
    found = {}
    rows = session.execute(query.with_only_columns(*columns, of_a.c.number, of_b.c.number))
    for id_, state, since, worth, a, b in rows:
        one = Waiting(state, now - since, worth, {Side.A: a or 0, Side.B: b or 0})
        found[Place(*rank(one), since.timestamp(), id_)] = one
    return found


def _load(session: Session, ids: Sequence[str], others: Select[*tuple[Any, ...]]) -> dict[str, Row]:
    """The rows of these, and those of a page, by id."""
    beside = others.with_only_columns(Introduction.id).subquery()
    query = select(Introduction, A, B).join(A, A.id == Introduction.a_id).join(B, B.id == Introduction.b_id)
    query = query.where(or_(Introduction.id.in_(ids), Introduction.id.in_(select(beside.c.id))))
    return {one.id: row_of(one, a, b) for one, a, b in session.execute(query)}
