"""Declarations: a social enterprise says what it is, and an official or an organiser checks it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.declaration import DeclarationState
from matchmaker.errors import Invalid
from matchmaker.permissions import require
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.declarations import DecisionForm, DeclarationForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.declarations import queue_view, standing_view
from matchmaker.web.words import _

blueprint = Blueprint("declarations", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/declaration")
@allow("declaration.say")
def edit(id: str) -> str:
    """The questions with what was said."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "declaration.say", owner)
    standing, form = profiles.find_standing(context.session(), id), DeclarationForm()
    if standing is not None:
        form.show_declared(standing.declaration.answers)
    return render_template("declarations/edit.html", form=form, owner=owner, view=standing_view(standing))


@blueprint.post("/stakeholders/<id>/declaration")
@allow("declaration.say")
def edit_send(id: str) -> Answer:
    """Say it, or change it: then it has to be checked anew."""
    owner = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "declaration.say", owner)
    form = DeclarationForm()
    try:
        form.check()
        answers = profiles.declared(form.declared())
        profiles.declare(context.session(), context.actor(), id, answers, now=context.now())
    except Invalid as error:
        standing = standing_view(profiles.find_standing(context.session(), id))
        return refuse(form, error, "declarations/edit.html", owner=owner, view=standing)
    flash(_("Saved. An official of your region or an organiser will check it."), "done")
    return redirect(url_for("stakeholders.show", id=id), 303)


@blueprint.post("/stakeholders/<id>/declaration/take-back")
@allow("declaration.say")
def take_back(id: str) -> Response:
    """Say it no more."""
    profiles.take_back(context.session(), context.actor(), id, now=context.now())
    flash(_("Taken back. The profile does not say it any more."), "done")
    return redirect(url_for("stakeholders.show", id=id), 303)


@blueprint.get("/declarations")
@allow("declaration.check")
def index() -> str:
    """What waits to be checked, the oldest first; or what was decided."""
    wanted = request.args.get("state", "")
    state = DeclarationState(wanted) if wanted in set(DeclarationState) else DeclarationState.SAID
    queue = profiles.list_queue(
        context.session(), context.actor(), state=state, after=request.args.get("after", "")
    )
    return render_template("declarations/index.html", view=queue_view(queue, state))


@blueprint.get("/declarations/<id>")
@allow("declaration.check")
def show(id: str) -> str:
    """One declaration with its evidence, to be checked or returned."""
    owner, standing = profiles.get_to_check(context.session(), context.actor(), id)
    form = DecisionForm()
    form.version.data = str(standing.declaration.version)
    view = standing_view(standing, evidence=True)
    return render_template("declarations/show.html", form=form, owner=owner, view=view, id=id)


@blueprint.post("/declarations/<id>/check")
@allow("declaration.check")
def check(id: str) -> Response:
    """Say that the answers are right, as far as one can see."""
    form = DecisionForm()
    profiles.decide(
        context.session(), context.actor(), id, DeclarationState.CHECKED, version=form.seen, now=context.now()
    )
    flash(_("Noted. The profile now says that you checked it."), "done")
    return redirect(url_for(".index"), 303)


@blueprint.post("/declarations/<id>/return")
@allow("declaration.check")
def give_back(id: str) -> Answer:
    """Give it back with a reason."""
    form = DecisionForm()
    try:
        form.check()
        profiles.decide(
            context.session(), context.actor(), id, DeclarationState.RETURNED,
            version=form.seen, reason=form.reason.data or "", now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        owner, standing = profiles.get_to_check(context.session(), context.actor(), id)
        view = standing_view(standing, evidence=True)
        return refuse(form, error, "declarations/show.html", owner=owner, view=view, id=id)
    flash(_("Returned. The organisation reads your reason on its own page."), "done")
    return redirect(url_for(".index"), 303)
