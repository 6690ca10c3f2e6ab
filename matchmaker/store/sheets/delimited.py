"""Tables of text: the separator is found, quoted line breaks are kept, broken rows are named one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_
from matchmaker.errors import Invalid

SEPARATORS = (",", ";", "\t", "|")
WASTE = 20
"""How many times over the lines of a file may be read again because of broken quotation marks."""

# Python's own limit of 131,072 characters is global; ours is checked for each cell by the reader above.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One record and the line of the file (from 1) where it begins; or why it cannot be read."""

    number: int
    cells: tuple[str, ...] = ()
    problem: Remark | None = None


def split_lines(text: str) -> list[str]:
    """The physical lines with their ends; only line feeds, or else carriage returns, end a line."""
    parts = (text if "\n" in text else text.replace("\r", "\n")).split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def find_separator(lines: list[str]) -> str:
    """The separator under which the first records have most columns and agree on how many.

    Where nothing separates, the file has one column and the comma stands.
    """
    head = lines[:200]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        widths = [
            len(line.cells) for line in _records(head, separator, limit=50) if line.cells and any(line.cells)
        ]
        if not widths or widths[0] < 2:
            continue
        agreeing = sum(width == widths[0] for width in widths) / len(widths)
        score = agreeing * min(widths[0], 20) ** 0.5
        if score > best_score:
            best, best_score = separator, score
    return best


def read_records(lines: list[str], separator: str) -> Iterator[Line]:
    """All records, those that cannot be read as problems; reading goes on at the line after a broken one.

    Raises:
        Invalid: quotes are broken so often that nothing can be trusted.
    """
    return _records(lines, separator)


def _records(lines: list[str], separator: str, limit: int = 0) -> Iterator[Line]:
    start, given, wasted = 0, 0, 0
    while start < len(lines):
        rest = (lines[at] for at in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True)
        begin = start
        try:
            for cells in reader:
                yield Line(begin + 1, tuple(cells))
                begin = start + reader.line_num
                given += 1
                if limit and given >= limit:
                    return
            return
        except csv.Error as error:
            if limit:
                return
            reached = start + reader.line_num
            wasted += reached - begin
            if wasted > WASTE * len(lines):
                raise Invalid(
                    N_(
                        "Quotation marks are broken in too many places, first near line %(line)s. Save again."
                    ),
                    line=begin + 1,
                ) from error
            why = _why(str(error), to_the_end=reached >= len(lines) and begin + 1 < len(lines))
        yield Line(begin + 1, (), why)
        start = begin + 1


def _why(error: str, *, to_the_end: bool) -> Remark:
    if "new-line" in error:
        return remark(N_("A line breaks off in a cell without quotation marks. Put the cell in marks."))
    if to_the_end:
        return remark(
            N_("A quotation mark is opened and never closed. Close it, or double the marks inside a cell.")
        )
    return remark(
        N_("The quotation marks are broken. Put the whole cell in marks, and double those of the text.")
    )
