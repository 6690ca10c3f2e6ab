"""The match-quality ledger: what the releases of this program reached where it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from matchmaker.core.quality import Result
from matchmaker.store.quality import FOLDER, read_results


@dataclass(frozen=True, slots=True)
class Ledger:
    """The installed version, its results, and those of other releases."""

    version: str
    current: tuple[Result, ...]
    others: tuple[Result, ...]


def get_ledger(folder: Path = FOLDER) -> Ledger:
    """All that was measured, the newest first."""
    version, results = installed(), read_results(folder)
    current = tuple(one for one in results if one.belongs_to(version))
    return Ledger(version, current, tuple(one for one in results if one not in current))


@cache
def installed() -> str:
    """The installed version; empty where the program runs without having been installed."""
    try:
        return metadata.version("matchmaker")
    except metadata.PackageNotFoundError:
        return ""
