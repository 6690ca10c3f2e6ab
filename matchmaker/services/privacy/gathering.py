"""All that is kept of a person, table by table, as the register tells where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Session

from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Key, Part, Personal
from matchmaker.services.privacy.finding import own_rows, table_of
from matchmaker.services.privacy.people import Person

ACCOUNTS = frozenset({
    "account_id", "created_by", "broker_id", "invited_by", "decided_by", "inviter_id", "accepted_by",
    "given_by", "said_by", "undone_by", "hidden_by", "objected_by", "answered_by", "shown_by",
})  # fmt: skip
"""Columns that hold the id of an account; that of somebody else is nobody's business."""

Row = dict[str, Any]


@dataclass(slots=True)
class Sheet:
    """One table of the copy: its columns in the order of the register, its rows by key."""

    name: str
    part: Part
    what: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: dict[tuple[Any, ...], Row] = field(default_factory=dict)

    def listed(self) -> list[Row]:
        """The rows, each with all columns; a column that is not the person's in a row is empty there."""
        return [
            {name: row.get(name) for name in self.columns} for _, row in sorted(self.rows.items(), key=str)
        ]


def count_rows(session: Session, person: Person) -> int:
    """How many rows a copy will have, about; rows of two kinds count twice."""
    counts = (
        session.scalar(select(func.count()).select_from(table_of(entry)).where(own_rows(entry, person)))
        for entry in REGISTER
        if entry.handed
    )
    return sum(one or 0 for one in counts)


def gather(session: Session, person: Person) -> Iterator[Sheet]:
    """The tables of a copy, one after the other, also empty ones: that nothing is kept is an answer too."""
    for name, entries in _by_table().items():
        sheet = Sheet(name, entries[0].part)
        for entry in entries:
            _add(session, sheet, entry, person)
        yield sheet


def count_tables() -> int:
    """How many tables a copy has."""
    return len(_by_table())


def _by_table() -> Mapping[str, list[Personal]]:
    found: dict[str, list[Personal]] = {}
    for entry in REGISTER:
        if entry.handed and entry.found:
            found.setdefault(entry.table, []).append(entry)
    return found


def _add(session: Session, sheet: Sheet, entry: Personal, person: Person) -> None:
    table = table_of(entry)
    # The content of a file lies beside the tables, as a file.
    columns = [table.c[name] for name in entry.columns if not isinstance(table.c[name].type, LargeBinary)]
    keys = list(table.primary_key.columns)
    sheet.what.append(entry.what)
    sheet.columns += [column.name for column in columns if column.name not in sheet.columns]
    for row in session.execute(select(*keys, *columns).where(own_rows(entry, person))).mappings():
        key = tuple(row[one.name] for one in keys)
        mine = sheet.rows.setdefault(key, {})
        mine |= {one.name: _own(one.name, plain(row[one.name]), person) for one in columns}


def _own(name: str, value: Any, person: Person) -> Any:
    return None if name in ACCOUNTS and value != person.id else value


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def is_shared(entry: Personal) -> bool:
    """Whether rows are found by an introduction: others wrote in them too."""
    return any(found.key is Key.INTRODUCTION for found in entry.found)
