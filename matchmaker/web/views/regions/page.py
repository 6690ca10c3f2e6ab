"""The page of one region, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.regions import Region
from matchmaker.models import Fiche
from matchmaker.permissions import may
from matchmaker.services import ecosystem, fiches, network
from matchmaker.services.ecosystem import RegionReport, Standing
from matchmaker.web.views.across import AcrossView, across_view
from matchmaker.web.views.districts import Districts, districts_of
from matchmaker.web.views.network_roles import RolesSummary, find_summary
from matchmaker.web.views.pictures import PictureView, picture_of
from matchmaker.web.views.regions.changes import ChangesView, changes_view
from matchmaker.web.views.regions.comparison import ComparisonView, comparison_view
from matchmaker.web.views.regions.gaps import GapsView, gaps_view
from matchmaker.web.views.regions.here import HereView, here_view
from matchmaker.web.views.regions.opening import CountedView, Sentence, counted_view, standfirst
from matchmaker.web.views.regions.themes import ThemesView, themes_view
from matchmaker.web.views.ways import Way, address_code, crumbs_of, region_title, ways_of
from matchmaker.web.views.worth import FirstTies, first_ties


@dataclass(frozen=True, slots=True)
class Parts:
    """What is told of a region with somebody in it."""

    here: HereView
    districts: Districts | None
    across: AcrossView
    picture: PictureView
    roles: RolesSummary | None
    worth: FirstTies | None
    comparison: ComparisonView
    themes: ThemesView
    gaps: GapsView
    changes: ChangesView


@dataclass(frozen=True, slots=True)
class RegionPage:
    """One region; without `parts` nobody is there."""

    region: Region
    code: str
    """As addresses have it."""
    network_url: str
    title: str
    lead: list[Sentence]
    ways: list[Way]
    crumbs: list[dict[str, str]]
    counted: CountedView
    parts: Parts | None
    fiche: Fiche | None
    """The newest fiche, for those who plan here."""
    plans: bool


def region_page(region: Region, *, since: str) -> RegionPage:
    """The page of a region; what changed is told since the day that was asked for."""
    session = context.session()
    standing = ecosystem.get_standing(session, region.code, today=context.now().date())
    report = ecosystem.find_region_survey(session, region.code)
    code, plans = address_code(region), may(context.actor(), "region.plan", region)
    parts = _parts(region, standing, report, since) if standing.ids else None
    listed = "roles" if parts and parts.roles else ""
    return RegionPage(
        region=region,
        code=code,
        network_url=url_for("networks.show", code=code),
        title=region_title(region),
        lead=standfirst(region, standing, report, alone=listed) if parts else [],
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        counted=counted_view(region, report),
        parts=parts,
        fiche=fiches.find_newest(session, region.code) if plans else None,
        plans=plans,
    )


def _parts(region: Region, standing: Standing, report: RegionReport | None, since: str) -> Parts:
    live = network.snapshot(context.session(), today=context.now().date())
    worth = first_ties(region)
    proposed = tuple((tie.a.id, tie.b.id) for tie in worth.ties) if worth else ()
    parts = districts_of(live, region)
    return Parts(
        here=here_view(region.code, standing),
        districts=parts,
        across=across_view(live, region, parts.drawing.frame if parts else None),
        picture=picture_of(region, NetworkFilter(region=region.code), proposed=proposed),
        roles=find_summary(region),
        worth=worth,
        comparison=comparison_view(region, standing),
        themes=themes_view(region.code, standing),
        gaps=gaps_view(region, report, standing.profiles, live.matcher.pool_.network),
        changes=changes_view(region, standing, since),
    )
