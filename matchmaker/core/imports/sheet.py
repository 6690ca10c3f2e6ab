"""A spreadsheet as the rest of the import sees it, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.imports.remarks import Remark


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` is the line (CSV) or row (XLSX) where it begins, from 1; one cell per header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be read, and why; it counts as refused."""

    number: int
    remark: Remark


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headers (unique, never empty) and rows of one file.

    `encoding` and `separator` are empty for XLSX; `notes` say what was decided on the way (the sheet that
    was taken, headings that were made unique, lines in another encoding).
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str
    format: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def total(self) -> int:
        """How many rows the file has below its headings, readable or not."""
        return len(self.rows) + len(self.problems)

    def column(self, header: str) -> tuple[str, ...]:
        """All cells below one header."""
        place = self.headers.index(header)
        return tuple(row.cells[place] for row in self.rows)
