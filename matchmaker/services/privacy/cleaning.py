"""Taking a person's name and addresses out of what stands in other rows than their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, or_, select, true, update
from sqlalchemy.orm import Session

from matchmaker.core.privacy.register import REGISTER
from matchmaker.db import Base
from matchmaker.services.privacy.columns import cleaned, holds, left_of, texts_of
from matchmaker.services.privacy.finding import naming_rows, table_of
from matchmaker.services.privacy.people import Person

KEPT = frozenset({"erasures", "accounts"})
"""Tables that are not looked through: one holds no words, the other holds other people's own names."""


def clean_everywhere(session: Session, person: Person) -> int:
    """Take the addresses and the id out of every text of every table, and the names where one of them stands.

    An address is one person's alone, and so is an id: the log names others by it in its details. A name is
    not: anybody may call themselves like an organisation, so names are looked for only beside one of the
    two, and where the person took part.
    """
    return sum(
        _clean(session, table, texts_of(table), true(), (*person.addresses, person.id), person)
        for table in Base.metadata.sorted_tables
        if table.name not in KEPT
    )


def clean_where_named(session: Session, person: Person) -> int:
    """Take names and addresses out of the texts of profiles, introductions and acts of the person."""
    count = 0
    for entry in REGISTER:
        table = table_of(entry)
        columns = [column for column in texts_of(table) if column.name in entry.columns]
        words = (*person.names, *person.addresses)
        count += _clean(session, table, columns, naming_rows(entry, person), words, person)
    return count


def _clean(
    session: Session,
    table: Table,
    columns: Sequence[Column[Any]],
    where: ColumnElement[bool],
    words: Iterable[str],
    person: Person,
) -> int:
    """Clean the columns of the rows in which one of the words stands; the answer is how many changed."""
    hits = [holds(column, word) for column in columns for word in words]
    if not hits:
        return 0
    keys = list(table.primary_key.columns)
    changed, alone = 0, (*person.addresses, person.id)
    for row in session.execute(select(*keys, *columns).where(where, or_(*hits))).mappings().all():
        values = {}
        for column in columns:
            clean = cleaned(row[column.name], names=person.names, addresses=alone)
            if clean != row[column.name]:
                values[column.name] = left_of(column, clean, [row[key.name] for key in keys])
        if values:
            this = (key == row[key.name] for key in keys)
            session.execute(update(table).where(*this).values(values))
            changed += 1
    return changed
