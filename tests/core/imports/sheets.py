"""Sheets and drafts written by hand."""

from __future__ import annotations

from matchmaker.core.imports.columns import ColumnMapping, guess
from matchmaker.core.imports.draft import Draft, Refused
from matchmaker.core.imports.rows import Lookups, read_rows
from matchmaker.core.imports.sheet import Row, Sheet
from matchmaker.core.places import Gazetteer


def sheet_of(*lines: str, separator: str = ",") -> Sheet:
    """A sheet of lines without quotation marks; the first is the headings."""
    cells = [tuple(line.split(separator)) for line in lines]
    rows = tuple(Row(number, row) for number, row in enumerate(cells[1:], start=2))
    return Sheet(cells[0], rows, "utf-8", separator, "csv")


def drafts_of(gazetteer: Gazetteer, *lines: str, separator: str = ",") -> list[Draft | Refused]:
    """The rows of such a sheet, its columns guessed."""
    sheet = sheet_of(*lines, separator=separator)
    return read_rows(sheet, guess(sheet, gazetteer), Lookups(gazetteer))


def draft_of(gazetteer: Gazetteer, *lines: str, separator: str = ",") -> Draft:
    """The only row of such a sheet."""
    (draft,) = drafts_of(gazetteer, *lines, separator=separator)
    assert isinstance(draft, Draft)
    return draft


def mapped(mapping: ColumnMapping) -> dict[str, str]:
    """Header → field of the columns that are imported."""
    return {header: key for header, key in mapping.columns if key}
