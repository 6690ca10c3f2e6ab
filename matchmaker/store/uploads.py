"""Files that people brought in: kept under a name of ours, never under theirs."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from matchmaker.core.words import N_
from matchmaker.errors import Invalid

PIECE = 64 * 1024


def keep_upload(folder: Path, name: str, stream: IO[bytes], *, most: int) -> Path:
    """Write a stream to a new file and see it on the disk; nothing stays of one that is too large.

    Raises:
        Invalid: it has more than `most` bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    try:
        with path.open("xb") as handle:
            size = 0
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > most:
                    raise Invalid(
                        N_("The file has more than %(most)s MB. Split it, or leave out columns."),
                        most=f"{most / 1e6:g}",
                    )
                handle.write(piece)
            handle.flush()
            os.fsync(handle.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def drop_upload(folder: Path, name: str) -> bool:
    """Delete a kept file, and say whether it was there; one that is gone already is no fault."""
    there = (folder / name).exists()
    (folder / name).unlink(missing_ok=True)
    return there


def holds_words(path: Path, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a kept file, workbooks included; a file that is gone holds none."""
    if not path.is_file():
        return False
    forms = {form for word in words for form in _encoded(word)}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            contents = (archive.read(name) for name in archive.namelist())
            return any(form in content.lower() for content in contents for form in forms)
    content = path.read_bytes().lower()
    return any(form in content for form in forms)


def _encoded(word: str) -> Iterable[bytes]:
    """A word in small letters, as files of spreadsheet programs may hold it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
        yield word.lower().encode(encoding, "ignore")
