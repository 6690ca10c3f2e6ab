"""Ties worth making in a region, and the broker’s desk to which they are sent."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.services import places, proposals
from matchmaker.web.access import allow
from matchmaker.web.views.desk import desk_view
from matchmaker.web.views.ways import crumbs_through, ways_of
from matchmaker.web.views.worth import worth_view
from matchmaker.web.words import _

blueprint = Blueprint("proposals", __name__)


@blueprint.get("/regions/<code>/ties-worth-making")
@allow("region.plan")
def worth(code: str) -> str:
    """The ten ties that help a region most together, or the best for one stakeholder (`for`, `with`)."""
    region = places.get_region(code)
    plan = proposals.plan(
        context.session(),
        context.actor(),
        region,
        for_id=request.args.get("for", ""),
        with_id=request.args.get("with", ""),
        now=context.now(),
    )
    return render_template(
        "proposals/worth.html",
        view=worth_view(plan, region),
        ways=ways_of(region),
        crumbs=crumbs_through(region),
    )


@blueprint.post("/regions/<code>/proposals")
@allow("region.plan")
def send(code: str) -> Response:
    """Send a tie to the broker’s desk."""
    region = places.get_region(code)
    proposals.propose(
        context.session(),
        context.actor(),
        region=region,
        a=request.form.get("a", ""),
        b=request.form.get("b", ""),
        note=request.form.get("note", ""),
        now=context.now(),
    )
    flash(_("Sent. The proposal waits on the broker’s desk."), "done")
    about: dict[str, Any] = {name: request.form.get(name) or None for name in ("for", "with")}
    return redirect(url_for(".worth", code=code, **about), 303)


@blueprint.get("/proposals")
@allow("proposal.read")
def index() -> str:
    """The broker’s desk: what waits, the oldest first; or what was dropped."""
    dropped = request.args.get("state") == ProposalState.DROPPED
    state = ProposalState.DROPPED if dropped else ProposalState.WAITING
    region = request.args.get("region", "").upper()
    code = "" if region == places.EVERYWHERE else region
    desk = proposals.list_desk(
        context.session(),
        context.actor(),
        state=state,
        region=code if region else None,
        after=request.args.get("after", ""),
        now=context.now(),
    )
    view = desk_view(desk, state, region, request.args.get("dropped", ""))
    return render_template("proposals/index.html", view=view)


@blueprint.post("/proposals/<id>/drop")
@allow("proposal.decide")
def drop(id: str) -> Response:
    """Put a proposal aside; the desk offers to take it up again."""
    proposals.drop(context.session(), context.actor(), id, now=context.now())
    return redirect(url_for(".index", dropped=id), 303)


@blueprint.post("/proposals/<id>/again")
@allow("proposal.decide")
def again(id: str) -> Response:
    """Put a dropped proposal back on the desk."""
    proposals.take_up_again(context.session(), context.actor(), id, now=context.now())
    flash(_("The proposal is back on the desk."), "done")
    return redirect(url_for(".index"), 303)
