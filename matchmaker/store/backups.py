"""Copies of the database that an update makes before it begins."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

FOLDER = "backups"
NAMES = "before-migrating-from-*"
"""Only what an update made by itself; what an operator puts there is theirs."""


def drop_old_backups(instance: Path, *, before: datetime) -> int:
    """Delete those that were written before a moment; how many they were."""
    old = [one for one in (instance / FOLDER).glob(NAMES) if one.stat().st_mtime < before.timestamp()]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)
