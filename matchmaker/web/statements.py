"""Offers and needs: adding, changing, closing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.entities import StatementState
from matchmaker.errors import Invalid
from matchmaker.permissions import require
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.statements import FORMS
from matchmaker.web.words import _

blueprint = Blueprint("statements", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/<any(offer, need):what>/new")
@allow("stakeholder.edit")
def new(id: str, what: str) -> str:
    """The form for a new offer or need; `first` marks the way of a new profile."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", owner)
    return render_template("statements/new.html", form=FORMS[what](), what=what, owner=owner, first=_first())


@blueprint.post("/stakeholders/<id>/<any(offer, need):what>/new")
@allow("stakeholder.edit")
def new_send(id: str, what: str) -> Answer:
    """Add it; a new profile goes on to its first offer, and then to its suggestions."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", owner)
    form = FORMS[what]()
    try:
        form.check()
        profiles.add_statement(context.session(), context.actor(), id, what, form.values(), now=context.now())
    except Invalid as error:
        return refuse(form, error, "statements/new.html", what=what, owner=owner, first=_first())
    if _first() and what == "need":
        return redirect(url_for(".new", id=id, what="offer", first=1), 303)
    flash(_("Saved. The suggestions below already know it."), "done")
    return redirect(url_for("suggestions.show", id=id), 303)


@blueprint.get("/<any(offer, need):what>/<statement_id>/edit")
@allow("stakeholder.edit")
def edit(what: str, statement_id: str) -> str:
    """The form with what is known."""
    owner, statement = profiles.get_statement(context.session(), context.actor(), what, statement_id)
    require(context.actor(), "stakeholder.edit", owner)
    form = FORMS[what]()
    form.show(statement)
    return render_template("statements/edit.html", form=form, what=what, owner=owner, statement=statement)


@blueprint.post("/<any(offer, need):what>/<statement_id>/edit")
@allow("stakeholder.edit")
def edit_send(what: str, statement_id: str) -> Answer:
    """Change it."""
    owner, statement = profiles.get_statement(context.session(), context.actor(), what, statement_id)
    require(context.actor(), "stakeholder.edit", owner)
    form = FORMS[what]()
    try:
        form.check()
        profiles.update_statement(
            context.session(), context.actor(), what, statement_id, form.values(statement), now=context.now()
        )
    except Invalid as error:
        return refuse(form, error, "statements/edit.html", what=what, owner=owner, statement=statement)
    flash(_("Saved. Suggestions follow what you changed at once."), "done")
    return redirect(url_for("stakeholders.show", id=owner.id), 303)


@blueprint.post("/<any(offer, need):what>/<statement_id>/state")
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
    return redirect(url_for("stakeholders.show", id=changed.stakeholder_id), 303)


def _first() -> bool:
    return request.args.get("first") == "1"
