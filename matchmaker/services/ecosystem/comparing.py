"""A region beside its neighbours and its country, by what the last survey found in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.measures import Figures
from matchmaker.models import RegionSurvey


@dataclass(frozen=True, slots=True)
class Compared:
    """What was counted in one region; `counts` as in `core.ecosystem.counts`."""

    code: str
    figures: Figures
    counts: Mapping[str, Any]


def list_compared(session: Session, codes: Sequence[str]) -> list[Compared]:
    """Those of the regions of which there is a survey, in their order."""
    # Only these two parts: the others of a large region are long, and nobody compares them.
    parts = RegionSurvey.content["figures"], RegionSurvey.content["counts"]
    query = select(RegionSurvey.region, *parts).where(RegionSurvey.region.in_(codes))
    found = {code: Compared(code, figures, counts or {}) for code, figures, counts in session.execute(query)}
    return [found[code] for code in codes if code in found and found[code].counts]
