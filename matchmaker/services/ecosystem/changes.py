"""What changed in a region since a day: ties made, offers and needs closed, profiles edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    func,
    literal,
    not_,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from matchmaker.core.audience import TIES, Closeness, audience_of, reaches
from matchmaker.core.entities import Audience, StatementState
from matchmaker.core.regions import country_of
from matchmaker.models import Need, Offer, Stakeholder, Tie
from matchmaker.services import network

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
    closeness = network.reader_in(session)
    if members is not None and len(members) <= FEW:
        parts = _of_few(members, start, closeness)
    else:
        parts = _of_region(code, start, closeness)
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


def lies_in(code: str, closeness: Closeness, owner: type[Stakeholder] = Stakeholder) -> ColumnElement[bool]:
    """Whether a stakeholder lies in a region as readers see it, as `core.ecosystem.scene.lies_in` has it."""
    seen = owner.hidden.is_(False)
    if not code:
        return seen
    told = _shows(owner, "region", closeness)
    within = and_(told, owner.region.startswith(code, autoescape=True))
    if len(code) == 2:
        within = or_(within, and_(or_(owner.region == "", not_(told)), owner.country == country_of(code)))
    return and_(seen, within)


Rows = Select[*tuple[Any, ...]]


def _shows(owner: type[Stakeholder], field: str, closeness: Closeness) -> ColumnElement[bool]:
    """Whether a stakeholder shows a field to these readers; what they may not know they find nowhere."""
    chosen = func.coalesce(owner.audiences[field].as_string(), audience_of(field, {}).value)
    return chosen.in_([one.value for one in Audience if reaches(closeness, one)])


def _of_few(members: Collection[str], start: datetime, closeness: Closeness) -> tuple[Rows, ...]:
    """What happened to those of these ids, which an index finds."""
    first = Tie.a_id.in_(members)
    second = and_(Tie.b_id.in_(members), Tie.a_id.not_in(members))
    return (
        *(_seen_ties(start, closeness).where(end) for end in (first, second)),
        *(
            _closed_since(table, word, start, closeness).where(table.stakeholder_id.in_(members))
            for table, word in ((Need, "need"), (Offer, "offer"))
        ),
        _edited_since(start).where(Stakeholder.id.in_(members)),
    )


def _of_region(code: str, start: datetime, closeness: Closeness) -> tuple[Rows, ...]:
    """The same of everybody in a region."""
    here, one, other = (lies_in(code, closeness, owner) for owner in (Stakeholder, _one, _other))
    return (
        _seen_ties(start, closeness).where(or_(one, other)),
        *(
            _closed_since(table, word, start, closeness)
            .join(Stakeholder, Stakeholder.id == table.stakeholder_id)
            .where(here)
            for table, word in ((Need, "need"), (Offer, "offer"))
        ),
        _edited_since(start).where(here),
    )


def _seen_ties(start: datetime, closeness: Closeness) -> Rows:
    columns = (Tie.created_at.label("at"), literal("tie").label("what"), Tie.a_id.label("one"))
    query = select(*columns, Tie.b_id.label("other"))
    query = query.join(_one, _one.id == Tie.a_id).join(_other, _other.id == Tie.b_id)
    told = (_shows(end, TIES, closeness) for end in (_one, _other))
    return query.where(Tie.created_at >= start, _one.hidden.is_(False), _other.hidden.is_(False), *told)


def _closed_since(table: type[Offer] | type[Need], word: str, start: datetime, closeness: Closeness) -> Rows:
    what = literal(f"{word} ") + type_coerce(table.state, String)
    columns = (table.updated_at, what, table.stakeholder_id, literal(""))
    told = table.audience.in_([one for one in Audience if reaches(closeness, one)])
    return select(*columns).where(table.state != StatementState.OPEN, table.updated_at >= start, told)


def _edited_since(start: datetime) -> Rows:
    """Profiles that were there before and were changed since; a profile knows when, the history is long."""
    columns = (Stakeholder.updated_at, literal("edited"), Stakeholder.id, literal(""))
    return select(*columns).where(Stakeholder.updated_at >= start, Stakeholder.created_at < start)


_one, _other = aliased(Stakeholder), aliased(Stakeholder)
