"""How large a spreadsheet may be, and what a reader is told who brings a larger one."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.words import N_
from matchmaker.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one file may have.

    `size` and `unpacked` in bytes, `cell` in characters; `members` of the archive that an XLSX file is;
    `ratio` of unpacked to packed size, judged from 10 MB unpacked on.
    """

    size: int = 10_000_000
    unpacked: int = 100_000_000
    rows: int = 50_000
    columns: int = 100
    cell: int = 200_000
    members: int = 1_000
    ratio: int = 100


def check_size(size: int, limits: Limits) -> None:
    """See that a file is neither empty nor too large.

    Raises:
        Invalid: it is.
    """
    if size == 0:
        raise Invalid(N_("The file is empty. Save the spreadsheet again and check that it has rows."))
    if size > limits.size:
        raise Invalid(
            N_("The file has %(size)s MB; at most %(most)s MB can be read. Split it, or leave out columns."),
            size=f"{size / 1e6:.1f}",
            most=f"{limits.size / 1e6:g}",
        )


def check_columns(count: int, limits: Limits) -> None:
    """See that a row does not have too many columns.

    Raises:
        Invalid: it has.
    """
    if count > limits.columns:
        raise Invalid(
            N_("The file has more than %(most)s columns. Leave out those that are not needed."),
            most=limits.columns,
        )


def check_rows(count: int, limits: Limits) -> None:
    """See that there are not too many rows.

    Raises:
        Invalid: there are.
    """
    if count > limits.rows:
        raise Invalid(
            N_("The file has more than %(most)s rows. Split it and import the parts one after the other."),
            most=limits.rows,
        )
