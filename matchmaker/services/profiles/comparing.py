"""Two states of a profile side by side: after one save, and after another or now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.editing import version_of
from matchmaker.core.past import Place, Step, values_at
from matchmaker.errors import NotFound
from matchmaker.models import Change, Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.profiles.past import TIE
from matchmaker.services.profiles.reading import get_stakeholder
from matchmaker.services.profiles.versions import PROFILE_FIELDS, STATEMENT_FIELDS, version_of_record

LOCATION = ("place", "country", "region", "lat", "lon")
"""They change together: a town has its region."""

MOST_SAVES = 100
"""So many states can be chosen from a list; others have their links in the history."""

Record = Stakeholder | Offer | Need


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs between the two states."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Part:
    """A profile, an offer or a need in both states; `was_there` in the earlier one, `is_there` today."""

    subject: str
    text: str
    differences: tuple[Difference, ...]
    was_there: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a profile; the second is today's where `later` is None.

    `version` is that of all records as they are now; the moments are None where no save made the state.
    `saves` are the newest states to choose from: the number of each save and its moment.
    """

    stakeholder: Stakeholder
    earlier: int
    later: int | None
    earlier_at: datetime | None
    later_at: datetime | None
    parts: tuple[Part, ...]
    version: str
    saves: tuple[tuple[int, datetime], ...] = ()


def compare_states(
    session: Session, actor: Actor, stakeholder_id: str, earlier: int, later: int | None = None
) -> Comparison:
    """What differs between the state after one save and that after another; 0 is before the first change.

    Raises:
        NotFound: no such profile, or no such save of it; NotAllowed.
    """
    one = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "history.restore", one)
    if later is not None and later < earlier:
        earlier, later = later, earlier
    steps, moments = list_steps(session, one.id)
    earlier, later = end_of(moments, earlier), end_of(moments, later) if later else later
    records = list_records(session, one)
    present = present_of(records)
    before = values_at(steps, earlier, present)
    after = present if later is None else values_at(steps, later, present)
    subjects = list(dict.fromkeys([*(record.id for record in records), *(step.subject for step in steps)]))
    found = (_part(one.id, key, before, after, {record.id for record in records}) for key in subjects)
    return Comparison(
        stakeholder=one,
        earlier=earlier,
        later=later,
        earlier_at=moments.get(earlier),
        later_at=moments.get(later) if later else None,
        parts=tuple(part for part in found if part.differences),
        version=version_of_all(records),
        saves=_saves(moments),
    )


def _saves(moments: Mapping[int, datetime]) -> tuple[tuple[int, datetime], ...]:
    """The last change of each save, the newest first."""
    last = {at: number for number, at in sorted(moments.items())}
    return tuple(sorted(((number, at) for at, number in last.items()), reverse=True)[:MOST_SAVES])


def list_steps(session: Session, stakeholder_id: str) -> tuple[list[Step], dict[int, datetime]]:
    """All changes of a profile, its offers and needs, the oldest first, and the moment of each."""
    columns = select(Change.id, Change.subject, Change.field, Change.before, Change.after, Change.at)
    rows = session.execute(columns.where(Change.stakeholder_id == stakeholder_id).order_by(Change.id)).all()
    # A tie is nobody's to put back, but it was made at a moment whose state one may look at.
    return [Step(*row[:5]) for row in rows if row[2] != TIE], {row[0]: row[5] for row in rows}


def end_of(moments: Mapping[int, datetime], number: int) -> int:
    """The number of the last change of the save to which a change belongs; 0 stays 0.

    Raises:
        NotFound: there is no such change.
    """
    if not number:
        return 0
    if number not in moments:
        raise NotFound("There is no such change in the history of this profile.")
    return max(one for one, at in moments.items() if at == moments[number])


def list_records(session: Session, one: Stakeholder) -> list[Record]:
    """A stakeholder with its offers and needs as they are now."""
    records: list[Record] = [one]
    for table in (Need, Offer):
        query = select(table).where(table.stakeholder_id == one.id).order_by(table.created_at, table.id)
        records += session.scalars(query.execution_options(populate_existing=True))
    return records


def fields_of(record: Record) -> tuple[str, ...]:
    """The fields of a record that have a history worth comparing."""
    if isinstance(record, Stakeholder):
        return tuple(dict.fromkeys((*PROFILE_FIELDS, *LOCATION)))
    return STATEMENT_FIELDS


def present_of(records: list[Record]) -> dict[Place, Any]:
    """What the records hold now, as the history writes it."""
    return {
        (record.id, name): _plain(getattr(record, name)) for record in records for name in fields_of(record)
    }


def version_of_all(records: list[Record]) -> str:
    """A short text that differs whenever one of the records does."""
    return version_of({record.id: version_of_record(record) for record in records})


def _part(
    stakeholder_id: str,
    subject: str,
    before: Mapping[Place, Any],
    after: Mapping[Place, Any],
    there: set[str],
) -> Part:
    names = [*PROFILE_FIELDS, "region"] if subject == stakeholder_id else STATEMENT_FIELDS
    told = "name" if subject == stakeholder_id else "text"
    differences = [
        Difference(name, before.get((subject, name)), after.get((subject, name)))
        for name in names
        if (before.get((subject, name)) or None) != (after.get((subject, name)) or None)
    ]
    return Part(
        subject=subject,
        text=str(after.get((subject, told)) or before.get((subject, told)) or ""),
        differences=tuple(differences),
        was_there=bool(before.get((subject, told))),
        is_there=subject in there,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
