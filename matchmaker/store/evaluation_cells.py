"""Single cells of an evaluation folder: what cannot be read is not known, never an error."""

from __future__ import annotations

import math
from datetime import date

from matchmaker.core.distance import is_point


def as_day(text: str) -> date | None:
    """A day from "2016-11-01", "2016-11" or "2016"; the first of the month or the year."""
    whole = text[:10] + "-01" * {7: 1, 4: 2}.get(len(text), 0)
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def as_weight(text: str) -> float:
    """How much a tie weighs; 1 where that is not said, since it is a tie all the same."""
    weight = _number(text)
    return weight if weight is not None and weight > 0 else 1.0


def as_point(lat: str, lon: str) -> tuple[float, float] | tuple[None, None]:
    """A point on the globe, or two Nones."""
    north, east = _number(lat), _number(lon)
    if north is None or east is None or not is_point(north, east):
        return None, None
    return north, east


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
