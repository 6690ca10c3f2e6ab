"""Tables of text: the separator is found, quoted line breaks are kept, broken rows are named one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_
from matchmaker.errors import Invalid

SEPARATORS = (",", ";", "\t", "|")
MOST_UNCLOSED = 20
"""Quotes left open to the end of the file; each costs a second look at all that follows."""

# Python's own limit of 131,072 characters is global; ours is checked for each cell by the reader above.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One record and the line of the file (from 1) where it begins; or why it cannot be read."""

    number: int
    cells: tuple[str, ...] = ()
    problem: Remark | None = None


def split_lines(text: str) -> list[str]:
    """The physical lines with their ends; only line feeds and carriage returns end a line."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return text.splitlines(keepends=True) if text.isascii() else _keep_ends(text)


def _keep_ends(text: str) -> list[str]:
    parts = text.split("\n")
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
    start, given, unclosed = 0, 0, 0
    while start < len(lines):
        reader = csv.reader(iter(lines[start:]) if start else iter(lines), delimiter=separator, strict=True)
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
            to_the_end = start + reader.line_num >= len(lines) and begin + 1 < len(lines)
            unclosed += to_the_end
            if unclosed > MOST_UNCLOSED:
                raise Invalid(
                    N_(
                        "Quotation marks are broken in too many places, first at line %(line)s. Save the file again as CSV."
                    ),
                    line=begin + 1,
                ) from error
        yield Line(begin + 1, (), _why(to_the_end))
        start = begin + 1


def _why(to_the_end: bool) -> Remark:
    if to_the_end:
        return remark(
            N_("A quotation mark is opened and never closed. Close it, or double the marks inside a cell.")
        )
    return remark(
        N_(
            "The quotation marks are broken. Put the whole cell in marks, and double those that belong to the text."
        )
    )
