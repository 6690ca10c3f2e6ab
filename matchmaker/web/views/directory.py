"""The view of the directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.directory import Counts, Has
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.freshness import TRUSTED_FOR
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.services import places
from matchmaker.services.network import Snapshot
from matchmaker.web.layout import day
from matchmaker.web.views.facets import (
    Args,
    Facet,
    Option,
    kept,
    kinds_facet,
    region_name,
    themes_facet,
)
from matchmaker.web.views.paging import Pages
from matchmaker.web.words import _, ngettext

SHORT = 220


@dataclass(frozen=True, slots=True)
class Row:
    """One stakeholder in the list."""

    url: str
    name: str
    kind: Kind | None
    meta: str
    text: str
    offers: int
    needs: int
    old: str


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """What the page shows."""

    query: str
    rows: list[Row]
    total: int
    heading: str
    order: str
    facets: list[Facet]
    hidden: dict[str, str]
    crumbs: list[dict[str, str]]
    clear_url: str
    pages: Pages
    region: str
    region_url: str


def directory_view(live: Snapshot, args: Args) -> DirectoryView:
    """The page that an address asks for."""
    query, region = args.get("q", "").strip()[:200], args.get("region", "").upper()[:5]
    kinds = [Kind(word) for word in args.getlist("kind") if word in set(Kind)]
    themes = args.getlist("theme")
    has = [Has(word) for word in args.getlist("has") if word in set(Has)]
    number, known = args.get("page", "1"), places.find_region(region)
    page = live.directory.search(
        query,
        kinds=kinds,
        region=region,
        themes=themes,
        has=has,
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    return DirectoryView(
        query=query,
        rows=[_row(one, live.today) for one in live.people(page.ids)],
        total=page.total,
        heading=ngettext("%(num)d profile", "%(num)d profiles", page.total),
        order=_("Those who use your words most come first.") if query else _("By name."),
        facets=[
            kinds_facet(kinds, page.counts.kinds),
            _regions(region, page.counts),
            _has(has, page.counts),
            themes_facet(themes, page.counts.themes),
        ],
        hidden={"q": query},
        crumbs=_crumbs(region, args),
        clear_url=url_for("stakeholders.directory", q=query or None) if kept(args, "q", "page") else "",
        pages=_pages(page.page, page.pages, args),
        region=region_name(region),
        region_url=url_for("regions.show", code=known.code) if known else "",
    )


def place_of(profile: Profile) -> str:
    """Town and country, or that the place is not known."""
    country = i18n.country_name(profile.country, context.language()) if profile.country else ""
    return ", ".join(filter(None, (profile.place, country))) or _("Place not known")


def _row(profile: Profile, today: date) -> Row:
    kind = _((KINDS[profile.kind] if profile.kind else KIND_UNKNOWN).one)
    return Row(
        url=url_for("stakeholders.show", id=profile.id),
        name=profile.name,
        kind=profile.kind,
        meta=f"{kind}. {place_of(profile)}.",
        text=_short(profile.about),
        offers=len(profile.offers),
        needs=len(profile.needs),
        old=_old(profile, today),
    )


def _old(profile: Profile, today: date) -> str:
    """Since when nobody has confirmed it, where that is too long ago."""
    on = profile.verified
    return _("Not confirmed since %(day)s.", day=day(on)) if on and on <= today - TRUSTED_FOR else ""


def _short(text: str) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _regions(chosen: str, counts: Counts) -> Facet:
    """The chosen region, those above it, and one level below it with their counts."""
    above = (
        [] if not chosen else [chosen, *(region.code for region in places.get_regions().ancestors(chosen))]
    )
    options = [Option("", _("Everywhere"), None, not chosen)]
    for depth, code in enumerate(reversed(above)):
        options.append(Option(code, region_name(code), None, code == chosen, depth=min(depth, 3)))
    below = sorted(counts.regions.items(), key=lambda pair: region_name(pair[0]))
    depth = min(len(above), 3)
    options += [
        Option(code, region_name(code), n, False, depth=depth) for code, n in below if code not in above
    ]
    return Facet("region", _("Where"), "radios" if len(options) <= 12 else "select", options)


def _has(chosen: list[Has], counts: Counts) -> Facet:
    words = {Has.OFFERS: _("Offers something"), Has.NEEDS: _("Looks for something")}
    options = [Option(has.value, words[has], counts.has.get(has, 0), has in chosen) for has in Has]
    return Facet("has", _("Offers and needs"), "checks", options)


def _crumbs(region: str, args: Args) -> list[dict[str, str]]:
    if not region:
        return []
    codes = [found.code for found in reversed(places.get_regions().ancestors(region))]
    rest = kept(args, "region", "page")
    way = [{"url": url_for("stakeholders.directory", **rest), "text": _("Everywhere")}]
    return way + [
        {"url": url_for("stakeholders.directory", **rest, region=code), "text": region_name(code)}
        for code in codes
    ]


def _pages(page: int, pages: int, args: Args) -> Pages:
    def url(number: int) -> str:
        return url_for("stakeholders.directory", **kept(args, "page"), page=number)

    return Pages(
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < pages else "",
        text=_("Page %(page)s of %(pages)s", page=page, pages=pages),
    )
