"""One file becomes one sheet: format, encoding and separator found, headings made usable, rows checked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from matchmaker.core.imports.content import headings_missing, is_heading
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.imports.sheet import Problem, Row, Sheet
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.store.sheets.delimited import Line, find_separator, read_records, split_lines
from matchmaker.store.sheets.encodings import decode
from matchmaker.store.sheets.formats import is_archive, refuse_binary, refuse_text
from matchmaker.store.sheets.limits import Limits, check_columns, check_rows, check_size

_DEFAULT = Limits()


def read_sheet(path: Path, *, limits: Limits = _DEFAULT) -> Sheet:
    """The table in a CSV or XLSX file.

    Raises:
        Invalid: it cannot be read as a whole; the message says what to do. Single rows that cannot be read
            are the sheet's `problems` instead.
    """
    try:
        # Looked at before reading, so that a huge file costs nothing.
        check_size(path.stat().st_size, limits)
        data = path.read_bytes()
    except OSError as error:
        raise Invalid(N_("The file %(path)s cannot be opened. Check its name."), path=path.name) from error
    return read_sheet_bytes(data, limits=limits)


def read_sheet_bytes(data: bytes, *, limits: Limits = _DEFAULT) -> Sheet:
    """The same for a file that is in memory.

    Raises:
        Invalid: as `read_sheet`.
    """
    check_size(len(data), limits)
    refuse_binary(data)
    if is_archive(data):
        # openpyxl takes a third of a second to import, which only workbooks should cost.
        from matchmaker.store.sheets.workbook import read_workbook

        records, notes = read_workbook(data, limits)
        return _sheet(records, limits, encoding="", separator="", format="xlsx", notes=notes)
    decoded = decode(data)
    refuse_text(decoded.text)
    physical = split_lines(decoded.text)
    first, separator = 0, ""
    if physical and physical[0].strip().lower().startswith("sep=") and len(physical[0].strip()) == 5:
        first, separator = 1, physical[0].strip()[-1]
    separator = separator or find_separator(physical)
    lines = (
        Line(line.number + first, line.cells, line.problem)
        for line in read_records(physical[first:], separator)
    )
    return _sheet(
        lines, limits, encoding=decoded.encoding, separator=separator, format="csv", notes=decoded.notes
    )


def _sheet(
    lines: Iterable[Line],
    limits: Limits,
    *,
    encoding: str,
    separator: str,
    format: str,
    notes: Iterable[Remark],
) -> Sheet:
    said = list(notes)
    useful = (line for line in lines if line.problem or any(cell.strip() for cell in line.cells))
    # No more than it takes to see that there are too many: a few lines stand above the rows.
    filled = list(islice(useful, limits.rows + 10))
    head, body = _head(filled, said)
    check_columns(len(head), limits)
    check_rows(len(body), limits)
    if not body:
        raise Invalid(N_("The file has headings but no rows below them. Add rows and try again."))
    rows: list[Row] = []
    problems: list[Problem] = []
    for line in body:
        if problem := line.problem or _why_bad(line.cells, len(head), limits):
            problems.append(Problem(line.number, problem))
        else:
            cells = line.cells[: len(head)]
            rows.append(Row(line.number, cells + ("",) * (len(head) - len(cells))))
    return Sheet(head, tuple(rows), encoding, separator, format, tuple(problems), tuple(said))


def _head(lines: list[Line], notes: list[Remark]) -> tuple[tuple[str, ...], list[Line]]:
    """The headings, and what stands below them; a lone title above a wider table is passed over."""
    if not lines:
        raise Invalid(N_("The file has no rows. Save the spreadsheet again and check that it has some."))
    start = 0
    widths = [sum(bool(cell.strip()) for cell in line.cells) for line in lines[:6]]
    title = widths[0] == 1 and not any(is_heading(cell) for cell in lines[0].cells)
    if title and max(widths) >= 3 and not lines[0].problem:
        start = next(at for at, width in enumerate(widths) if width >= 3)
        notes.append(
            remark(
                N_("The headings are in line %(line)s; what stands above is left out."),
                line=lines[start].number,
            )
        )
    first = lines[start]
    if first.problem:
        raise Invalid(
            N_("The first line, which holds the headings, cannot be read: %(why)s"), why=str(first.problem)
        )
    if headings_missing(first.cells):
        raise Invalid(
            N_(
                "The first row holds data, not headings. Add a first row with the names of "
                "the columns, such as name, country, town."
            )
        )
    return _unique(first.cells, lines[start + 1 :], notes), lines[start + 1 :]


def _unique(cells: tuple[str, ...], body: list[Line], notes: list[Remark]) -> tuple[str, ...]:
    """Headings that are neither empty nor twice there; empty columns at the end are cut off."""
    names = [" ".join(cell.replace("\x00", "").split())[:200] for cell in cells]
    while (
        names
        and not names[-1]
        and not any(len(line.cells) >= len(names) and line.cells[len(names) - 1].strip() for line in body)
    ):
        names.pop()
    taken: set[str] = set()
    unique = []
    for at, name in enumerate(names, start=1):
        wanted = name or f"column {at}"
        count, chosen = 1, wanted
        while chosen in taken:
            count += 1
            chosen = f"{wanted} ({count})"
        taken.add(chosen)
        unique.append(chosen)
        if name and chosen != name:
            notes.append(
                remark(
                    N_("The heading “%(name)s” stands there twice; the second is called “%(new)s”."),
                    name=name,
                    new=chosen,
                )
            )
    return tuple(unique)


def _why_bad(cells: tuple[str, ...], width: int, limits: Limits) -> Remark | None:
    if any(cell.strip() for cell in cells[width:]):
        return remark(
            N_(
                "The row has %(count)s cells where there are %(width)s headings. Put cells "
                "that hold the separator in quotation marks."
            ),
            count=len(cells),
            width=width,
        )
    if any("\x00" in cell for cell in cells):
        return remark(N_("The row holds NUL characters, so it is damaged. Type it again."))
    if (longest := max(map(len, cells), default=0)) > limits.cell:
        return remark(
            N_("A cell has %(count)s characters; at most %(most)s can be read. Shorten it."),
            count=longest,
            most=limits.cell,
        )
    return None
