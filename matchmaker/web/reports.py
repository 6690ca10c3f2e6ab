"""Reporting what should not stand there, and deciding about it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.reports import ReportState
from matchmaker.errors import Invalid, TooMany
from matchmaker.permissions import may_enter
from matchmaker.services import introductions, reports
from matchmaker.web.access import allow
from matchmaker.web.entering import network
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.reports import DecisionForm, MessageReportForm, ReportForm
from matchmaker.web.views.reports import ReportView, queue_view, report_view
from matchmaker.web.words import _

blueprint = Blueprint("reports", __name__)

Answer = str | Response | tuple[str, int]

EARLIER, MOST_EARLIER = "reported", 20
"""Under this name the cookie knows what a visitor has reported, so that they add to it."""


@blueprint.get("/stakeholders/<id>/report")
@allow("report.make")
def new(id: str) -> str:
    """The form."""
    return _form_page(id, ReportForm())


@blueprint.post("/stakeholders/<id>/report")
@allow("report.make")
def new_send(id: str) -> Answer:
    """Report a profile, an offer or a need."""
    form = ReportForm()
    try:
        form.check()
        made = reports.report(
            context.session(), context.actor(), id, form.said(context.language()), origin=network(),
            earlier=cookie.get(EARLIER, []), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "reports/new.html", **_about(id, form))
    if not context.actor().signed_in:
        cookie[EARLIER] = [*(one for one in cookie.get(EARLIER, []) if one != made.id), made.id][
            -MOST_EARLIER:
        ]
    flash(_("Thank you. Somebody who looks after the region looks at it."), "done")
    return redirect(url_for("stakeholders.show", id=id), 303)


@blueprint.get("/introductions/<id>/messages/<message_id>/report")
@allow("introduction.read")
def message(id: str, message_id: str) -> str:
    """The form about a message."""
    text = _message_text(id, message_id)
    return render_template("reports/message.html", form=MessageReportForm(), text=text, id=id)


@blueprint.post("/introductions/<id>/messages/<message_id>/report")
@allow("introduction.read")
def message_send(id: str, message_id: str) -> Answer:
    """Report a message that one received."""
    form = MessageReportForm()
    try:
        form.check()
        # First of all: what counts writes by itself, and nothing else may have begun to.
        reports.count_report(context.database(), context.actor(), now=context.now())
        story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
        introductions.report_message(
            context.session(), story.hand, id, message_id=message_id, said=form.said(context.language()),
            now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "reports/message.html", text=_message_text(id, message_id), id=id)
    flash(_("Thank you. Whoever brokers looks at the message."), "done")
    return redirect(url_for("introductions.show", id=id), 303)


@blueprint.get("/reports")
@allow("report.decide")
def index() -> str:
    """What waits to be decided, profile by profile, the oldest first; or what was decided."""
    wanted = request.args.get("state", "")
    state = ReportState(wanted) if wanted in set(ReportState) else ReportState.OPEN
    queue = reports.list_queue(
        context.session(), context.actor(), state=state, after=request.args.get("after", "")
    )
    runs_site = may_enter(context.actor(), "site.administer")
    return render_template("reports/index.html", view=queue_view(queue, state), runs_site=runs_site)


@blueprint.get("/reports/<id>")
@allow("report.decide")
def show(id: str) -> str:
    """One report: what stands there, what stood there, and the form to decide."""
    view, form = _shown(id)
    return render_template("reports/show.html", form=form, view=view, id=id)


@blueprint.post("/reports/<id>/decide")
@allow("report.decide")
def decide(id: str) -> Answer:
    """Decide it, and all that is open about the same thing."""
    view, form = _shown(id)
    try:
        form.check()
        if form.chosen is None:
            raise Invalid("Choose what you do.", fields={"decision": "Choose what you do."})
        reports.decide(
            context.session(), context.actor(), id, form.chosen, reason=form.reason.data or "",
            now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return refuse(form, error, "reports/show.html", view=view, id=id)
    flash(_("Decided. Whom it concerns is told, with your reason."), "done")
    return redirect(url_for(".index"), 303)


def _form_page(id: str, form: ReportForm) -> str:
    return render_template("reports/new.html", form=form, **_about(id, form))


def _about(id: str, form: ReportForm) -> dict[str, object]:
    """Whose page it is, with what stands there to choose from."""
    page = reports.get_reportable(context.session(), context.actor(), id, now=context.now())
    form.name_all(page.offers, page.needs)
    if request.method == "GET":
        form.choose(request.args.get("about", ""))
    return {
        "owner": page.stakeholder,
        "several": len(form.named) > 1,
        "asks_address": not context.actor().signed_in,
    }


def _message_text(id: str, message_id: str) -> str:
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    return introductions.get_reportable(context.session(), story.hand, id, message_id)[1].text


def _shown(id: str) -> tuple[ReportView, DecisionForm]:
    told, form = reports.get_report(context.session(), context.actor(), id), DecisionForm()
    form.name_all(told.decisions)
    return report_view(told), form
