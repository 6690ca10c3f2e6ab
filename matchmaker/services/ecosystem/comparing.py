"""A region beside its neighbours and its country, by what the last survey found in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.ecosystem.neighbours import around, neighbours
from matchmaker.core.regions import Region
from matchmaker.models import RegionSurvey
from matchmaker.services import places
from matchmaker.services.ecosystem.reading import is_of_this_release
from matchmaker.services.ecosystem.standing import Standing


@dataclass(frozen=True, slots=True)
class Compared:
    """What was counted in one region; `counts` as in `core.ecosystem.counts`."""

    code: str
    figures: Figures
    counts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A region, its neighbours, and what it is measured by: its country, or all together."""

    here: Compared
    neighbours: tuple[Compared, ...]
    whole: Compared


def find_comparison(session: Session, region: Region, standing: Standing) -> Comparison | None:
    """The region beside others; None for all together, and where no survey tells of it."""
    near = neighbours(places.get_regions(), region.code, standing.inhabited)
    wide = around(region.code, standing.inhabited)
    found = {one.code: one for one in list_compared(session, [region.code, *near, wide])}
    if not region.code or region.code not in found or wide not in found:
        return None
    others = tuple(found[code] for code in near if code in found)
    return Comparison(found[region.code], others, found[wide])


def list_compared(session: Session, codes: Sequence[str]) -> list[Compared]:
    """Those of the regions of which there is a survey, in their order."""
    # Only these two parts: the others of a large region are long, and nobody compares them.
    parts = RegionSurvey.content["figures"], RegionSurvey.content["counts"]
    query = select(RegionSurvey.region, *parts).where(RegionSurvey.region.in_(codes), is_of_this_release())
    found = {code: Compared(code, figures, counts or {}) for code, figures, counts in session.execute(query)}
    return [found[code] for code in codes if code in found and found[code].counts]
