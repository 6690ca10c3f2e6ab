"""The pages of regions: who is there, what is missing, how the network stands."""

from __future__ import annotations

from flask import Blueprint, render_template

from matchmaker import context
from matchmaker.services import ecosystem, network, places
from matchmaker.web.access import allow
from matchmaker.web.views.ways import crumbs_of, region_title, ways_of

blueprint = Blueprint("regions", __name__)


@blueprint.get("/regions")
@allow("region.read")
def index() -> str:
    """All regions with somebody in them, as a tree."""
    live = network.snapshot(context.session(), today=context.now().date())
    return render_template("regions/index.html", count=len(live.profiles))


@blueprint.get("/regions/<code>")
@allow("region.read")
def show(code: str) -> str:
    """One region."""
    region = places.get_region(code)
    report = ecosystem.find_region_survey(context.session(), region.code)
    return render_template(
        "regions/show.html",
        region=region,
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        report=report,
    )
