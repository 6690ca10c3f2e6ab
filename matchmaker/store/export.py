"""Tables written for spreadsheet programs: CSV and XLSX of the columns that the import reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from matchmaker.core.imports.cells import guard

# Characters that XML, and so XLSX, cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_IN_CELL = 32_767
"""Characters that a cell of XLSX can hold; longer texts are cut there. CSV has no such limit."""

PIECE = 64 * 1024
"""Characters after which a piece of a long table is given away."""


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8 with the mark by which spreadsheet programs know it, commas, CRLF.

    Cells that a spreadsheet program would run as a formula get an apostrophe before them, which the import
    takes off again. Cells must come without one: guarding is done here, once.
    """
    return b"".join(csv_pieces(headers, rows))


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The same bytes piece by piece, so that a long table needs little memory."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in chain([headers], rows):
        writer.writerow([guard(cell) for cell in row])
        if text.tell() > PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "Matchmaker") -> bytes:
    """The same table as a workbook of one sheet, all cells text, the headings frozen."""
    # openpyxl takes a third of a second to import, which only exports to XLSX should cost.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in (headers, *rows):
        sheet.append([_cell(sheet, _FORBIDDEN.sub("", guard(text))[:MOST_IN_CELL]) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str) -> Any:
    """A text as openpyxl takes it: none at all where it is empty, as most of a table is, else as it stands.

    Only what openpyxl would read as a formula or an error (`#N/A`) needs a cell that says what it is.
    """
    if not text.startswith(("=", "#")):
        return text or None
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table to a file: a workbook where its name ends in .xlsx, CSV otherwise."""
    xlsx = path.suffix.lower() == ".xlsx"
    path.write_bytes(xlsx_bytes(headers, rows) if xlsx else csv_bytes(headers, rows))
