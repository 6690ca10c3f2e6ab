"""The roles in a region's network in words: for the page of roles, and in short for the region's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.regions import Region
from matchmaker.permissions import may
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Bridge, Broker, Missing, Roles
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.pictures import community_words
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

MOST_BROKERS, MOST_ALONE, MOST_NAMES, MOST_GROUPS = 15, 50, 8, 4
SHORT = 5
WORTH = "proposals.worth"


@dataclass(frozen=True, slots=True)
class BrokerRow:
    """Who joins which groups, and how much hangs on them."""

    profile: Profile
    ties: str
    joins: str
    between: str
    share: str
    load: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class AloneRow:
    """Who has no tie; `url` leads to ties worth making for just them, "" until there is such a page."""

    profile: Profile
    place: str
    since: str
    url: str


@dataclass(frozen=True, slots=True)
class AloneGroup:
    """Some who have no tie; `more` says how many are not listed, "" where all are."""

    title: str
    rows: list[AloneRow]
    more: str


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A tie and what hangs on it."""

    a: Profile
    b: Profile
    holds: str


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Who of one kind has no tie to any of another: how many, and the first of them."""

    kind: str
    other: str
    count: str
    people: list[AloneRow]
    more: str


@dataclass(frozen=True, slots=True)
class RolesView:
    """Everything on the page of roles."""

    brokers: list[BrokerRow]
    alone: list[AloneGroup]
    alone_total: str
    core: list[Profile]
    core_text: str
    bridges: list[BridgeRow]
    missing: list[MissingRow]
    worth_url: str = ""


@dataclass(frozen=True, slots=True)
class RolesSummary:
    """The short form for the region's page."""

    brokers: list[BrokerRow]
    alone: list[AloneRow] = field(default_factory=list)
    alone_total: str = ""
    url: str = ""


def roles_view(region: Region, found: Roles) -> RolesView:
    """What the page of roles shows."""
    return RolesView(
        brokers=[_broker(one, found) for one in found.brokers[:MOST_BROKERS]],
        alone=list(_alone_groups(region, found)),
        alone_total=_alone_total(found),
        core=list(found.core[: 2 * MOST_BROKERS]),
        core_text=_core(found),
        bridges=[BridgeRow(one.a, one.b, _holds(one, found)) for one in found.bridges[:MOST_BROKERS]],
        missing=[_missing(region, one, found) for one in found.missing if one.total],
        worth_url=worth_url(region),
    )


def find_summary(region: Region) -> RolesSummary | None:
    """The first who join and who are alone, the newly alone before all others.

    None where nothing is known yet, and for who does not plan for the region.
    """
    if not may(context.actor(), "region.plan", region):
        return None
    found = ecosystem.find_roles(context.session(), region, today=context.now().date())
    return roles_summary(region, found) if found else None


def roles_summary(region: Region, found: Roles) -> RolesSummary:
    """The short form of roles that are read already."""
    alone = [*found.alone.lately, *found.alone.new, *found.alone.long][:SHORT]
    return RolesSummary(
        [_broker(one, found) for one in found.brokers[:SHORT]],
        _alone(region, [found.profiles[key] for key in alone], found),
        _alone_total(found),
        url_for("measures.roles", code=address_code(region)),
    )


def worth_url(region: Region, one: str = "") -> str:
    """The page of ties worth making, for one stakeholder if it is named; "" where there is no such page."""
    if WORTH not in current_app.view_functions:
        return ""
    # `for` is a word of Python, so it cannot be named as others are.
    asked: dict[str, Any] = {"for": one} if one else {}
    return url_for(WORTH, code=address_code(region), **asked)


def _percent(share: float) -> str:
    """A share in whole percent; below one with decimals, since in a wide network all would read 0%."""
    percent, language = 100 * share, context.language()
    figure = i18n.decimal(percent, language) if 0 < percent < 1 else i18n.number(percent, language)
    return _("%(number)s%%", number=figure)


def _broker(one: Broker, found: Roles) -> BrokerRow:
    language = context.language()
    times = i18n.number(one.degree / found.middle if found.middle else 0.0, language)
    n, m = i18n.number(one.between, language), i18n.number(found.between, language)
    return BrokerRow(
        profile=one.profile,
        ties=i18n.number(one.degree, language),
        joins=i18n.list_of([_group(number, found) for number in one.groups[:MOST_GROUPS]], language),
        between=_("%(n)s of %(m)s", n=n, m=m),
        share=_percent(one.share),
        load=_("Much: %(times)s times the ties that most have", times=times) if one.heavy else _("Usual"),
        heavy=one.heavy,
    )


def _group(number: int, found: Roles) -> str:
    """The name of a group as in the picture of the network; small ones have none."""
    name = found.groups.get(number)
    return _("“%(theme)s”", theme=community_words(name)) if name else _("a small group")


def _alone(region: Region, people: Iterable[Profile], found: Roles) -> list[AloneRow]:
    rows = []
    for one in people:
        spell = found.spells.get(one.id)
        since = i18n.day(spell.since, context.language()) if spell and spell.tied_before else ""
        rows.append(AloneRow(one, _place(one), since, worth_url(region, one.id)))
    return rows


def _alone_groups(region: Region, found: Roles) -> Iterator[AloneGroup]:
    """The groups of who has no tie, those first where something can be done at once."""
    alone, who = found.alone, found.profiles
    outside = [one.id for one in found.outside]
    for title, ids in (
        (_("Lost their last tie lately"), alone.lately),
        (_("New, and without a tie"), alone.new),
        (_("Without a tie for long"), alone.long),
        (_("Ties only outside the region"), outside),
    ):
        if ids:
            rows = _alone(region, [who[key] for key in ids[:MOST_ALONE]], found)
            yield AloneGroup(title, rows, _more(len(ids) - len(rows)))


def _more(rest: int) -> str:
    return ngettext("and %(num)d more", "and %(num)d more", rest) if rest > 0 else ""


def _place(one: Profile) -> str:
    return one.place or (region_name(one.region) if one.region else "")


def _alone_total(found: Roles) -> str:
    return ngettext(
        "%(num)d stakeholder has no tie at all.",
        "%(num)d stakeholders have no tie at all.",
        found.alone.total,
    )


def _core(found: Roles) -> str:
    if not found.core_total or found.core_ties < 2:
        return ""
    return ngettext(
        "%(num)d stakeholder, with at least %(ties)s partners among the others.",
        "%(num)d stakeholders, each with at least %(ties)s partners among the others.",
        found.core_total,
        ties=i18n.number(found.core_ties, context.language()),
    )


def _holds(one: Bridge, found: Roles) -> str:
    if one.cut:
        return ngettext(
            "Without this tie %(num)d stakeholder would be cut off.",
            "Without this tie %(num)d stakeholders would be cut off.",
            one.cut,
        )
    own, other = (_group(number, found) for number in one.groups)
    return _("The only tie between two groups: %(own)s, and %(other)s.", own=own, other=other)


def _missing(region: Region, one: Missing, found: Roles) -> MissingRow:
    people = _alone(region, one.profiles[:MOST_NAMES], found)
    language = context.language()
    return MissingRow(
        one.kind.value,
        one.other.value,
        _("%(n)s of %(m)s", n=i18n.number(one.total, language), m=i18n.number(one.of, language)),
        people,
        _more(one.total - len(people)),
    )
