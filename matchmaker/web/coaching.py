"""What helps one write: hints while one types, and the kinds of cooperation with what completes what."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.permissions import require
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.views.coach import hints_of
from matchmaker.web.views.cooperation import kinds_view

blueprint = Blueprint("coaching", __name__)


@blueprint.get("/kinds-of-cooperation")
@allow("page.read")
def kinds() -> str:
    """All kinds, what each looks like as a need and as an offer, and which offers answer which needs."""
    return render_template("pages/cooperation.html", view=kinds_view())


@blueprint.post("/stakeholders/<id>/<any(offer, need):what>/hints")
@allow("stakeholder.edit")
def hints(id: str, what: str) -> str | Response:
    """Hints for a text that is being typed; nothing of it is kept. Without script they come after saving."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", owner)
    if not request.headers.get("HX-Request"):
        return redirect(url_for("statements.new", id=id, what=what), 303)
    chosen = request.form.getlist("cooperation")
    rows = hints_of(request.form.get("text", ""), what, owner.kind, chosen)
    return render_template("statements/coach.html", rows=rows)
