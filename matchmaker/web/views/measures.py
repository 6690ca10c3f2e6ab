"""The measures of a region in words and figures, beside those of its country and of everybody."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import context, i18n
from matchmaker.core.ecosystem.bands import FEWEST_TIES
from matchmaker.core.entities import Profile
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem import Reading, Readings
from matchmaker.services.network import Snapshot
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.figures import figure_text
from matchmaker.web.views.measure_words import GROUPS, ROLES, WORDS
from matchmaker.web.views.ways import Way
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: figures as text, "–" where there is none, and two sentences with a way to act."""

    title: str
    term: str
    here: str
    country: str
    everywhere: str
    means: str
    advice: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class MeasuresView:
    """All measures by section; `country` and `everywhere` head their columns, "" where there is none."""

    lead: str
    country: str
    everywhere: str
    sections: list[tuple[str, list[MeasureRow]]]
    central: list[Profile]
    sampled: str


def measures_view(region: Region, found: Readings, live: Snapshot, ways: list[Way]) -> MeasuresView:
    """What the page of a region's measures shows."""
    rows = {reading.name: _row(reading, ways) for reading in found.rows}
    people = (live.profiles.get(key) for key in found.central)
    return MeasuresView(
        lead=_lead(found),
        country=region_name(region.code[:2]) if region.level > 0 else "",
        everywhere=_("Europe") if region.code else "",
        sections=[(str(title), [rows[name] for name in names]) for title, names in GROUPS],
        central=[one for one in people if one and one.rankable],
        sampled=_sampled(found),
    )


def _lead(found: Readings) -> str:
    people = ngettext("%(num)d stakeholder", "%(num)d stakeholders", _count(found, "stakeholders"))
    ties = ngettext("%(num)d tie between them", "%(num)d ties between them", _count(found, "ties"))
    groups = ngettext("%(num)d group", "%(num)d groups", _count(found, "communities"))
    return _("%(people)s, %(ties)s, %(groups)s.", people=people, ties=ties, groups=groups)


def _count(found: Readings, name: str) -> int:
    return round(found.figures.get(name) or 0)


def _sampled(found: Readings) -> str:
    error = found.figures.get("betweenness_error")
    if error is None:
        return ""
    return _(
        "In a network of this size the ways between others are a sample. The share on which one lies is off"
        " by at most %(error)s%%, with a chance of nine in ten.",
        error=i18n.decimal(100 * error, context.language()),
    )


def _row(reading: Reading, ways: list[Way]) -> MeasureRow:
    words = WORDS[reading.name]
    figures = (reading.here, reading.country, reading.everywhere)
    here, country, everywhere = (figure_text(reading.name, one) for one in figures)
    title, term = str(words.title), str(words.term)
    if reading.band is None:
        return MeasureRow(title, term, here, country, everywhere, _silence(reading), "")
    means, advice, where = words.at(reading.band)
    way = next((one for one in ways if one.endpoint == where), None)
    return MeasureRow(
        title, term, here, country, everywhere, means, advice,
        way.url if way else "", _link(way) if way else "",
    )  # fmt: skip


def _silence(reading: Reading) -> str:
    if reading.name == "assortativity_region":
        return _("All ties here lie within one region, or there are too few to tell.")
    return _("There are fewer than %(num)s ties here, or one kind only: too little to tell.", num=FEWEST_TIES)


def _link(way: Way) -> str:
    return _("See the roles") if way.endpoint == ROLES else way.text
