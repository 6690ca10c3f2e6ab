"""What changed in a region since a day: ties made, offers and needs closed, profiles edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from matchmaker.core.entities import StatementState
from matchmaker.core.regions import country_of
from matchmaker.models import Need, Offer, Stakeholder, Tie

NEWEST = 20

FEW = 400
"""So many are looked up one by one; of a larger region everything since the day is gone through."""


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


def list_changes(
    session: Session, code: str, *, since: date, members: Collection[str] | None = None
) -> Changes:
    """What changed in a region from a day on, in one query; what only hidden ones did is left out.

    `members` are the ids of all who are seen in the region, where they are known: the same answer, sooner.
    """
    start = datetime.combine(since, time(), UTC)
    if members is not None and len(members) <= FEW:
        parts = _of_few(members, start)
    else:
        closed = (_closed(Need, "need", code, start), _closed(Offer, "offer", code, start))
        parts = (_ties(code, start), *closed, _edited(code, start))
    happened = union_all(*parts).subquery()
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


def _of_few(members: Collection[str], start: datetime) -> tuple[Rows, ...]:
    """The same by their ids, which an index finds; both ends of a tie have one."""
    first = Tie.a_id.in_(members)
    second = and_(Tie.b_id.in_(members), Tie.a_id.not_in(members))
    return (
        *(_seen_ties(start).where(end) for end in (first, second)),
        *(
            _closed_since(table, word, start).where(table.stakeholder_id.in_(members))
            for table, word in ((Need, "need"), (Offer, "offer"))
        ),
        _edited_since(start).where(Stakeholder.id.in_(members)),
    )


def _ties(code: str, start: datetime) -> Rows:
    return _seen_ties(start).where(or_(lies_in(code, _one), lies_in(code, _other)))


def _closed(table: type[Offer] | type[Need], word: str, code: str, start: datetime) -> Rows:
    owned = _closed_since(table, word, start).join(Stakeholder, Stakeholder.id == table.stakeholder_id)
    return owned.where(lies_in(code))


def _edited(code: str, start: datetime) -> Rows:
    return _edited_since(start).where(lies_in(code))


def _seen_ties(start: datetime) -> Rows:
    columns = (Tie.created_at.label("at"), literal("tie").label("what"), Tie.a_id.label("one"))
    query = select(*columns, Tie.b_id.label("other"))
    query = query.join(_one, _one.id == Tie.a_id).join(_other, _other.id == Tie.b_id)
    return query.where(Tie.created_at >= start, _one.hidden.is_(False), _other.hidden.is_(False))


def _closed_since(table: type[Offer] | type[Need], word: str, start: datetime) -> Rows:
    what = literal(f"{word} ") + type_coerce(table.state, String)
    columns = (table.updated_at, what, table.stakeholder_id, literal(""))
    return select(*columns).where(table.state != StatementState.OPEN, table.updated_at >= start)


def _edited_since(start: datetime) -> Rows:
    """Profiles that were there before and were changed since; a profile knows when, the history is long."""
    columns = (Stakeholder.updated_at, literal("edited"), Stakeholder.id, literal(""))
    return select(*columns).where(Stakeholder.updated_at >= start, Stakeholder.created_at < start)


_one, _other = aliased(Stakeholder), aliased(Stakeholder)
