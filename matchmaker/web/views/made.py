"""The view of the ties that came since a day: how many, from where, and whom they join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matchmaker.core.ecosystem.growth import MadeCounts, Pair
from matchmaker.web.layout import day as in_words
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.figures import kind_words
from matchmaker.web.words import _, ngettext

MOST_PLACES = 8
FORM, DEMO = "form", "demo"


@dataclass(frozen=True, slots=True)
class Made:
    """The ties that came since a day: how many, from where, and whom they join."""

    said: str
    sources: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    places: list[tuple[str, int]]


def made_view(made: MadeCounts, since: date) -> Made:
    """The ties of a region's members that came since a day."""
    return Made(
        said=_said(made.inside, made.outside, in_words(since)),
        sources=[(_source(*key), count) for key, count in made.sources],
        kinds=[(_joined(kind_words(one), kind_words(other)), n) for (one, other), n in made.kinds],
        places=[(_places(codes), count) for codes, count in made.places[:MOST_PLACES]],
    )


def _said(inside: int, outside: int, day: str) -> str:
    if not inside and not outside:
        return _("No tie has been added since %(day)s.", day=day)
    said = ngettext(
        "Since %(day)s, %(num)d tie inside the region has been added.",
        "Since %(day)s, %(num)d ties inside the region have been added.",
        inside,
        day=day,
    )
    if not outside:
        return said
    away = ngettext("%(num)d more leads out of the region.", "%(num)d more lead out of the region.", outside)
    return f"{said} {away}"


def _places(codes: Pair) -> str:
    one, other = (region_name(code) if code else _("Place not known") for code in codes)
    return _("Within %(name)s", name=one) if codes[0] == codes[1] else _joined(one, other)


def _joined(one: str, other: str) -> str:
    return _("%(one)s and %(other)s", one=one, other=other)


def _source(source: str, imported: bool) -> str:
    if imported:
        return _("Import of %(name)s", name=source)
    known = {FORM: _("Entered on a profile"), DEMO: _("Part of this demonstration"), "": _("Not known")}
    return known.get(source, source)
