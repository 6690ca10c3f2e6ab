"""One's own offers and needs: all of them with their states, holding on, and who answered what is met."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.entities import StatementState
from matchmaker.errors import Invalid
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.statements import MetForm
from matchmaker.web.views.statements import own_view
from matchmaker.web.words import _

blueprint = Blueprint("closing", __name__)

Answer = Response | tuple[str, int]
ONE = "/<any(offer, need):what>/<statement_id>"


@blueprint.get("/stakeholders/<id>/statements")
@allow("stakeholder.edit")
def own(id: str) -> str:
    """All offers and needs of a stakeholder, for its own people."""
    found = profiles.list_own(context.session(), context.actor(), id)
    return render_template("statements/own.html", view=own_view(found))


@blueprint.post(f"{ONE}/state")
@allow("stakeholder.edit")
def state(what: str, statement_id: str) -> Response:
    """Close it as met or withdrawn, or open it again: nothing is lost."""
    wanted = request.form.get("state", "")
    if wanted not in {StatementState.OPEN, StatementState.MET, StatementState.WITHDRAWN}:
        raise Invalid("Choose open, met or withdrawn.")
    changed = profiles.set_state(
        context.session(), context.actor(), what, statement_id, StatementState(wanted), now=context.now()
    )
    flash(_("Saved. Suggestions follow what you changed at once."), "done")
    if changed.state is StatementState.MET:
        return redirect(url_for(".met", what=what, statement_id=statement_id), 303)
    return _back(changed.stakeholder_id)


@blueprint.post(f"{ONE}/prolong")
@allow("stakeholder.edit")
def prolong(what: str, statement_id: str) -> Response:
    """It still holds: three more months, or until further notice."""
    changed = profiles.prolong(context.session(), context.actor(), what, statement_id, now=context.now())
    flash(_("Thank you. It holds on."), "done")
    return _back(changed.stakeholder_id)


@blueprint.get(f"{ONE}/met")
@allow("stakeholder.edit")
def met(what: str, statement_id: str) -> str:
    """Who answered it? Nobody need say so."""
    found = profiles.get_met(context.session(), context.actor(), what, statement_id)
    return render_template("statements/met.html", form=MetForm(by=found.met_by), found=found, what=what)


@blueprint.post(f"{ONE}/met")
@allow("stakeholder.edit")
def met_send(what: str, statement_id: str) -> Answer:
    """Keep it."""
    session, actor, form = context.session(), context.actor(), MetForm()
    found = profiles.get_met(session, actor, what, statement_id)
    try:
        form.check()
        by = form.by.data or ""
        profiles.name_helper(session, actor, what, statement_id, by, now=context.now())
        if form.partners.data:
            profiles.ask_together(session, actor, what, statement_id, now=context.now())
    except Invalid as error:
        return refuse(form, error, "statements/met.html", found=found, what=what)
    asked = _("Saved. They are asked to confirm that you work together.")
    flash(asked if form.partners.data else _("Saved."), "done")
    return redirect(url_for(".own", id=found.owner.id), 303)


@blueprint.post(f"{ONE}/together/<any(yes, no):act>")
@allow("tie.confirm")
def together(what: str, statement_id: str, act: str) -> Response:
    """Confirm, or not, that one works with those whose offer or need one met."""
    session, actor, now = context.session(), context.actor(), context.now()
    profiles.answer_together(session, actor, what, statement_id, yes=act == "yes", now=now)
    flash(_("You are partners now.") if act == "yes" else _("Noted. Nothing is shown to anybody."), "done")
    return redirect(url_for("accounts.mine"), 303)


def _back(stakeholder_id: str) -> Response:
    """To the page on which the button was pressed: one's own list, or the profile."""
    page = ".own" if request.form.get("back") == "list" else "stakeholders.show"
    return redirect(url_for(page, id=stakeholder_id), 303)
