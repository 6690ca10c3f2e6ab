"""Hiding a profile and showing it again, and what its people say against it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, NotFound
from matchmaker.permissions import require
from matchmaker.services import profiles, reports
from matchmaker.web.access import allow
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.reports import AnswerForm, ObjectionForm, ReasonForm
from matchmaker.web.views.hiding import hiding_view
from matchmaker.web.words import _

blueprint = Blueprint("hiding", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/hiding")
@allow("stakeholder.hide")
def show(id: str) -> str:
    """Whether a profile is hidden and why, with the form that changes it."""
    page = _page(id)
    form = AnswerForm() if page["view"].may_answer else ReasonForm()
    return render_template("reports/hiding.html", form=form, **page)


@blueprint.post("/stakeholders/<id>/<any(hide, show):act>")
@allow("stakeholder.hide")
def change(id: str, act: str) -> Answer:
    """Hide it, or show it again."""
    page, form = _page(id), ReasonForm()
    take = reports.hide if act == "hide" else reports.show
    try:
        form.check()
        take(context.session(), context.actor(), id, reason=form.reason.data or "", now=context.now())
    except Invalid as error:
        return refuse(form, error, "reports/hiding.html", **page)
    hidden = _("The profile is hidden. Its people are told why.")
    flash(hidden if act == "hide" else _("The profile is shown again. Its people are told why."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/stakeholders/<id>/another-look/answer")
@allow("hiding.answer")
def answer(id: str) -> Answer:
    """What comes of another look."""
    page, form = _page(id), AnswerForm()
    try:
        form.check()
        reports.answer(
            context.session(), context.actor(), id, shows=form.shows.data == "yes",
            reason=form.reason.data or "", now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return refuse(form, error, "reports/hiding.html", **page)
    flash(_("Answered. The people of the profile are told, with your reason."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.get("/stakeholders/<id>/another-look")
@allow("hiding.object")
def ask(id: str) -> str:
    """The form by which the people of a hidden profile ask for another look."""
    return render_template("reports/ask.html", form=ObjectionForm(), **_own(id))


@blueprint.post("/stakeholders/<id>/another-look")
@allow("hiding.object")
def ask_send(id: str) -> Answer:
    """Ask for it."""
    page, form = _own(id), ObjectionForm()
    try:
        form.check()
        reports.object_to(
            context.session(), context.actor(), id, words=form.words.data or "", now=context.now()
        )
    except Invalid as error:
        return refuse(form, error, "reports/ask.html", **page)
    flash(_("Sent. An administrator looks at it once more, and you hear from us."), "done")
    return redirect(url_for("stakeholders.show", id=id), 303)


def _page(id: str) -> dict[str, Any]:
    session, actor = context.session(), context.actor()
    owner, found = reports.get_hidings(session, actor, id)
    answers = bool(found) and owner.hidden and reports.may_answer(session, actor, found[0])
    return {"owner": owner, "view": hiding_view(owner, found, may_answer=answers)}


def _own(id: str) -> dict[str, Any]:
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "hiding.object", owner)
    if not owner.hidden:
        raise NotFound("This profile is not hidden. There is nothing to look at once more.")
    return {"owner": owner, "hiding": reports.find_hiding(context.session(), id)}
