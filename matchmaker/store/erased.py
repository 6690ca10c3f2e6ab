"""The list of what was erased, beside the database: an old copy of the database does not know it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NAME = "erased.txt"


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """One line: "account" or "profile", the id that names nobody any more, and the day."""

    what: str
    subject: str
    day: date


def keep_erased(folder: Path, erased: Iterable[Erased]) -> None:
    """Add to the list; what stands in it stays. It is written beside the old one and takes its place."""
    known = {(one.what, one.subject): one for one in (*read_erased(folder), *erased)}
    lines = [f"{one.what} {one.subject} {one.day.isoformat()}" for one in known.values()]
    draft = folder / f"{NAME}.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    with draft.open("w", encoding="ascii") as handle:
        handle.writelines(f"{line}\n" for line in lines)
        handle.flush()
        os.fsync(handle.fileno())
    draft.rename(folder / NAME)


def read_erased(folder: Path) -> list[Erased]:
    """The list; empty where nothing was ever erased."""
    path = folder / NAME
    if not path.is_file():
        return []
    parts = (line.split() for line in path.read_text("ascii").splitlines())
    return [Erased(what, subject, date.fromisoformat(day)) for what, subject, day in parts]
