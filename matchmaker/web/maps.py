"""The map of a region, and the outlines of countries on which all maps are drawn."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from matchmaker import context
from matchmaker.services import maps, network, places
from matchmaker.web.access import allow
from matchmaker.web.views.map import map_view
from matchmaker.web.views.ways import address_code, crumbs_of, region_title, ways_of

blueprint = Blueprint("maps", __name__)


@blueprint.get("/regions/<code>/map")
@allow("region.read")
def show(code: str) -> str:
    """Who is where in a region, and how far its ties reach."""
    region = places.get_region(code)
    live = network.snapshot(context.session(), today=context.now().date())
    return render_template(
        "maps/show.html",
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        view=map_view(live, region, request.args),
    )


@blueprint.get("/map/land.svg")
@allow("page.read")
def land() -> Response:
    """The outlines of the countries of Europe; pages take them up by `<use>`, in their own colours."""
    return Response(maps.get_land(), mimetype="image/svg+xml")


@blueprint.get("/embed/regions/<code>/map")
@allow("region.read")
def embedded(code: str) -> str:
    """The same map, narrow, for a frame on somebody else's page."""
    region = places.get_region(code)
    live = network.snapshot(context.session(), today=context.now().date())
    return render_template(
        "maps/embedded.html",
        title=region_title(region),
        code=address_code(region),
        view=map_view(live, region, request.args),
    )
