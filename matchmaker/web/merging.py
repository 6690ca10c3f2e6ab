"""Two records that people look after: asking their owners, and the page on which an owner answers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.duplicates.states import RequestState
from matchmaker.errors import Invalid
from matchmaker.services import duplicates
from matchmaker.web.access import allow
from matchmaker.web.forms.duplicates import merge_form
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.questions import question_view
from matchmaker.web.views.side_by_side import pair_view
from matchmaker.web.words import _

blueprint = Blueprint("merging", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.post("/duplicates/<id>/ask")
@allow("duplicate.decide")
def ask(id: str) -> Answer:
    """Ask the owners of both whether the two may be made one, as was chosen."""
    session, actor = context.session(), context.actor()
    page = duplicates.get_page(session, actor, id)
    form = merge_form(page)
    try:
        form.check()
        seen = request.form.get("seen", "")
        duplicates.ask(session, actor, id, form.choice(page), seen=seen, now=context.now())
    except Invalid as error:
        return refuse(form, error, "duplicates/show.html", view=pair_view(page, form))
    flash(_("The owners of both are asked by e-mail. You see here when they answer."), "done")
    return redirect(url_for("duplicates.show", id=id), 303)


@blueprint.get("/merges/asked/<id>")
@allow("duplicate.answer")
def show(id: str) -> str:
    """What would be made of the two, with two buttons."""
    found = duplicates.get_question(context.session(), context.actor(), id, now=context.now())
    return render_template("duplicates/asked.html", view=question_view(found))


@blueprint.post("/merges/asked/<id>/<any(agree, refuse):act>")
@allow("duplicate.answer")
def answer(id: str, act: str) -> Response:
    """Say yes or no for the records that one owns."""
    session, actor, now = context.session(), context.actor(), context.now()
    seen = request.form.get("seen", "")
    found = duplicates.answer(session, actor, id, yes=act == "agree", seen=seen, now=now)
    if found.state is RequestState.AGREED:
        flash(_("Both sides said yes. The two are one profile now."), "done")
        return redirect(url_for("stakeholders.show", id=found.keep_id), 303)
    if found.state is RequestState.REFUSED:
        flash(_("Noted. The two stay as they are."), "done")
    else:
        flash(_("Thank you. Now an owner of the other profile has to say yes."), "done")
    return redirect(url_for(".show", id=id), 303)
