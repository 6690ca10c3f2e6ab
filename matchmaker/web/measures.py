"""The measures of a region's network, and the roles in it."""

from __future__ import annotations

from flask import Blueprint, render_template

from matchmaker import context
from matchmaker.permissions import require
from matchmaker.services import ecosystem, network, places
from matchmaker.web.access import allow
from matchmaker.web.views.measures import measures_view
from matchmaker.web.views.network_roles import find_summary, roles_view
from matchmaker.web.views.ways import crumbs_of, region_title, ways_of

blueprint = Blueprint("measures", __name__)


@blueprint.get("/regions/<code>/measures")
@allow("region.read")
def show(code: str) -> str:
    """Every measure with what it means here and what to do about it."""
    region, session = places.get_region(code), context.session()
    found, ways = ecosystem.find_readings(session, region), ways_of(region)
    live = network.snapshot(session, today=context.now().date())
    return render_template(
        "measures/show.html",
        title=region_title(region),
        ways=ways,
        crumbs=crumbs_of(region),
        found=found,
        view=measures_view(region, found, live, ways) if found else None,
        summary=find_summary(region),
    )


@blueprint.get("/regions/<code>/roles")
@allow("region.plan")
def roles(code: str) -> str:
    """Who joins, who is alone, what holds the network together and which kinds hardly meet."""
    region, session = places.get_region(code), context.session()
    require(context.actor(), "region.plan", region)
    found = ecosystem.find_roles(session, region, today=context.now().date())
    return render_template(
        "measures/roles.html",
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        found=found,
        view=roles_view(region, found) if found else None,
    )
