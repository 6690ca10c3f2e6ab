"""The view of a fiche: what it says, in the reader's words, for the page and for paper alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker import context, i18n
from matchmaker.core.ecosystem.fiche import Content
from matchmaker.core.vocabulary import label
from matchmaker.services import places
from matchmaker.services.fiches import Read
from matchmaker.services.network import Snapshot
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.fiche_changes import ChangesView, changes_view
from matchmaker.web.views.fiche_words import GapRow, Named, Names, WorthRow
from matchmaker.web.views.figures import EXPLAINED, figure_label, figure_meaning, figure_text, kind_words
from matchmaker.web.views.lines import Bar, bars_of
from matchmaker.web.views.ways import region_title
from matchmaker.web.words import _, ngettext

MOST_NAMED = 60
LAST_YEARS = 20


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many of one kind are there."""

    kind: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the network with what it means."""

    label: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LackingRow:
    """How many of one kind have no tie to anybody of another."""

    kind: str
    other: str
    who: str
    whom: str
    count: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some organisations of whom the same is said."""

    title: str
    text: str
    named: list[Named]
    more: str


@dataclass(frozen=True, slots=True)
class YearsBars:
    """The ties that began in each of the last years."""

    bars: list[tuple[int, int, Bar]]
    said: str


@dataclass(frozen=True, slots=True)
class FichePage:
    """What the page and the paper show."""

    title: str
    around: str
    number: int
    day: str
    made: str
    lead: list[str]
    kinds: list[KindCount]
    essence: list[tuple[str, str]]
    changes: ChangesView | None
    districts: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    fresh: list[tuple[str, str]]
    figures: list[FigureRow]
    years: YearsBars | None
    groups: list[Group]
    lacking: list[LackingRow]
    gaps: list[GapRow] | None
    worth: list[WorthRow]
    worth_said: str


def fiche_page(read: Read, live: Snapshot, *, on_paper: bool = False) -> FichePage:
    """One fiche."""
    content, names = read.content, Names(live, on_paper=on_paper)
    return FichePage(
        title=region_title(read.region),
        around=_around(content.region),
        number=read.fiche.number,
        day=day(content.day),
        made=_made(content),
        lead=_lead(content),
        kinds=[KindCount(kind, kind_words(kind), _number(n)) for kind, n in _by_count(content.kinds)],
        essence=_essence(content),
        changes=changes_view(read, names),
        districts=[
            (region_name(code) if code else _("Not known"), _number(n)) for code, n in content.districts
        ],
        themes=[(_(label(key)), _number(count)) for key, count in content.themes],
        fresh=_fresh(content),
        figures=_figures(content),
        years=_years(content),
        groups=_groups(content, names),
        gaps=None if content.unanswered is None else [names.gap(gap) for gap in content.gaps],
        lacking=_lacking(content),
        worth=names.worth(content.worth),
        worth_said=_worth_said(content),
    )


def _around(code: str) -> str:
    """The regions around this one, the nearest first, in one line."""
    return ", ".join(region_title(one) for one in places.get_regions().ancestors(code))


def _made(content: Content) -> str:
    said = _("Made on %(day)s with release %(release)s.", day=day(content.day), release=content.release)
    if content.counted is None:
        return said + " " + _("The network had not been surveyed yet.")
    return said + " " + _("The network was surveyed on %(day)s.", day=day(content.counted))


def _lead(content: Content) -> list[str]:
    """The essence in a few sentences."""
    size = len(content.members)
    said = [ngettext("%(num)d stakeholder is here.", "%(num)d stakeholders are here.", size)]
    if (ties := content.figures.get("ties")) is not None:
        said.append(ngettext("%(num)d tie joins them.", "%(num)d ties join them.", round(ties)))
    if content.alone:
        said.append(ngettext("%(num)d has no tie at all.", "%(num)d have no tie at all.", len(content.alone)))
    if content.unanswered:
        said.append(
            ngettext(
                "%(num)d need has no answer near by.",
                "%(num)d needs have no answer near by.",
                content.unanswered,
            )
        )
    return said


def _essence(content: Content) -> list[tuple[str, str]]:
    """The figures beside those by kind."""
    rows = [(_number(content.needs), _("open needs")), (_number(content.offers), _("open offers"))]
    if (ties := content.figures.get("ties")) is not None:
        rows.insert(0, (_number(ties), _("ties between them")))
    return [*rows, (_number(len(content.alone)), _("without any tie"))]


def _fresh(content: Content) -> list[tuple[str, str]]:
    return [
        (_("Confirmed within twelve months"), _number(content.fresh)),
        (_("Confirmed longer ago"), _number(content.old)),
        (_("Never confirmed"), _number(content.never)),
    ]


def _figures(content: Content) -> list[FigureRow]:
    return [
        FigureRow(figure_label(name), figure_text(name, value), figure_meaning(name, content.figures))
        for name in EXPLAINED
        if (value := content.figures.get(name)) is not None
    ]


def _years(content: Content) -> YearsBars | None:
    last = content.years[-LAST_YEARS:]
    if not last:
        return None
    bars = bars_of([count for _year, count in last])
    said = ngettext(
        "%(num)d tie of those that are known today has begun since %(year)s.",
        "%(num)d ties of those that are known today have begun since %(year)s.",
        sum(count for _year, count in last),
        year=last[0][0],
    )
    return YearsBars([(year, count, bar) for (year, count), bar in zip(last, bars, strict=True)], said)


def _groups(content: Content, names: Names) -> list[Group]:
    told = [
        (_("Who joins others"), _("Many ways between others lead through them."), content.joins),
        (_("Who is alone"), _("They have no tie to anybody."), content.alone),
        (
            _("Who works only with others outside"),
            _("They have ties, but none in the region."),
            content.outside,
        ),
    ]
    return [_group(title, text, keys, names) for title, text, keys in told if keys]


def _group(title: str, text: str, keys: tuple[str, ...], names: Names) -> Group:
    left = len(keys) - MOST_NAMED
    more = ngettext("And %(num)d more.", "And %(num)d more.", left) if left > 0 else ""
    return Group(title, text, names.of_all(keys[:MOST_NAMED]), more)


def _lacking(content: Content) -> list[LackingRow]:
    """Which links between kinds are missing, those that most lack first."""
    found = sorted(content.lacking, key=lambda one: (-one.count / one.of, one.kind, one.other))
    return [
        LackingRow(
            one.kind,
            one.other,
            kind_words(one.kind),
            kind_words(one.other),
            _("%(count)s of %(of)s", count=_number(one.count), of=_number(one.of)),
        )
        for one in found
        if one.count
    ]


def _worth_said(content: Content) -> str:
    """What all of them together would do for those who are alone."""
    alone = content.figures.get("isolated")
    if content.alone_then is None or not alone or content.alone_then >= alone:
        return ""
    return _(
        "Without a tie in the region are %(now)s today; with all of these they would be %(then)s.",
        now=_number(alone),
        then=_number(content.alone_then),
    )


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (item[0] == "", -item[1]))


def _number(value: float) -> str:
    return i18n.number(value, context.language())
