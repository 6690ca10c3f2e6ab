"""What each step of a merge gets: the journal, the two records, who merges and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.journal import Journal


@dataclass(frozen=True, slots=True)
class Moving:
    """A merge under way; `values` are what the record that stays will say, `others` whom it touches too.

    `fills`: it only fills what is empty in a record whose people have not been asked, see `merging`.
    """

    session: Session
    journal: Journal
    actor: Actor
    kept: Row
    gone: Row
    values: Mapping[str, Any]
    now: datetime
    fills: bool = False
    others: set[str] = field(default_factory=set)

    @property
    def both(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.kept["id"], self.gone["id"]

    def renamed(self, id_: str) -> str:
        """The id that stands for one after the merge."""
        return self.kept["id"] if id_ == self.gone["id"] else id_

    def of(self, table: Table, column: str) -> list[Row]:
        """The rows that name the record that goes."""
        return self.journal.rows(table, table.c[column] == self.gone["id"])

    def move(self, table: Table, row: Row, values: Mapping[str, Any]) -> Row:
        """Let a row follow."""
        self.journal.followed[table.name] += 1
        return self.journal.update(table, row, values)


Better = Callable[[Row, Row], bool]


def stays(_row: Row, _twin: Row) -> bool:
    """Of two rows that say the same, that of the record that stays counts."""
    return False


def follow(
    moving: Moving, table: Table, column: str, *, by: tuple[str, ...] = (), better: Better = stays
) -> None:
    """Let the rows of a table follow. Those equal in `by` become one: the better, else the one that stays."""
    rows = moving.journal.rows(table, table.c[column] == moving.kept["id"]) if by else []
    twins = {tuple(row[name] for name in by): row for row in rows}
    for row in moving.of(table, column):
        twin = twins.get(tuple(row[name] for name in by)) if by else None
        if twin is not None and not better(row, twin):
            moving.journal.touch(table, twin)
            moving.journal.delete(table, row)
            continue
        if twin is not None:
            moving.journal.delete(table, twin)
        moving.move(table, row, {column: moving.kept["id"]})


def part(moving: Moving, table: Table, one: str, other: str) -> None:
    """Remove what the two say about each other: nobody judges or blocks itself."""
    for row in moving.journal.rows(table, table.c[one].in_(moving.both), table.c[other].in_(moving.both)):
        moving.journal.delete(table, row)
