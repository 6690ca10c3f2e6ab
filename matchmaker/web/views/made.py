"""The view of the ties that came since a day: how many, from where, and whom they join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.core.ecosystem.growth import MadeTie
from matchmaker.core.entities import Profile
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


def made_view(made: Sequence[MadeTie], members: Mapping[str, Profile], since: date) -> Made:
    """The ties of a region's members that came since a day."""
    inside = [tie for tie in made if tie.a in members and tie.b in members]
    sources = Counter((tie.source, tie.imported) for tie in made)
    kinds = Counter(tuple(sorted(members[key].kind or "" for key in (tie.a, tie.b))) for tie in inside)
    places = Counter(tuple(sorted({members[key].region for key in (tie.a, tie.b)})) for tie in inside)
    return Made(
        said=_said(len(inside), len(made) - len(inside), in_words(since)),
        sources=[(_source(*key), count) for key, count in sources.most_common()],
        kinds=[(_joined(kind_words(one), kind_words(other)), n) for (one, other), n in kinds.most_common()],
        places=[(_places(codes), count) for codes, count in places.most_common(MOST_PLACES)],
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


def _places(codes: tuple[str, ...]) -> str:
    names = [region_name(code) if code else _("Place not known") for code in codes]
    return _joined(*names) if len(names) > 1 else _("Within %(name)s", name=names[0])


def _joined(one: str, other: str) -> str:
    return _("%(one)s and %(other)s", one=one, other=other)


def _source(source: str, imported: bool) -> str:
    if imported:
        return _("Import of %(name)s", name=source)
    known = {FORM: _("Entered on a profile"), DEMO: _("Part of this demonstration"), "": _("Not known")}
    return known.get(source, source)
