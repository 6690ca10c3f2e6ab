"""The view of the page that draws a region's network."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for

from matchmaker import context
from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.entities import Link, Profile
from matchmaker.core.regions import Region
from matchmaker.permissions import may
from matchmaker.services import ecosystem
from matchmaker.web.views.communities import Community, communities_of
from matchmaker.web.views.facets import Args, kept
from matchmaker.web.views.linked import Named, named_of
from matchmaker.web.views.narrowing import Narrowing, narrowing_of, narrows, read_network_filter
from matchmaker.web.views.panel import Panel, panel_of
from matchmaker.web.views.pictures import PictureView, TwinView, pictured
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

EXPORTS = ("svg", "graphml", "gexf", "json", "csv")


@dataclass(frozen=True, slots=True)
class Download:
    """One form in which the network may be taken away."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page shows; `surveyed` is false before the first survey: then there are no places to draw."""

    code: str
    wanted: NetworkFilter
    narrowing: Narrowing
    clear_url: str
    communities: list[Community]
    caption: str
    query: str
    hits: list[Named]
    panel: Panel | None
    downloads: list[Download]
    surveyed: bool
    alone: int
    """How many have no tie here, whatever is shown, and `alone_words` says so."""
    alone_words: str
    still: PictureView | None
    twin: TwinView


def network_view(region: Region, args: Args, *, drawn: bool = True) -> NetworkView:
    """The page that an address asks for; `drawn` without script, else the page draws for itself."""
    today = context.now().date()
    here = ecosystem.get_region_network(context.session(), region.code, today=today)
    wanted = read_network_filter(args, region)
    narrowly = narrows(wanted, region)
    alone = _alone(tuple(here.people), here.links)
    shown, ties = tuple(here.people), here.links
    if narrowly:
        shown, ties = here.narrowed(wanted)
    still, twin = pictured(region, wanted, args, drawn=drawn)
    query, code = args.get("q", "").strip()[:200], address_code(region)
    hits = [named_of(one, region) for one in _found(region, query)]
    # Whoever is the only one found is chosen at once.
    chosen = args.get("of") or (hits[0].id if len(hits) == 1 else "")
    return NetworkView(
        code=code,
        wanted=wanted,
        narrowing=narrowing_of(here.counts, wanted, region.code),
        clear_url=url_for("networks.show", code=code) if narrowly else "",
        communities=communities_of(here, shown),
        # Who has no tie among the few that are chosen may have many others.
        caption=caption_of(len(shown), len(ties), 0 if narrowly else alone),
        query=query,
        hits=hits,
        panel=panel_of(region, chosen) if chosen else None,
        downloads=_downloads(code, args),
        surveyed=bool(here.groups.place),
        alone=alone,
        alone_words=_alone_words(alone),
        still=still,
        twin=twin,
    )


def caption_of(stakeholders: int, ties: int, alone: int) -> str:
    """What to see in the picture, in a sentence or two."""
    said = _(
        "%(who)s and %(ties)s. Those who work together much stand together.",
        who=ngettext("%(num)d organisation", "%(num)d organisations", stakeholders),
        ties=ngettext("%(num)d tie between them", "%(num)d ties between them", ties),
    )
    if not alone:
        return said
    return f"{said} {_alone_words(alone)}"


def _alone_words(alone: int) -> str:
    return ngettext("%(num)d has no tie here.", "%(num)d have no tie here.", alone)


def _alone(ids: tuple[str, ...], links: tuple[Link, ...]) -> int:
    tied = {key for link in links for key in (link.a, link.b)}
    return len(ids) - len(tied)


def _found(region: Region, query: str) -> list[Profile]:
    if not query:
        return []
    return ecosystem.list_named(context.session(), region.code, query, today=context.now().date(), most=20)


def _downloads(code: str, args: Args) -> list[Download]:
    if "exports.network" not in current_app.view_functions or not may(context.actor(), "export.read"):
        return []
    words = {"svg": "SVG", "graphml": "GraphML", "gexf": "GEXF", "json": "JSON", "csv": _("Tables (CSV)")}
    rest = kept(args, "of", "q", "page", "region")
    region = args.get("region") or code
    return [
        Download(url_for("exports.network", form=form, region=region, **rest), words[form])
        for form in EXPORTS
    ]
