"""XLSX: the first sheet with content, formulas as their text, dates and numbers as people write them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.store.sheets.archive import check_archive
from matchmaker.store.sheets.delimited import Line
from matchmaker.store.sheets.limits import Limits, check_columns

_BROKEN = N_("The file is damaged and cannot be opened. Save it again in your spreadsheet program.")
_ENTITIES = N_("The file holds XML entities, which no spreadsheet program writes. It is not opened.")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,80}?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
# What openpyxl lets through when a file is not what it claims to be; it has no error of its own for that.
_DAMAGE = (
    *(ParseError, zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, RecursionError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError, NotImplementedError),
)
_MOST_BLANK = 2_000
_FAR, _MOST_FAR = 1_000, 200
_MOST_MERGED = 20_000


def read_workbook(data: bytes, limits: Limits) -> tuple[list[Line], list[Remark]]:
    """The rows of the first visible sheet that has any, and notes on what was chosen.

    Raises:
        Invalid: the file is too large unpacked, damaged, or hides external entities.
    """
    check_archive(data, limits)
    # Without this openpyxl would read XML that reaches out of the file.
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml must be installed to read workbooks")
    try:
        return _read(data, limits)
    except _DAMAGE as error:
        # Seldom bare: openpyxl wraps what its XML reader raises.
        if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
            raise Invalid(_ENTITIES) from error
        raise Invalid(_BROKEN) from error


def _read(data: bytes, limits: Limits) -> tuple[list[Line], list[Remark]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = list(book.worksheets)
        visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
        for sheet in visible:
            lines = list(_lines(sheet, limits))
            if lines:
                return _unmerged(lines, data, getattr(sheet, "_worksheet_path", "")), _notes(
                    sheet.title, visible
                )
        return [], []
    finally:
        book.close()


def _notes(title: str, visible: list[Any]) -> list[Remark]:
    if len(visible) < 2:
        return []
    others = ", ".join(sheet.title for sheet in visible if sheet.title != title)
    return [
        remark(N_("Only the sheet “%(title)s” is read; left out: %(others)s."), title=title, others=others)
    ]


def _lines(sheet: Any, limits: Limits) -> Iterator[Line]:
    # What the file says of its own size may be wrong in both directions.
    sheet.reset_dimensions()
    blank = found = wide = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        # Cells that are only formatted may stand far out; where each row has them, the table is none.
        wide += len(row) > _FAR
        if wide > _MOST_FAR:
            check_columns(_FAR, limits)
        cells = tuple(_text(value) for value in row)
        if not any(cell.strip() for cell in cells):
            blank += 1
            # Formatted but empty rows can go on for a million lines.
            if blank > _MOST_BLANK:
                return
            continue
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        check_columns(len(cells), limits)
        blank, found = 0, found + 1
        yield Line(number, cells)
        if found > limits.rows + 1:
            return


def _text(value: object) -> str:
    """A cell's value as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, ArrayFormula):
        return str(value.text or "")
    if isinstance(value, DataTableFormula):
        return ""
    return str(value)


def _unmerged(lines: list[Line], data: bytes, path: str) -> list[Line]:
    """The rows with merged cells filled downwards: one country beside five towns counts for all five."""
    tops = {line.number: at for at, line in enumerate(lines)}
    filled = [list(line.cells) for line in lines]
    for left, top, _, bottom in _merged(data, path):
        if top not in tops or bottom - top > len(lines) or left > len(filled[tops[top]]):
            continue
        value = filled[tops[top]][left - 1]
        for at in (tops[number] for number in range(top + 1, bottom + 1) if number in tops):
            cells = filled[at]
            cells.extend([""] * (left - len(cells)))
            cells[left - 1] = cells[left - 1] or value
    return [Line(line.number, tuple(cells)) for line, cells in zip(lines, filled, strict=True)]


def _merged(data: bytes, path: str) -> Iterator[tuple[int, int, int, int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if path not in archive.namelist():
            return
        xml = archive.read(path)
    for match in islice(_MERGED.finditer(xml), _MOST_MERGED):
        left, top, right, bottom = range_boundaries(match[1].decode())
        yield int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)
