"""Offers and needs: adding and changing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Changed, Invalid
from matchmaker.models import Stakeholder
from matchmaker.permissions import require
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.editing import decided
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.statements import FORMS, StatementForm, filled
from matchmaker.web.views.clash import clashed, closed_note
from matchmaker.web.views.coach import examples_of, hints_of
from matchmaker.web.words import _

blueprint = Blueprint("statements", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/<any(offer, need):what>/new")
@allow("stakeholder.edit")
def new(id: str, what: str) -> str:
    """The form for a new offer or need; `first` marks the way of a new profile, `copy` names what to copy."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", owner)
    form = FORMS[what]()
    if copied := request.args.get("copy", ""):
        whose, statement = profiles.get_statement(context.session(), context.actor(), what, copied)
        require(context.actor(), "stakeholder.edit", whose)
        form.show_copy(statement)
    return render_template("statements/new.html", form=form, first=_first(), **_around(form, what, owner))


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
        return refuse(form, error, "statements/new.html", first=_first(), **_around(form, what, owner))
    _tell_hints(form, what, owner)
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
    form = filled(what, statement).asked_of(owner)
    return render_template("statements/edit.html", form=form, **_around(form, what, owner))


@blueprint.post("/<any(offer, need):what>/<statement_id>/edit")
@allow("stakeholder.edit")
def edit_send(what: str, statement_id: str) -> Answer:
    """Change it."""
    owner, statement = profiles.get_statement(context.session(), context.actor(), what, statement_id)
    require(context.actor(), "stakeholder.edit", owner)
    form = decided(FORMS[what]).asked_of(owner)
    try:
        form.check()
        profiles.update_statement(
            context.session(), context.actor(), what, statement_id, form.values(statement),
            opened=form.version, evidence=form.how_known, now=context.now(),
        )  # fmt: skip
    except Changed:
        back = url_for("stakeholders.show", id=owner.id)
        return clashed(form, filled(what, statement), back=back, notes=closed_note(statement))
    except Invalid as error:
        return refuse(form, error, "statements/edit.html", **_around(form, what, owner))
    flash(_("Saved. Suggestions follow what you changed at once."), "done")
    _tell_hints(form, what, owner)
    return redirect(url_for("stakeholders.show", id=owner.id), 303)


def _first() -> bool:
    return request.args.get("first") == "1"


def _around(form: StatementForm, what: str, owner: Stakeholder) -> dict[str, Any]:
    """What stands on the page of a form besides it: hints for what is typed already, and examples."""
    return {
        "what": what,
        "owner": owner,
        "hints": hints_of(form.text.data or "", what, owner.kind, form.cooperation.data or ()),
        "examples_here": examples_of(what, owner.kind),
    }


def _tell_hints(form: StatementForm, what: str, owner: Stakeholder) -> None:
    """Say after saving what would make it clearer; it is saved in any case."""
    for hint in hints_of(form.text.data or "", what, owner.kind):
        flash(f"{hint.title} {hint.text}", "hint")
