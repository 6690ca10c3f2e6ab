"""What changed in a region since a day: ties made, offers and needs closed, profiles edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from matchmaker.core.entities import StatementState
from matchmaker.core.regions import country_of
from matchmaker.models import Need, Offer, Stakeholder, Tie

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. `what` is `tie`, `edited`, or the table and state of a statement: `need met`.

    `other` is the second party of a tie. `text` is what an open statement says: what a closed one said is for
    its owners alone, as on their profile.
    """

    at: datetime
    what: str
    stakeholder: str
    other: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How often each thing happened, and the newest of them."""

    counts: Mapping[str, int] = field(default_factory=dict)
    newest: tuple[Happening, ...] = ()


def list_changes(session: Session, code: str, *, since: date) -> Changes:
    """What changed in a region from a day on, in one query; what only hidden ones did is left out."""
    start = datetime.combine(since, time(), UTC)
    closed = (_closed(Need, "need", code, start), _closed(Offer, "offer", code, start))
    happened = union_all(_ties(code, start), *closed, _edited(code, start)).subquery()
    what = happened.c.what
    newest_first = func.row_number().over(partition_by=what, order_by=happened.c.at.desc())
    numbered = select(
        happened, func.count().over(partition_by=what).label("times"), newest_first.label("place")
    ).subquery()
    rows = session.execute(select(numbered).where(numbered.c.place <= NEWEST)).all()
    found = [Happening(row.at, row.what, row.one, row.other) for row in rows]
    found.sort(key=lambda one: one.at, reverse=True)
    return Changes({row.what: row.times for row in rows}, tuple(found[:NEWEST]))


def lies_in(code: str, owner: type[Stakeholder] = Stakeholder) -> ColumnElement[bool]:
    """Whether a stakeholder that is not hidden lies in a region, as `core.ecosystem.scene.lies_in` has it."""
    seen = owner.hidden.is_(False)
    if not code:
        return seen
    within = owner.region.startswith(code, autoescape=True)
    if len(code) == 2:
        within = or_(within, and_(owner.region == "", owner.country == country_of(code)))
    return and_(seen, within)


Rows = Select[*tuple[Any, ...]]


def _ties(code: str, start: datetime) -> Rows:
    one, other = aliased(Stakeholder), aliased(Stakeholder)
    columns = (Tie.created_at.label("at"), literal("tie").label("what"), Tie.a_id.label("one"))
    query = select(*columns, Tie.b_id.label("other"))
    query = query.join(one, one.id == Tie.a_id).join(other, other.id == Tie.b_id)
    seen = and_(one.hidden.is_(False), other.hidden.is_(False))
    return query.where(Tie.created_at >= start, seen, or_(lies_in(code, one), lies_in(code, other)))


def _closed(table: type[Offer] | type[Need], word: str, code: str, start: datetime) -> Rows:
    what = literal(f"{word} ") + type_coerce(table.state, String)
    columns = (table.updated_at, what, table.stakeholder_id, literal(""))
    query = select(*columns).join(Stakeholder, Stakeholder.id == table.stakeholder_id)
    return query.where(table.state != StatementState.OPEN, table.updated_at >= start, lies_in(code))


def _edited(code: str, start: datetime) -> Rows:
    """Profiles that were there before and were changed since; a profile knows when, the history is long."""
    columns = (Stakeholder.updated_at, literal("edited"), Stakeholder.id, literal(""))
    changed = and_(Stakeholder.updated_at >= start, Stakeholder.created_at < start)
    return select(*columns).where(changed, lies_in(code))
