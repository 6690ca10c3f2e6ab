"""The view of a region over time: its figures day by day, and how its ties came to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from matchmaker.core.ecosystem.growth import MadeTie, Pair
from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem import Growth, Past
from matchmaker.web.layout import day as in_words
from matchmaker.web.views.figures import (
    change_text,
    difference_text,
    figure_label,
    figure_text,
    kind_words,
    pairs_in,
)
from matchmaker.web.views.lines import Line, line_of
from matchmaker.web.views.made import Made, made_view
from matchmaker.web.views.ways import address_code
from matchmaker.web.views.years import YearsView, years_view

CHARTED = ("stakeholders", "ties", "isolated", "components")
MOST_PAIRS = 4
LOOK_BACK = timedelta(days=90)
"""How far back one looks where no day is chosen."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure over the days: in words, as a line, as a table."""

    name: str
    title: str
    now: str
    said: str
    line: Line
    first: str
    last: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One day that one can look back to."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure on a day beside today's."""

    label: str
    then: str
    now: str
    by: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The ties between two kinds, and how many more they have become."""

    count: str
    by: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """The ties of one kind with each kind."""

    kind: str
    words: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class TimesPage:
    """What the page shows."""

    url: str
    day: str
    charts: list[Chart]
    choices: list[Choice]
    compared: list[Compared]
    kind_heads: list[tuple[str, str]]
    kinds: list[KindRow]
    made: Made
    years: YearsView | None


def looked_back_to(past: Past, wanted: date | None, today: date) -> date:
    """The day that is set beside today: the wanted one where it was surveyed, else the first of late."""
    days = [day for day, _figures in past]
    if wanted is not None and wanted in days:
        return wanted
    return next((day for day in days if day >= today - LOOK_BACK), today - LOOK_BACK)


def times_page(
    region: Region, past: Past, growth: Growth, made: Sequence[MadeTie], *, since: date
) -> TimesPage:
    """The page of one region."""
    then = dict(past).get(since, {})
    now: Figures = past[-1][1] if past else {}
    kinds = sorted({kind for pair in growth.kinds for kind in pair}, key=lambda k: (k == "", k))
    return TimesPage(
        url=url_for("times.show", code=address_code(region)),
        day=in_words(since),
        charts=charts_of(past),
        choices=_choices(past, since),
        compared=_compared(then, now) if len(past) > 1 else [],
        kind_heads=[(kind, kind_words(kind)) for kind in kinds],
        kinds=[_kind_row(kind, kinds, growth.kinds, then, now) for kind in kinds],
        made=made_view(made, growth.members, since),
        years=years_view(growth),
    )


def charts_of(past: Past, *, most_pairs: int = MOST_PAIRS) -> list[Chart]:
    """The charts of what is counted; a figure that was never measured has none."""
    if not past:
        return []
    names = [*CHARTED, *pairs_in(past[-1][1])[:most_pairs]]
    charts = [(name, _chart(name, past)) for name in names]
    return [chart for _name, chart in charts if chart is not None]


def _chart(name: str, past: Past) -> Chart | None:
    points = [(day, value) for day, figures in past if (value := figures.get(name)) is not None]
    if not points:
        return None
    (first, before), (last, after) = points[0], points[-1]
    return Chart(
        name=name,
        title=figure_label(name),
        now=figure_text(name, after),
        said=change_text(before, after, in_words(first)) if len(points) > 1 else "",
        line=line_of(points),
        first=in_words(first) if len(points) > 1 else "",
        last=in_words(last),
        rows=[(in_words(day), figure_text(name, value)) for day, value in reversed(points)],
    )


def _choices(past: Past, since: date) -> list[Choice]:
    """The days but the last one, which stands beside each of them; the newest first."""
    days = [day for day, _figures in past[:-1]]
    return [Choice(day.isoformat(), in_words(day), day == since) for day in reversed(days)]


def _compared(then: Figures, now: Figures) -> list[Compared]:
    names = [*CHARTED, *pairs_in(then, now)]
    return [
        Compared(
            figure_label(name),
            figure_text(name, then.get(name)),
            figure_text(name, now.get(name)),
            _by(name, then, now),
        )
        for name in names
        if now.get(name) is not None and (name in CHARTED or then.get(name) is not None)
    ]


def _by(name: str, then: Figures, now: Figures) -> str:
    before, after = then.get(name), now.get(name)
    return difference_text(name, None if before is None or after is None else after - before)


def _kind_row(kind: str, kinds: list[str], counts: dict[Pair, int], then: Figures, now: Figures) -> KindRow:
    pairs = [(kind, other) if kind <= other else (other, kind) for other in kinds]
    cells = []
    for one, other in pairs:
        by = _by(f"ties_{one}_{other}", then, now)
        cells.append(Cell(figure_text("ties", counts.get((one, other), 0)), "" if by == "–" else by))
    return KindRow(kind, kind_words(kind), cells)
