"""The view of the years in which the ties of a region began, with the picture at the end of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.ecosystem.grown import Grown
from matchmaker.services.ecosystem import Growth
from matchmaker.web.views.lines import Bar, bars_of
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class YearBar:
    """The ties that began in one year."""

    year: int
    count: int
    until: int
    bar: Bar
    state: str


@dataclass(frozen=True, slots=True)
class YearsView:
    """The years of the ties, with the picture at the end of the chosen one."""

    bars: list[YearBar]
    first: int
    last: int
    said: str
    undated: str
    caption: str
    drawing: Grown


def years_view(growth: Growth) -> YearsView | None:
    """The years, or None where no tie tells when it began."""
    years, drawing = growth.years, growth.drawing
    if drawing is None:
        return None
    counts = [count for _year, count in years.begun]
    bars = [
        YearBar(year, count, years.until(year), bar, _state(year, drawing.year))
        for (year, count), bar in zip(years.begun, bars_of(counts), strict=True)
    ]
    return YearsView(
        bars, years.first, years.last, _grown(growth, drawing), _undated(growth), _caption(drawing), drawing
    )


def _state(year: int, chosen: int) -> str:
    return "now" if year == chosen else "earlier" if year < chosen else "later"


def _grown(growth: Growth, drawing: Grown) -> str:
    return ngettext(
        "At the end of %(year)s there was %(num)d tie of those that are known today.",
        "At the end of %(year)s there were %(num)d ties of those that are known today.",
        growth.years.until(drawing.year),
        year=drawing.year,
    )


def _undated(growth: Growth) -> str:
    if not growth.years.undated:
        return ""
    return ngettext(
        "Of %(num)d more tie we do not know when it began.",
        "Of %(num)d more ties we do not know when they began.",
        growth.years.undated,
    )


def _caption(drawing: Grown) -> str:
    said = _(
        "Thick lines are the ties that began in %(year)s. Pale shapes had no tie yet.", year=drawing.year
    )
    if drawing.left_out:
        said += " " + ngettext(
            "%(num)d stakeholder with few ties is left out.",
            "%(num)d stakeholders with few ties are left out.",
            drawing.left_out,
        )
    return said
