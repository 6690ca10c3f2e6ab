"""The broker’s desk: beginning an introduction, what waits for whom, and one act on many at once."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid
from matchmaker.services import introductions, proposals
from matchmaker.services.introductions import Desk
from matchmaker.web.access import allow
from matchmaker.web.forms.desk import BulkForm
from matchmaker.web.forms.introductions import BrokerForm, blank
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.introductions.blueprint import blueprint
from matchmaker.web.problems import in_words
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.beginning import BeginView, begin_view
from matchmaker.web.views.introductions.bulk import BulkView, bulk_said, bulk_view
from matchmaker.web.views.introductions.desk import desk_view, now_open
from matchmaker.web.views.introductions.exchanging import swap_about
from matchmaker.web.words import _

Answer = str | Response | tuple[str, int]


@blueprint.get("/introductions/new")
@allow("introduction.broker")
def begin() -> str:
    """Bring two together: those of a proposal, or any two (`a`, `b`), also for a need that one has."""
    view = _beginning()
    form = BrokerForm(formdata=None, data={"reason": view.draft})
    form.name_both(view.a.name, view.b.name)
    return render_template("introductions/begin.html", form=form, view=view)


@blueprint.post("/introductions/new")
@allow("introduction.broker")
def begin_send() -> Answer:
    """Ask both, or keep it on the desk."""
    view, form = _beginning(), BrokerForm()
    form.name_both(view.a.name, view.b.name)
    hold = request.form.get("then") == "hold"
    try:
        form.check()
        made = introductions.begin(
            context.session(), context.actor(), a=view.a.id, b=view.b.id, **form.values(), region=view.region,
            proposal_id=view.proposal_id or None, need_id=view.need_id or None, note=form.note.data or "",
            hold=hold, now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return refuse(form, error, "introductions/begin.html", view=view)
    flash(_("On hold. It stays on your desk.") if hold else _("Sent. They have been asked."), "done")
    return redirect(url_for(".desk", open=made.id), 303)


@blueprint.get("/introductions/<id>/exchange")
@allow("introduction.broker")
def exchange(id: str) -> str:
    """Who could come in the place of one of the two."""
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    form = blank("swap")
    return render_template("introductions/swap.html", form=form, **swap_about(story, form))


@blueprint.get("/desk")
@allow("introduction.broker")
def desk() -> str:
    """What waits for you, what has been quiet for too long, what is under way; one lies open beside it."""
    session, actor, now = context.session(), context.actor(), context.now()
    asked = Asked.of(request.args)
    lists = _lists(asked)
    pipeline, ties = (
        introductions.read_pipeline(session, actor, now=now),
        proposals.count_waiting(session, actor),
    )
    opened = now_open(lists, asked)
    story = introductions.get_story(session, actor, opened, now=now) if opened else None
    view = desk_view(pipeline, lists, story, asked, ties)
    return render_template("introductions/desk.html", view=view)


@blueprint.get("/desk/chosen")
@allow("introduction.broker")
def bulk() -> Answer:
    """What an act would do to the chosen ones; nothing is done yet."""
    asked = Asked.of(request.args)
    form = BulkForm(formdata=None, data={"act": request.args.get("act", "")})
    try:
        view = _seen(form, request.args.getlist("id"), asked)
    except Invalid as error:
        flash(in_words(error), "bad")
        return redirect(asked.url(), 303)
    return render_template("introductions/bulk.html", form=form, view=view)


@blueprint.post("/desk/chosen")
@allow("introduction.broker")
def bulk_send() -> Answer:
    """Do it to each of them."""
    form, ids = BulkForm(), request.form.getlist("id")
    act, asked = form.act.data or "", Asked.behind(request.form.get("back", "")) or Asked.of({})
    try:
        form.check()
        done = introductions.do_to_all(
            context.session(), context.actor(), ids, act, **form.values(), now=context.now()
        )
    except Invalid as error:
        return refuse(form, error, "introductions/bulk.html", view=_seen(form, ids, asked))
    flash(bulk_said(done, len(ids)), "done")
    return redirect(asked.url(), 303)


def _lists(asked: Asked) -> tuple[Desk, Desk]:
    """What waits for a broker, and what is under way."""
    session, actor, now = context.session(), context.actor(), context.now()
    if asked.longest_first:
        listed = partial(introductions.list_desk, session, actor, wanted=asked.wanted, now=now)
        waiting = listed(states=introductions.WAITING, after=asked.waiting)
        return waiting, listed(states=introductions.UNDER_WAY, after=asked.after)
    return introductions.list_by_use(
        session, actor, wanted=asked.wanted, waiting=asked.waiting, after=asked.after, now=now
    )


def _seen(form: BulkForm, ids: list[str], asked: Asked) -> BulkView:
    act = form.act.data or ""
    found = introductions.preview(context.session(), context.actor(), ids, act)
    own = context.actor().account_id
    form.name_colleagues(
        (one.id, _("%(name)s (you)", name=one.name) if one.id == own else one.name)
        for one in found.colleagues
    )
    return bulk_view(found, act, asked)


def _beginning() -> BeginView:
    """The two of a proposal that waits, or those whom the address names."""
    session, actor, proposal_id = context.session(), context.actor(), request.args.get("proposal", "")
    if not proposal_id:
        about = {"region": request.args.get("region", ""), "need_id": request.args.get("need", "")}
        return begin_view(request.args.get("a", ""), request.args.get("b", ""), **about)
    one = proposals.get_proposal(session, actor, proposal_id)
    return begin_view(one.a_id, one.b_id, note=one.note, proposal_id=one.id, region=one.region)
