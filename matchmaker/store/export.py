"""Tables written for spreadsheet programs: CSV and XLSX of the columns that the import reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

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
    from openpyxl.cell import Cell, WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in (headers, *rows):
        cells: list[Cell | None] = []
        for text in row:
            if not text:
                # No cell at all: most of a table is empty, and writing a cell takes a while.
                cells.append(None)
                continue
            cell = WriteOnlyCell(sheet, value=_FORBIDDEN.sub("", guard(text))[:MOST_IN_CELL])
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table to a file: a workbook where its name ends in .xlsx, CSV otherwise."""
    xlsx = path.suffix.lower() == ".xlsx"
    path.write_bytes(xlsx_bytes(headers, rows) if xlsx else csv_bytes(headers, rows))
