"""Asking one about several others in one mail: first who gets what, then sending it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Conflict, Invalid
from matchmaker.services import introductions
from matchmaker.web.access import allow
from matchmaker.web.forms.desk import TogetherForm
from matchmaker.web.introductions.blueprint import blueprint
from matchmaker.web.problems import in_words
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.together import together_said, together_view

Answer = str | Response


@blueprint.get("/desk/together")
@allow("introduction.broker")
def together() -> Answer:
    """Who would get which mail; nothing is done yet."""
    asked = Asked.of(request.args)
    try:
        found = introductions.gather(context.session(), context.actor(), request.args.getlist("id"))
    except (Invalid, Conflict) as error:
        flash(in_words(error), "bad")
        return redirect(asked.url(), 303)
    form = TogetherForm(formdata=None)
    form.name_shared(found.shared.name)
    return render_template("introductions/together.html", form=form, view=together_view(found, asked))


@blueprint.post("/desk/together")
@allow("introduction.broker")
def together_send() -> Answer:
    """Ask all of them; where one has moved on meanwhile nobody is asked, and the page says so."""
    form, asked = TogetherForm(), Asked.behind(request.form.get("back", ""))
    found = introductions.ask_together(
        context.session(), context.actor(), request.form.getlist("id"), shared_first=form.shared_first,
        now=context.now(),
    )  # fmt: skip
    flash(together_said(found), "done")
    return redirect(asked.url() if asked else url_for(".desk"), 303)
