"""The shapes of regions in the instance folder: one file for each level of the NUTS."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matchmaker.core.maps.projection import Floats
from matchmaker.core.maps.shapes import Shapes, as_numbers, from_numbers

LEVELS = range(4)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is installed for one level."""

    level: int
    count: int
    notice: str


def keep_shapes(folder: Path, level: int, rings: Mapping[str, Sequence[Floats]], notice: str) -> None:
    """Install the shapes of a level in place of those before; a reader finds the old or the new ones."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"notice": notice, "shapes": {code: as_numbers(own) for code, own in sorted(rings.items())}}
    target = _file(folder, level)
    draft = target.with_suffix(f".{os.getpid()}.new")
    try:
        with draft.open("w", encoding="utf-8") as handle:
            json.dump(content, handle, ensure_ascii=False, separators=(",", ":"))
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def drop_shapes(folder: Path, level: int) -> bool:
    """Remove the shapes of a level; whether there were any."""
    target = _file(folder, level)
    there = target.is_file()
    target.unlink(missing_ok=True)
    return there


def list_shapes(folder: Path) -> list[Kept]:
    """What is installed, by level."""
    found = [(level, open_shapes(folder, level)) for level in LEVELS if _file(folder, level).is_file()]
    return [Kept(level, len(one.rings), one.notice) for level, one in found]


def open_shapes(folder: Path, level: int) -> Shapes:
    """The shapes of a level, read once until they are installed anew; none where there are none."""
    path = _file(folder, level)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return Shapes()
    return _read(path, changed)


# As many as are in use: every level that is installed. An older version is let go when it is installed anew.
@lru_cache(maxsize=len(LEVELS))
def _read(path: Path, _changed: int) -> Shapes:
    content = json.loads(path.read_bytes())
    rings = {code: from_numbers(numbers) for code, numbers in content["shapes"].items()}
    return Shapes(rings, content["notice"])


def _file(folder: Path, level: int) -> Path:
    return folder / f"level-{level}.json"
