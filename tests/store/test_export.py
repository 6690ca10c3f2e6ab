from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matchmaker.core.imports.cells import clean_text, guard
from matchmaker.store.export import csv_bytes, write_table, xlsx_bytes
from matchmaker.store.sheets import read_sheet, read_sheet_bytes

HEADERS = ["name", "about", "lat"]
ROWS = [
    ["=Kettle", "+ We cook", "-2.5"],
    ["@home", "-x\ny", "3"],
    ["'=quoted", 'Łódź, "quoted"; a|b', ""],
]


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_a_table_is_read_again_as_it_was_written(tmp_path: Path, name: str) -> None:
    write_table(tmp_path / name, HEADERS, ROWS)
    sheet = read_sheet(tmp_path / name)
    assert list(sheet.headers) == HEADERS
    assert [[clean_text(cell, paragraphs=True) for cell in row.cells] for row in sheet.rows] == [
        ["=Kettle", "+ We cook", "-2.5"],
        ["@home", "-x\ny", "3"],
        ["'=quoted", 'Łódź, "quoted"; a|b', ""],
    ]


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
def test_no_cell_can_run_as_a_formula(write: object) -> None:
    assert callable(write)
    sheet = read_sheet_bytes(write(HEADERS, ROWS))
    cells = [cell for row in sheet.rows for cell in row.cells]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "@", "\t", "\r"}]
    # A plain negative number is no formula and stays a number.
    assert [cell for cell in cells if cell.startswith("-")] == ["-2.5"]


def test_csv_opens_in_a_spreadsheet_program_as_utf_8_with_lines_of_windows() -> None:
    assert csv_bytes(["name"], [["Łódź"]]) == b"\xef\xbb\xbfname\r\n" + "Łódź\r\n".encode()


def test_xlsx_leaves_out_what_xml_cannot_hold_and_cuts_at_the_cells_limit() -> None:
    sheet = read_sheet_bytes(xlsx_bytes(["name"], [["a\x00b\x0bc"], ["x" * 40_000]]))
    assert [len(row.cells[0]) for row in sheet.rows] == [3, 32_767]


def test_cells_without_a_text_are_not_written_to_a_workbook_and_read_as_empty() -> None:
    table = xlsx_bytes(["name", "town", "notes"], [["Radhof", "", "mends"], ["", "Łódź", ""]])
    rows = read_sheet_bytes(table).rows
    assert [tuple(row.cells)[:3] for row in rows] == [("Radhof", "", "mends"), ("", "Łódź", "")]


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "=1+1", "#hashtag", "0012", "TRUE", "1e5"])
def test_a_workbook_holds_every_cell_as_a_text(text: str) -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(["name"], [[text]])))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", guard(text))
