"""Your list, your weights: what counts more or less for one stakeholder than in the network."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid
from matchmaker.services import suggestions
from matchmaker.web.access import allow
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.suggestions import weights_form
from matchmaker.web.views.weights import weights_view
from matchmaker.web.words import _

blueprint = Blueprint("preferences", __name__)


@blueprint.get("/stakeholders/<id>/weights")
@allow("suggestions.judge")
def weights(id: str) -> str:
    """What counts in this list, and how much."""
    known = suggestions.get_weights(context.session(), context.actor(), id, now=context.now())
    return render_template("suggestions/weights.html", form=weights_form(known), view=weights_view(known))


@blueprint.post("/stakeholders/<id>/weights")
@allow("suggestions.judge")
def weights_send(id: str) -> Response | tuple[str, int]:
    """Keep it."""
    known = suggestions.get_weights(context.session(), context.actor(), id, now=context.now())
    form = weights_form(known)
    try:
        form.check()
        suggestions.set_weights(context.session(), context.actor(), id, form.chosen(), now=context.now())
    except Invalid as error:
        return refuse(form, error, "suggestions/weights.html", view=weights_view(known))
    flash(_("Saved. The list below follows your weights."), "done")
    return redirect(url_for("suggestions.show", id=id), 303)


@blueprint.post("/stakeholders/<id>/weights/reset")
@allow("suggestions.judge")
def reset(id: str) -> Response:
    """Let everything count as the network learnt it."""
    suggestions.reset_weights(context.session(), context.actor(), id, now=context.now())
    flash(_("Everything counts again as in the whole network."), "done")
    return redirect(url_for("suggestions.show", id=id), 303)
