"""The page of one region, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import context
from matchmaker.core.regions import Region
from matchmaker.services import ecosystem
from matchmaker.web.views.regions.changes import ChangesView, changes_view
from matchmaker.web.views.regions.comparison import ComparisonView, comparison_view
from matchmaker.web.views.regions.gaps import GapsView, gaps_view
from matchmaker.web.views.regions.here import HereView, here_view
from matchmaker.web.views.regions.opening import CountedView, counted_view, standfirst
from matchmaker.web.views.regions.themes import ThemesView, themes_view
from matchmaker.web.views.ways import Way, crumbs_of, region_title, ways_of


@dataclass(frozen=True, slots=True)
class Parts:
    """What is told of a region with somebody in it."""

    here: HereView
    comparison: ComparisonView
    themes: ThemesView
    gaps: GapsView
    changes: ChangesView


@dataclass(frozen=True, slots=True)
class RegionPage:
    """One region; without `parts` nobody is there."""

    region: Region
    title: str
    lead: str
    ways: list[Way]
    crumbs: list[dict[str, str]]
    counted: CountedView
    parts: Parts | None


def region_page(region: Region, *, since: str) -> RegionPage:
    """The page of a region; what changed is told since the day that was asked for."""
    session = context.session()
    standing = ecosystem.get_standing(session, region.code, today=context.now().date())
    report = ecosystem.find_region_survey(session, region.code)
    parts = Parts(
        here=here_view(region.code, standing),
        comparison=comparison_view(region, standing),
        themes=themes_view(region.code, standing),
        gaps=gaps_view(region, report, standing.profiles),
        changes=changes_view(region, standing, since),
    )
    return RegionPage(
        region=region,
        title=region_title(region),
        lead=standfirst(region, standing, report) if standing.ids else "",
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        counted=counted_view(region, report),
        parts=parts if standing.ids else None,
    )
