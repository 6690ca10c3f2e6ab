"""The pages of regions: who is there, what is missing, how the network stands."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from matchmaker import context
from matchmaker.services import ecosystem, places
from matchmaker.web.access import allow
from matchmaker.web.views.regions.opening import counted_view
from matchmaker.web.views.regions.page import region_page
from matchmaker.web.views.regions.tree import tree_view

blueprint = Blueprint("regions", __name__)


@blueprint.get("/regions")
@allow("region.read")
def index() -> str:
    """All regions with somebody in them, as a tree."""
    inhabited = ecosystem.list_inhabited(context.session(), today=context.now().date())
    view = tree_view(inhabited, request.args.get("q", ""))
    return render_template("regions/index.html", view=view)


@blueprint.get("/regions/<code>")
@allow("region.read")
def show(code: str) -> str | Answer:
    """One region; with script the line about its survey asks for itself while the work goes on."""
    region = places.get_region(code)
    if not request.headers.get("HX-Request"):
        page = region_page(region, since=request.args.get("since", ""))
        return render_template("regions/show.html", page=page)
    counted = counted_view(region, ecosystem.find_region_survey(context.session(), region.code))
    answer = Response(render_template("regions/counted.html", counted=counted))
    answer.vary.add("HX-Request")
    if counted.progress is None:
        answer.headers["HX-Redirect"] = counted.url
    return answer


@blueprint.post("/regions/<code>/count")
@allow("survey.ask")
def count_anew(code: str) -> Answer:
    """Have the network surveyed again."""
    places.get_region(code)
    ecosystem.ask_for_survey(context.session(), context.actor(), now=context.now())
    return redirect(url_for(".show", code=code), 303)
