"""Copies of somebody's data: one archive each, kept beside the database until its time is over."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from matchmaker.store.export import csv_bytes


class Archive:
    """A new archive; it takes its name when it is whole, so that nobody fetches half of one."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / name
        self._draft = folder / f"{name}.part"
        self._draft.unlink(missing_ok=True)
        self._draft.touch(mode=0o600)
        self._zip = zipfile.ZipFile(self._draft, "w", zipfile.ZIP_DEFLATED)

    def add_table(self, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """A table as JSON and as CSV: both hold the same."""
        text = json.dumps(list(rows), ensure_ascii=False, indent=2)
        self._zip.writestr(f"json/{name}.json", text)
        cells = ([cell_of(row.get(column)) for column in columns] for row in rows)
        self._zip.writestr(f"csv/{name}.csv", csv_bytes(columns, cells))

    def add_text(self, name: str, text: str) -> None:
        """A text."""
        self._zip.writestr(name, text)

    def add_bytes(self, name: str, content: bytes) -> None:
        """A file as it came."""
        self._zip.writestr(name, content)

    def add_file(self, name: str, path: Path) -> bool:
        """A file that lies elsewhere; whether it was there."""
        if path.is_file():
            self._zip.write(path, name)
            return True
        return False

    def close(self) -> int:
        """Finish it; the answer is its size."""
        self._zip.close()
        os.replace(self._draft, self._path)  # noqa: PTH105 - the same as rename, which some systems refuse over a file
        return self._path.stat().st_size


def cell_of(value: Any) -> str:
    """A value of JSON as a cell: text as it is, nothing as nothing, all else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def list_copies(folder: Path) -> list[str]:
    """The names of the files in a folder; none where there is no folder."""
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def drop_copies(folder: Path, names: Iterable[str]) -> None:
    """Delete copies; one that is gone already is no fault."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
