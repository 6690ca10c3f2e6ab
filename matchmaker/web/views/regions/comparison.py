"""A region beside its neighbours and its country: figures for each 100 stakeholders, and what stands out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import KINDS
from matchmaker.services import ecosystem, places
from matchmaker.services.ecosystem import Compared, Standing
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _

FEWEST = 10
"""Of a smaller region nothing is said to stand out: one more or less would change it."""

MUCH = 1.5
MUCH_SHARE = 10
"""A figure stands out that is half as high again; a share does that is ten points higher."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: its words, where its value comes from, and whether it is a share of all."""

    text: str
    value: Callable[[Compared], float]
    share: bool = True
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with the width of its bar."""

    label: str
    text: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One region; `note` says what it is to the region of the page."""

    name: str
    url: str
    note: str
    people: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What the section shows; without lines there is nothing to compare with."""

    measures: list[Measure]
    lines: list[Line]
    remarks: list[str]


def comparison_view(region: Region, standing: Standing) -> ComparisonView:
    """The region, its neighbours and what is around it, by the figures of the last survey."""
    measures = _measures()
    found = ecosystem.find_comparison(context.session(), region, standing)
    if found is None:
        return ComparisonView(measures, [], [])
    notes = {found.here.code: _("this region"), found.whole.code: _("as a whole")}
    beside = [found.here, *found.neighbours, found.whole]
    highest = [max(1.0, *(measure.value(one) for one in beside)) for measure in measures]
    lines = [_line(region, one, measures, highest, notes.get(one.code, "")) for one in beside]
    return ComparisonView(measures, lines, _remarks(found.here, found.whole, measures))


def _measures() -> list[Measure]:
    def per_hundred(number: Callable[[Compared], float]) -> Callable[[Compared], float]:
        return lambda one: 100 * number(one) / max(1, one.counts["people"])

    def of_kind(kind: Kind) -> Callable[[Compared], float]:
        return per_hundred(lambda one: one.counts["kinds"].get(kind.value, 0))

    return [
        Measure(_("Ties"), per_hundred(lambda one: one.figures["ties"] or 0), share=False),
        Measure(_("Needs"), per_hundred(lambda one: one.counts["needs"]), share=False),
        Measure(_("Offers"), per_hundred(lambda one: one.counts["offers"]), share=False),
        *(Measure(_(KINDS[kind].many), of_kind(kind), kind=kind.value) for kind in Kind),
        Measure(_("Without a tie there"), per_hundred(lambda one: one.figures["isolated"] or 0)),
    ]


def _line(region: Region, one: Compared, measures: list[Measure], highest: list[float], note: str) -> Line:
    values = [measure.value(one) for measure in measures]
    cells = [
        Cell(measure.text, _number(value), round(100 * value / most))
        for measure, value, most in zip(measures, values, highest, strict=True)
    ]
    return Line(
        name=_name(one.code),
        url="" if one.code == region.code else url_for("regions.show", code=one.code or places.EVERYWHERE),
        note=note,
        people=_number(one.counts["people"]),
        cells=cells,
    )


def _name(code: str) -> str:
    return region_name(code) if code else _("Europe")


def _remarks(here: Compared, wide: Compared, measures: list[Measure]) -> list[str]:
    """What stands out against the country, in words."""
    if here.counts["people"] < FEWEST:
        return []
    said = []
    for measure in measures:
        mine, theirs = measure.value(here), measure.value(wide)
        if _more(measure, mine, theirs):
            said.append(_sentence(_("%(what)s: more than in %(place)s"), measure, mine, theirs, wide))
        elif _more(measure, theirs, mine):
            said.append(_sentence(_("%(what)s: fewer than in %(place)s"), measure, mine, theirs, wide))
    return said


def _more(measure: Measure, one: float, other: float) -> bool:
    return one - other >= MUCH_SHARE if measure.share else one >= MUCH * max(other, 1.0)


def _sentence(words: str, measure: Measure, mine: float, theirs: float, wide: Compared) -> str:
    what = words % {"what": measure.text, "place": _name(wide.code)}
    return _(
        "%(what)s (%(mine)s against %(theirs)s for each 100 stakeholders).",
        what=what,
        mine=_number(mine),
        theirs=_number(theirs),
    )


def _number(value: float) -> str:
    return i18n.number(value, context.language())
