"""Narrowing a network: what the address says, and what may be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.regions import Region
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.vocabulary import label
from matchmaker.services import places
from matchmaker.web.views.facets import Args, Facet, Option, kinds_facet, region_name
from matchmaker.web.words import _

MOST_THEMES = 40
FIRST_YEAR, LAST_YEAR = 1000, 9999


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The form: facets, and the years between which one may choose (none where no year is known)."""

    facets: list[Facet]
    since: Facet | None
    until: Facet | None


def read_network_filter(args: Args, region: Region) -> NetworkFilter:
    """What the address says; words that mean nothing are passed over, and nobody looks beyond the region."""
    below = args.get("region", "").upper()[:5]
    return NetworkFilter(
        kinds=frozenset(Kind(word) for word in args.getlist("kind") if word in set(Kind)),
        region=below if below.startswith(region.code) else region.code,
        theme=args.get("theme", "")[:60],
        ties=frozenset(word[:60] for word in args.getlist("tie") if word),
        since=_year(args.get("since", "")),
        until=_year(args.get("until", "")),
        community=_number(args.get("community", "")),
    )


def narrows(wanted: NetworkFilter, region: Region) -> bool:
    """Whether anything is chosen at all."""
    return replace(wanted, region=region.code) != NetworkFilter(region=region.code) or (
        wanted.region != region.code
    )


def narrowing_of(
    people: Mapping[str, Profile], ids: Iterable[str], links: Iterable[Link], wanted: NetworkFilter, code: str
) -> Narrowing:
    """The form for a region: `ids` are all who are there, `links` the ties among them."""
    members = [people[key] for key in ids]
    kinds = Counter(one.kind for one in members)
    links = list(links)
    years = sorted({link.since for link in links if link.since}, reverse=True)
    facets = [
        kinds_facet(wanted.kinds, kinds),
        _themes(members, wanted.theme),
        _regions(members, wanted.region, code),
        _ties(links, wanted.ties),
    ]
    return Narrowing(
        facets=[facet for facet in facets if facet.options],
        since=_years("since", _("Ties from"), years, wanted.since),
        until=_years("until", _("Ties until"), years, wanted.until),
    )


def _themes(members: Iterable[Profile], chosen: str) -> Facet:
    counts = Counter(key for one in members for key in themes_of(one) if key.startswith("theme-"))
    named = sorted((_(label(key)), key, count) for key, count in counts.most_common(MOST_THEMES))
    options = [Option("", _("All themes"), None, not chosen)]
    options += [Option(key, text, count, key == chosen) for text, key, count in named]
    return Facet("theme", _("Theme"), "select", options if named else [])


def _regions(members: Iterable[Profile], chosen: str, code: str) -> Facet:
    below = {region.code for region in places.get_regions().children(code)}
    width = 2 if not code else len(code) + 1
    counts = Counter(place_of(one)[:width] for one in members)
    named = sorted((region_name(key), key, count) for key, count in counts.items() if key in below)
    options = [Option("", _("All of it"), None, chosen == code)]
    options += [Option(key, text, count, key == chosen) for text, key, count in named]
    return Facet("region", _("Where"), "select", options if len(named) > 1 else [])


def _ties(links: Iterable[Link], chosen: Iterable[str]) -> Facet:
    counts = Counter(link.kind for link in links if link.kind)
    picked = set(chosen)
    options = [
        Option(key, _(label(key, "tie-kind")), count, key in picked) for key, count in counts.most_common(12)
    ]
    return Facet("tie", _("Kind of tie"), "checks", options)


def _years(name: str, legend: str, years: list[int], chosen: int | None) -> Facet | None:
    if len(years) < 2:
        return None
    options = [Option("", _("Any year"), None, chosen is None)]
    options += [Option(str(year), str(year), None, year == chosen) for year in years]
    return Facet(name, legend, "select", options)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _year(text: str) -> int | None:
    year = _number(text)
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None
