"""Which of the files that somebody brings may be passed on, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from matchmaker.core.files.kinds import FileKind, carries_files, kind_of
from matchmaker.core.files.names import clean_name, shown_name
from matchmaker.core.words import N_

MOST_FILES = 3
MOST_BYTES = 5 * 1024 * 1024
"""Of all files of one message together."""

TOO_MANY = N_("Attach at most %(count)s files; “%(file)s” is one too many.")
TOO_LARGE = N_(
    "With “%(file)s” the files have more than %(most)s MB together. Leave it out, or make it smaller."
)
EMPTY = N_("“%(file)s” is empty. Choose another file.")
UNKNOWN = N_(
    "“%(file)s” cannot be passed on. You may attach PDF, pictures (PNG, JPEG, WebP), plain text in UTF-8, "
    "CSV, and documents of Word, Excel, PowerPoint or LibreOffice, each without macros, password "
    "or files inside."
)
CARRIES = N_(
    "“%(file)s” is a PDF that carries other files, as some invoices do, and cannot be passed on. Print it "
    "into a new PDF and attach that one."
)


class Upload(NamedTuple):
    """A file as it came: the name that its sender gives it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may be passed on."""

    name: str
    kind: FileKind
    content: bytes


@dataclass(frozen=True, slots=True)
class Left:
    """A file that may not be passed on: its name as it may be shown, and why."""

    name: str
    why: str


def choose(
    files: Iterable[Upload], *, most_bytes: int = MOST_BYTES
) -> tuple[tuple[Taken, ...], tuple[Left, ...]]:
    """The files that may be passed on, in their order, and those that may not."""
    taken: list[Taken] = []
    left: list[Left] = []
    room = most_bytes
    for one in files:
        kind, why = _judged(one, room, len(taken))
        if kind is None:
            left.append(Left(shown_name(one.name), why))
        else:
            room -= len(one.content)
            taken.append(Taken(clean_name(one.name, kind), kind, one.content))
    return tuple(taken), tuple(left)


def _judged(one: Upload, room: int, already: int) -> tuple[FileKind | None, str]:
    """The kind of a file, or why it may not be passed on."""
    if already >= MOST_FILES:
        return None, TOO_MANY
    if not one.content:
        return None, EMPTY
    if len(one.content) > room:
        return None, TOO_LARGE
    return kind_of(one.content, one.name), CARRIES if carries_files(one.content) else UNKNOWN
