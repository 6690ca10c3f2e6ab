"""The view of the impact report: figures as sentences, each with its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.introductions.evidence import Answer, Evidence, Group, Way
from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.services.introductions.evidence import Impact, NetworkChange, Period
from matchmaker.web.layout import day
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.evidence_words import (
    DISTANCES,
    answers_of,
    days_words,
    grouped,
    lead_of,
    rate_words,
)
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.figures import difference_text, figure_label, figure_text, kind_words
from matchmaker.web.views.introductions.words import DECLINES_TOLD, STATES_COUNTED
from matchmaker.web.words import _

COMPARED = ("stakeholders", "ties", "isolated", "components", "largest", "mean_degree", "mean_path")
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class WayRow:
    """How many of one group came how far."""

    label: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who was left out."""

    name: str
    url: str
    kind: Kind | None
    place: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of people, and how often they were suggested on average."""

    label: str
    people: str
    shown: str


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """The network of one region on two days."""

    region: str
    then: str
    now: str
    rows: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What the page shows."""

    title: str
    period: str
    url: str
    csv_url: str
    since: str
    until: str
    made_on: str
    lead: list[str]
    essence: list[tuple[str, str]]
    states: list[tuple[str, str]]
    answers: list[tuple[str, str]]
    remarks: list[str]
    declines: list[tuple[str, str]]
    heads: list[str]
    kinds: list[WayRow]
    distances: list[WayRow]
    groups: list[GroupRow]
    never: list[Named]
    more: int
    changes: list[ChangeTable]
    unsurveyed: str


def report_view(title: str, impact: Impact, period: Period, urls: tuple[str, str]) -> ReportView:
    """The report of a pilot or a region; `urls` are those of the page and of its CSV."""
    found = impact.evidence
    never = [impact.people[key] for key in found.reach.never.ids]
    named = sorted(never, key=lambda one: (one.name, one.id))
    return ReportView(
        title=title,
        period=_period(period),
        url=urls[0],
        csv_url=urls[1],
        since=period.since.isoformat() if period.since else "",
        until=period.until.isoformat() if period.until else "",
        made_on=day(context.now()),
        lead=lead_of(found.way),
        essence=_essence(found),
        states=[(_(STATES_COUNTED[one]), grouped(found.states[one])) for one in State if one in found.states],
        answers=_answers(found),
        remarks=answers_of(found.answers.get(Answer.WAITING, 0), found.answers.get(Answer.WITHDRAWN, 0)),
        declines=_declines(found.declines),
        heads=[_("Begun"), _("Asked"), _("Both said yes"), _("Met"), _("Partners")],
        kinds=[WayRow(_pair(*pair), _cells(way)) for pair, way in found.kinds.items()],
        distances=[WayRow(_(DISTANCES[key]), _cells(way)) for key, way in found.distances.items()],
        groups=_groups(found),
        never=[_named(one) for one in named[:MOST_NAMED]],
        more=max(0, len(named) - MOST_NAMED),
        changes=[_change(one) for one in impact.changes],
        unsurveyed=", ".join(region_name(code) if code else _("Europe") for code in impact.unsurveyed),
    )


def _period(period: Period) -> str:
    since, until = period.since, period.until
    if since and until:
        return _("Introductions that began from %(since)s to %(until)s", since=day(since), until=day(until))
    if since:
        return _("Introductions that began since %(day)s", day=day(since))
    if until:
        return _("Introductions that began until %(day)s", day=day(until))
    return _("All introductions so far")


def _essence(found: Evidence) -> list[tuple[str, str]]:
    way = found.way
    return [
        (grouped(way.begun), _("introductions begun")),
        (grouped(way.accepted), _("where both said yes")),
        (grouped(way.met), _("pairs that met")),
        (grouped(way.partners), _("partnerships")),
    ]


def _answers(found: Evidence) -> list[tuple[str, str]]:
    return [
        (_("Both said yes, of those answered or run out"), rate_words(found.acceptance)),
        (_("From the question to the last answer, median"), days_words(found.days.cases, found.days.value)),
        (_("Meetings that took place, of those told of"), rate_words(found.kept)),
        (_("Partnerships, of the pairs that met"), rate_words(found.partnerships)),
    ]


def _declines(declines: Mapping[DeclineReason, int]) -> list[tuple[str, str]]:
    most_first = sorted(declines.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(_(DECLINES_TOLD[reason]), grouped(count)) for reason, count in most_first]


def _pair(one: str, other: str) -> str:
    return _("%(one)s and %(other)s", one=kind_words(one), other=kind_words(other))


def _cells(way: Way) -> list[str]:
    return [grouped(count) for count in (way.begun, way.asked, way.accepted, way.met, way.partners)]


def _groups(found: Evidence) -> list[GroupRow]:
    reach = found.reach
    rows = (
        (_("Introduced to somebody"), reach.introduced),
        (_("In an introduction that did not come so far, or not yet"), reach.tried),
        (_("In no introduction"), reach.never),
    )
    return [GroupRow(label, grouped(len(group.ids)), _shown(group)) for label, group in rows]


def _shown(group: Group) -> str:
    return "–" if group.shown is None else i18n.decimal(group.shown, context.language())


def _named(one: Profile) -> Named:
    return Named(one.name, url_for("stakeholders.show", id=one.id), one.kind, place_of(one))


def _change(change: NetworkChange) -> ChangeTable:
    rows = []
    for name in COMPARED:
        before, after = change.then.get(name), change.now.get(name)
        if before is not None and after is not None:
            by = difference_text(name, after - before)
            rows.append((figure_label(name), figure_text(name, before), figure_text(name, after), by))
    region = region_name(change.region) if change.region else _("Europe")
    return ChangeTable(region, day(change.then_on), day(change.now_on), rows)
