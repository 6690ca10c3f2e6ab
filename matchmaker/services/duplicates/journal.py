"""The journal of a merge: each row that is changed, moved or removed, as it was and as it became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.db import Base
from matchmaker.models import Stakeholder
from matchmaker.services.duplicates.cells import Row, to_json

UPDATE, DELETE, INSERT = "update", "delete", "insert"
PEOPLE = Stakeholder.__tablename__


class Journal:
    """Changes rows and writes down how, so that `undoing` takes the same steps back.

    What a removed row refers to counts as touched too: a later merge may have removed that.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.entries: list[dict[str, Any]] = []
        self.touches: set[str] = set()
        self.followed: Counter[str] = Counter()

    def rows(self, table: Table, *where: ColumnElement[bool]) -> list[Row]:
        """The rows that meet these conditions, in the order of their keys."""
        query = select(table).where(*where).order_by(*table.primary_key.columns)
        return [dict(row) for row in self.session.execute(query).mappings()]

    def update(self, table: Table, row: Row, values: Mapping[str, Any]) -> Row:
        """Change a row; answers what it is now."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        self.touch(table, row)
        if not changed:
            return row
        self.session.execute(update(table).where(is_row(table, row)).values(changed))
        return self.changed(table, row, row | changed)

    def changed(self, table: Table, before: Row, after: Row) -> Row:
        """Write down what somebody else has changed in a row just now."""
        names = [name for name in after if before[name] != after[name]]
        self.touch(table, before)
        self.touch(table, after)
        if names:
            self._note(
                UPDATE,
                table,
                key=to_json(key_of(table, after)),
                before=to_json({name: before[name] for name in names}),
                after=to_json({name: after[name] for name in names}),
            )
        return after

    def inserted(self, table: Table, row: Row) -> None:
        """Write down a row that is new."""
        self.touch(table, row)
        self._note(INSERT, table, key=to_json(key_of(table, row)))

    def delete(self, table: Table, row: Row) -> None:
        """Remove a row, and first what hangs on it, as the database would."""
        for other, name, theirs, cascades in list(_referring(table)):
            for child in self.rows(other, other.c[name] == row[theirs]):
                if cascades:
                    self.delete(other, child)
                else:
                    self.update(other, child, {name: None})
        self.session.execute(delete(table).where(is_row(table, row)))
        self.touch(table, row)
        for name in people_columns(table):
            if row[name]:
                self.touches.add(f"{PEOPLE} {row[name]}")
        self._note(DELETE, table, row=to_json(row))

    def touch(self, table: Table, row: Row) -> None:
        """Say that the merge rests on a row, whether or not it changes it."""
        self.touches.add(touch_of(table, row))

    def _note(self, do: str, table: Table, **what: Any) -> None:
        self.entries.append({"do": do, "table": table.name, **what})


def key_of(table: Table, row: Mapping[str, Any]) -> Row:
    """The primary key of a row."""
    return {column.name: row[column.name] for column in table.primary_key.columns}


def is_row(table: Table, row: Mapping[str, Any]) -> ColumnElement[bool]:
    """The condition that picks one row."""
    return and_(*(table.c[name] == value for name, value in key_of(table, row).items()))


def touch_of(table: Table, row: Mapping[str, Any]) -> str:
    """How a row is named among what a merge rests on."""
    return " ".join([table.name, *(str(value) for value in to_json(key_of(table, row)).values())])


def table_of(model: type[Any]) -> Table:
    """The table behind a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def people_columns(table: Table) -> list[str]:
    """The columns of a table that refer to a stakeholder."""
    return [key.parent.name for key in table.foreign_keys if key.column.table.name == PEOPLE]


def names_one(table: Table, columns: Iterable[str], ids: Iterable[str]) -> ColumnElement[bool]:
    """The condition that one of these columns holds one of these ids."""
    wanted = list(ids)
    return or_(*(table.c[name].in_(wanted) for name in columns))


def _referring(table: Table) -> Iterator[tuple[Table, str, str, bool]]:
    """Columns that refer to a column of a table, and whether their rows go with the row they refer to."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table:
                yield other, key.parent.name, key.column.name, key.ondelete == "CASCADE"
