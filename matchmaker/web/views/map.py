"""The page of a region's map: who is where, in which parts, and how far the ties reach."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.entities import Kind
from matchmaker.core.maps.bubbles import WIDTH
from matchmaker.core.regions import Region
from matchmaker.services import places
from matchmaker.services.network import Snapshot
from matchmaker.web.views.across import AcrossView, across_view
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.crowd import CrowdView, crowd_view
from matchmaker.web.views.districts import Districts, districts_view
from matchmaker.web.views.facets import Args, Facet, kept, kinds_facet, themes_facet
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

MOST_POINTS = 500
"""So many stakeholders are drawn one by one; more are counted by the parts of the region."""

ALONE_WIDTH = 820.0
"""The width of the bubbles where they are the page's one large picture."""


@dataclass(frozen=True, slots=True)
class MapView:
    """What the page shows; `crowd` is None where there are too many, or nobody has a place."""

    lead: str
    facets: list[Facet]
    clear_url: str
    action: str
    crowd: CrowdView | None
    districts: Districts | None
    across: AcrossView
    too_many: str
    nowhere: str


def map_view(live: Snapshot, region: Region, args: Args, *, endpoint: str = "maps.show") -> MapView:
    """The page that an address asks for; parts of the region lead to `endpoint`, with the same filters."""
    kinds = [Kind(word) for word in args.getlist("kind") if word in set(Kind)]
    themes = args.getlist("theme")
    found = live.directory.search(kinds=kinds, region=region.code, themes=themes, per_page=MOST_POINTS + 1)
    rest = kept(args, "region", "page")
    into = addresses(endpoint, "code", **rest)
    listed = url_for("stakeholders.directory", region=region.code or None, **rest)

    def address(code: str) -> str:
        return into(code) if code != region.code and code in places.get_regions() else listed

    few = found.total <= MOST_POINTS
    crowd = crowd_view(region, live.people(found.ids), found.counts.regions, address) if few else None
    width = WIDTH if crowd else ALONE_WIDTH
    parts = districts_view(region, found.counts.regions, found.total, address, width=width)
    return MapView(
        lead=_lead(found.total, bool(kinds or themes)),
        facets=[kinds_facet(kinds, found.counts.kinds), themes_facet(themes, found.counts.themes)],
        clear_url=url_for(endpoint, code=address_code(region)) if rest else "",
        action=url_for(endpoint, code=address_code(region)),
        crowd=crowd,
        districts=parts,
        across=across_view(live, region, parts.drawing.frame if crowd and parts else None),
        too_many=_too_many(found.total),
        nowhere="" if found.total else _("Nobody fits all of this. Take away a choice."),
    )


def _lead(total: int, narrowed: bool) -> str:
    if narrowed:
        return ngettext(
            "%(num)d stakeholder fits your choice.", "%(num)d stakeholders fit your choice.", total
        )
    return ngettext(
        "%(num)d stakeholder: where it is, and how far its ties reach.",
        "%(num)d stakeholders: where they are, and how far their ties reach.",
        total,
    )


def _too_many(total: int) -> str:
    if total <= MOST_POINTS:
        return ""
    return _(
        "Up to %(most)d stakeholders are drawn one by one. Choose a part of the map, or narrow the list.",
        most=MOST_POINTS,
    )
