"""How lists stand in a survey: the first ones, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST = 50
"""So many rows of a list are kept; nobody reads more."""


def listed(rows: Sequence[Any]) -> dict[str, Any]:
    """The first rows and the number of all."""
    return {"total": len(rows), "rows": list(rows[:MOST])}
