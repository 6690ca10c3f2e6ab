from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from matchmaker.core.imports.cells import unguard
from matchmaker.core.imports.sheet import Sheet
from matchmaker.errors import Invalid
from matchmaker.store.export import csv_bytes
from matchmaker.store.sheets import Limits, read_sheet, read_sheet_bytes
from matchmaker.store.sheets.encodings import decode


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def workbook(*rows: tuple[Any, ...], book: Workbook | None = None) -> bytes:
    book = book or Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TEXTS = {
    "cp1250": ["Fundacja społecznej, Łódź", "Żółw", "Družstvo přátel řemesel", "Győr; tűzoltó őrség"],
    "cp1252": ["Münchner Straße – Müller", "Asociación española de niños", "Malmö kår", "São Paulo"],
    "cp1253": ["Κοινωνική συνεταιριστική επιχείρηση"],
    "cp1251": ["Фондация за социално предприемачество"],
    "cp1257": ["Žmonės ir įmonės šių metų ąžuolas"],
    "iso8859-2": ["Łódź źdźbło śpiew"],
    "iso8859-15": ["Œuvre française à 10 € pour l'été"],
    "mac_roman": ["Münchner Straße, café à côté"],
    "utf-8": ["Łódź, Αθήνα, Sofia София"],
    "utf-8-sig": ["Łódź"],
    "utf-16": ["Łódź, Αθήνα"],
    "utf-32": ["Łódź, Αθήνα"],
    "utf-16-be": ["plain words and more of them"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts]
)
def test_text_is_read_in_the_encoding_it_was_written_in(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_lines_of_two_encodings_are_each_read_in_their_own_and_it_is_said() -> None:
    found = decode("name\nŁódź\n".encode() + "Żółw\nplain\n".encode("cp1250"))
    assert found.text == "name\nŁódź\nŻółw\nplain\n"
    assert found.encoding == "utf-8 + cp1250"
    assert "1 lines are not UTF-8" in str(found.notes[0])
    assert "line 3" in str(found.notes[0])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_where_others_stand_in_texts(separator: str) -> None:
    lines = [["name", "about"], ["Kettle", "soup; bread, | and more"], ["Barrel", "wood, iron; x"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    sheet = read_sheet_bytes(text.encode())
    assert sheet.separator == separator
    assert cells(sheet) == [tuple(line) for line in lines[1:]]


def test_rows_know_the_line_where_they_begin() -> None:
    sheet = read_sheet_bytes(b'name,about\r\n"A","one\r\ntwo"\r\n\r\nB,x\r\n')
    assert [row.number for row in sheet.rows] == [2, 5]
    assert sheet.rows[0].cells == ("A", "one\r\ntwo")


def test_a_broken_row_is_named_and_the_next_is_read() -> None:
    sheet = read_sheet_bytes(b'name,about\nA,"x\nB,"y"\nC,"open\n')
    assert cells(sheet) == [("B", "y")]
    assert [problem.number for problem in sheet.problems] == [2, 4]
    assert "never closed" in str(sheet.problems[0].remark) or "broken" in str(sheet.problems[0].remark)
    assert sheet.total == 3


def test_a_line_that_breaks_off_in_a_bare_cell_is_a_problem_of_its_row() -> None:
    sheet = read_sheet_bytes(b"name,about\nA,x\ry\nB,z\n")
    assert cells(sheet) == [("B", "z")]
    assert "breaks off" in str(sheet.problems[0].remark)


def test_headings_become_unique_and_empty_ones_get_a_number() -> None:
    sheet = read_sheet_bytes(b"name,about,about,,\nA,x,y,z,\n")
    assert sheet.headers == ("name", "about", "about (2)", "column 4")
    assert "about (2)" in str(sheet.notes[0])
    assert sheet.column("column 4") == ("z",)


def test_short_rows_are_filled_and_long_ones_are_problems() -> None:
    sheet = read_sheet_bytes(b"name,about\nA\nB,x,,\nC,x,y\n")
    assert cells(sheet) == [("A", ""), ("B", "x")]
    assert "3 cells where there are 2 headings" in str(sheet.problems[0].remark)


def test_a_title_above_the_headings_is_passed_over_and_said() -> None:
    sheet = read_sheet_bytes(b"Partners of 2024,,\n,,\nname,country,about\nA,DE,x\n")
    assert sheet.headers == ("name", "country", "about")
    assert "line 3" in str(sheet.notes[0])


@pytest.mark.parametrize(
    ("limits", "content", "why"),
    [
        (Limits(size=5), b"name\nA\n", "at most"),
        (Limits(rows=1), b"name\nA\nB\n", "more than 1 rows"),
        (Limits(columns=1), b"name,about\nA,x\n", "more than 1 columns"),
    ],
)
def test_limits_say_what_to_do(limits: Limits, content: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_sheet_bytes(content, limits=limits)


def test_a_cell_over_the_limit_costs_only_its_row() -> None:
    sheet = read_sheet_bytes(b"name\nAAAA\nB\n", limits=Limits(cell=3))
    assert cells(sheet) == [("B",)]
    assert "at most 3" in str(sheet.problems[0].remark)


def test_files_are_read_from_a_path_and_a_missing_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(["name"], [["Kettle"]]))
    assert read_sheet(path).encoding == "utf-8-sig"
    with pytest.raises(Invalid, match=r"nowhere\.csv cannot be opened"):
        read_sheet(tmp_path / "nowhere.csv")
    with pytest.raises(Invalid, match="cannot be opened"):
        read_sheet(tmp_path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(11_000_000)
    with pytest.raises(Invalid, match="at most 10 MB"):
        read_sheet(path)


def test_a_workbook_holds_what_somebody_would_have_typed() -> None:
    sheet = read_sheet_bytes(
        workbook(
            ("name", "a", "b"),
            ("numbers", 12.0, 3.5),
            ("days", datetime(2020, 5, 1), datetime(2020, 5, 1, 9, 30)),
            ("dates", date(2020, 5, 2), True),
            ("formulas", "=1+1", ArrayFormula("C5", "=SUM(B2:B3)")),
            ("more", DataTableFormula("B6"), False),
        )
    )
    assert sheet.format == "xlsx"
    assert cells(sheet) == [
        ("numbers", "12", "3.5"),
        ("days", "2020-05-01", "2020-05-01 09:30:00"),
        ("dates", "2020-05-02", "true"),
        ("formulas", "=1+1", "=SUM(B2:B3)"),
        ("more", "", "false"),
    ]


def test_the_first_visible_sheet_with_rows_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    book.worksheets[0].title = "Cover"
    hidden = book.create_sheet("Hidden")
    hidden.append(("secret",))
    hidden.sheet_state = "hidden"
    book.create_sheet("Data").append(("name",))
    book["Data"].append(("Kettle",))
    out = io.BytesIO()
    book.save(out)
    sheet = read_sheet_bytes(out.getvalue())
    assert cells(sheet) == [("Kettle",)]
    assert str(sheet.notes[0]) == "Only the sheet “Data” is read; left out: Cover."


def test_merged_cells_count_for_all_rows_that_they_span() -> None:
    book = Workbook()
    for row in (("country", "name"), ("France", "A"), (None, "B"), (None, "C"), ("Italy", "D")):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A2:A4")
    book.worksheets[0].merge_cells("D90:D95")
    sheet = read_sheet_bytes(workbook(book=book))
    assert sheet.column("country") == ("France", "France", "France", "Italy")


def test_formatted_cells_far_out_and_far_down_do_no_harm() -> None:
    book = Workbook()
    for row in range(1, 4):
        book.worksheets[0].cell(row, 1, "name" if row == 1 else f"Kettle {row}")
        book.worksheets[0].cell(row, 5_000).number_format = "0.00"
    for row in range(4, 2_500):
        book.worksheets[0].cell(row, 1).number_format = "0.00"
    book.worksheets[0].cell(2_600, 1, "too far down")
    sheet = read_sheet_bytes(workbook(book=book))
    assert [row.number for row in sheet.rows] == [2, 3]


def test_a_table_whose_every_row_reaches_far_out_is_refused() -> None:
    book = Workbook()
    for row in range(1, 250):
        book.worksheets[0].cell(row, 1, "name" if row == 1 else f"Kettle {row}")
        book.worksheets[0].cell(row, 1_200).number_format = "0.00"
    with pytest.raises(Invalid, match="100 columns"):
        read_sheet_bytes(workbook(book=book))


def test_too_many_rows_in_a_workbook_are_refused() -> None:
    with pytest.raises(Invalid, match="more than 3 rows"):
        read_sheet_bytes(workbook(("name",), *[(f"Kettle {at}",) for at in range(30)]), limits=Limits(rows=3))


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_sheet_or_a_clear_refusal(data: bytes) -> None:
    try:
        sheet = read_sheet_bytes(data)
    except Invalid:
        return
    assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)
    assert len(set(sheet.headers)) == len(sheet.headers)


@settings(max_examples=60)
@given(st.integers(0, 4_500), st.binary(min_size=1, max_size=6))
def test_a_damaged_workbook_ends_in_a_sheet_or_a_clear_refusal(at: int, rubbish: bytes) -> None:
    data = workbook(("name", "about"), ("Kettle", "x"))
    at %= len(data)
    with suppress(Invalid):
        assert read_sheet_bytes(data[:at] + rubbish + data[at + len(rubbish) :]).headers


@given(
    st.lists(
        st.tuples(st.text("ab,;|\"'\n\t =é", min_size=1, max_size=9), st.text('ab,;"\n =1', max_size=9)),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_csv_writer_writes_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    if wanted:
        sheet = read_sheet_bytes(b"name,about\r\n" + csv_bytes(["n", "a"], wanted).split(b"\r\n", 1)[1])
        assert [[unguard(cell) for cell in row.cells] for row in sheet.rows] == [list(row) for row in wanted]
