"""The measures of a region beside those of its country and of everybody, ready to be put into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.bands import CUTS, Band, band_of, value_of
from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem.reading import find_region_survey


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure: here, in the country and everywhere; None where it says nothing, no band then."""

    name: str
    here: float | None
    country: float | None
    everywhere: float | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class Readings:
    """All measures of a region. `central` are ids of who is best placed."""

    taken_at: datetime
    figures: Figures
    rows: tuple[Reading, ...] = ()
    central: tuple[str, ...] = field(default=())


def find_readings(session: Session, region: Region) -> Readings | None:
    """The measures of the newest survey; None where nobody is there, or none was taken yet."""
    report = find_region_survey(session, region.code)
    if report is None:
        return None
    country = _figures(session, region.code[:2]) if region.level > 0 else {}
    everywhere = _figures(session, EVERYBODY) if region.code else {}
    rows = [_reading(name, report.figures, country, everywhere) for name in CUTS]
    central = report.parts.get("roles", {}).get("central", ())
    return Readings(report.taken_at, report.figures, tuple(rows), tuple(central))


def _figures(session: Session, code: str) -> Figures:
    report = find_region_survey(session, code)
    return report.figures if report else {}


def find_band(name: str, figures: Figures) -> Band | None:
    """Whether a measure is low, middling or high; None where its value says nothing."""
    value = value_of(name, figures)
    return None if value is None else band_of(name, value)


def _reading(name: str, here: Figures, country: Figures, everywhere: Figures) -> Reading:
    values = [value_of(name, figures) for figures in (here, country, everywhere)]
    return Reading(name, values[0], values[1], values[2], find_band(name, here))
