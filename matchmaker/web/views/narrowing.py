"""Narrowing a network: what the address says, and what may be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.graph import Counts
from matchmaker.core.entities import Kind
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import label
from matchmaker.services import places
from matchmaker.web.views.facets import Args, Facet, Option, kinds_facet, region_name
from matchmaker.web.words import _

MOST_THEMES = 40
MOST_TIES = 12
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


def narrowing_of(counts: Counts, wanted: NetworkFilter, code: str) -> Narrowing:
    """The form for a region in which there is so much of each."""
    facets = [
        kinds_facet(wanted.kinds, counts.kinds),
        _themes(counts.themes, wanted.theme),
        _regions(counts.places, wanted.region, code),
        _ties(counts.ties, wanted.ties),
    ]
    return Narrowing(
        facets=[facet for facet in facets if facet.options],
        since=_years("since", _("Ties from"), counts.years, wanted.since),
        until=_years("until", _("Ties until"), counts.years, wanted.until),
    )


def _themes(counts: Mapping[str, int], chosen: str) -> Facet:
    most = [pair for pair in Counter(counts).most_common() if pair[0].startswith("theme-")][:MOST_THEMES]
    named = sorted((_(label(key)), key, count) for key, count in most)
    options = [Option("", _("All themes"), None, not chosen)]
    options += [Option(key, text, count, key == chosen) for text, key, count in named]
    return Facet("theme", _("Theme"), "select", options if named else [])


def _regions(counts: Mapping[str, int], chosen: str, code: str) -> Facet:
    width = 2 if not code else len(code) + 1
    below: Counter[str] = Counter()
    for place, number in counts.items():
        below[place[:width]] += number
    known = {region.code for region in places.get_regions().children(code)}
    named = sorted((region_name(key), key, number) for key, number in below.items() if key in known)
    options = [Option("", _("All of it"), None, chosen == code)]
    options += [Option(key, text, number, key == chosen) for text, key, number in named]
    return Facet("region", _("Where"), "select", options if len(named) > 1 else [])


def _ties(counts: Mapping[str, int], chosen: Collection[str]) -> Facet:
    options = [
        Option(key, _(label(key, "tie-kind")), number, key in chosen)
        for key, number in Counter(counts).most_common(MOST_TIES)
        if key
    ]
    return Facet("tie", _("Kind of tie"), "checks", options)


def _years(name: str, legend: str, years: Sequence[int], chosen: int | None) -> Facet | None:
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
