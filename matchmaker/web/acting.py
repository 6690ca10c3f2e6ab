"""Acting for a stakeholder: asking, its answer, beginning and stopping."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, TooMany
from matchmaker.permissions import require
from matchmaker.services import people
from matchmaker.web.access import allow
from matchmaker.web.forms.people import AskForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.asking import AskingView, asking_view
from matchmaker.web.words import _

blueprint = Blueprint("acting", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/acting")
@allow("acting.ask")
def show(id: str) -> str:
    """Whether one may act for a stakeholder; else the form that asks for it."""
    return render_template("people/ask.html", form=AskForm(formdata=None), view=_view(id))


@blueprint.post("/stakeholders/<id>/acting")
@allow("acting.ask")
def ask(id: str) -> Answer:
    """Ask the owners by mail."""
    form = AskForm()
    try:
        people.ask(context.session(), context.actor(), id, reason=form.reason.data or "", now=context.now())
    except (Invalid, TooMany) as error:
        return refuse(form, error, "people/ask.html", view=_view(id))
    flash(_("We have asked the owners by e-mail. You see here when they answer."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/stakeholders/<id>/acting/start")
@allow("acting.ask")
def start(id: str) -> Response:
    """Act for a stakeholder from now on."""
    people.start(context.session(), context.actor(), id, now=context.now())
    context.act_for(id)
    return redirect(url_for("stakeholders.show", id=id), 303)


@blueprint.post("/acting/stop")
@allow("acting.stop")
def stop() -> Response:
    """Act for oneself again."""
    was = people.stop(context.session(), context.actor(), now=context.now())
    context.act_for("")
    flash(_("You act for yourself again."), "done")
    return redirect(url_for("stakeholders.show", id=was) if was else url_for("accounts.mine"), 303)


@blueprint.post("/consents/<id>/<any(give, refuse):act>")
@allow("acting.consent")
def answer(id: str, act: str) -> Response:
    """Say yes or no to a request."""
    yes = act == "give"
    row = people.answer(context.session(), context.actor(), id, yes=yes, now=context.now())
    flash(_("Done. You can end it here at any time.") if yes else _("Done. Nobody acts for you."), "done")
    return redirect(url_for("people.members", id=row.stakeholder_id, _anchor="acting"), 303)


@blueprint.post("/consents/<id>/withdraw")
@allow("acting.withdraw")
def withdraw(id: str) -> Response:
    """End a consent at once."""
    stakeholder_id = people.end_consent(context.session(), context.actor(), id, now=context.now())
    flash(_("Done. From this moment on nobody acts for you by it."), "done")
    return redirect(url_for("people.members", id=stakeholder_id, _anchor="acting"), 303)


def _view(id: str) -> AskingView:
    session, actor, now = context.session(), context.actor(), context.now()
    stakeholder = people.find_stakeholder(session, id)
    require(actor, "acting.ask", stakeholder)
    consent = people.find_consent(session, actor, id, now=now)
    return asking_view(stakeholder, consent, people.find_asked(session, actor, id, now=now))
