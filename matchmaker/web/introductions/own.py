"""Asking for an introduction, my introductions, the page of one and every step on it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.permissions import require
from matchmaker.services import introductions, pilots, profiles
from matchmaker.services.introductions import Story
from matchmaker.web.access import allow
from matchmaker.web.forms.introductions import FORMS, WITHIN, AskForm, StepForm, sent
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.introductions.blueprint import blueprint
from matchmaker.web.views.introductions.acts import done_said, take
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.asking import AskView, ask_view
from matchmaker.web.views.introductions.exchanging import swap_about
from matchmaker.web.views.introductions.files import file_answer
from matchmaker.web.views.introductions.mine import mine_view
from matchmaker.web.views.introductions.parties import zone_for
from matchmaker.web.views.introductions.story import has_meeting, story_view
from matchmaker.web.words import _

Answer = str | Response | tuple[str, int]
ACTS = ", ".join(FORMS)


@blueprint.get("/introductions")
@allow("introduction.read")
def mine() -> str:
    """My introductions, by whose turn it is."""
    session, actor = context.session(), context.actor()
    found, blocked = introductions.list_mine(session, actor), introductions.list_blocked(session, actor)
    return render_template("introductions/index.html", view=mine_view(found, blocked, actor))


@blueprint.post("/stakeholders/<id>/blocked/<other_id>/take-back")
@allow("introduction.ask")
def unblock(id: str, other_id: str) -> Response:
    """Let the two be suggested and introduced to each other again."""
    introductions.unblock(context.session(), context.actor(), id, other_id, now=context.now())
    flash(_("Done. You can be suggested and introduced to each other again."), "done")
    return redirect(url_for(".mine"), 303)


@blueprint.post("/stakeholders/<id>/blocked/<other_id>")
@allow("introduction.ask")
def block_for(id: str, other_id: str) -> Response:
    """Never be suggested or introduced to another, said on its profile."""
    introductions.block_for(context.session(), context.actor(), id, other_id, now=context.now())
    flash(
        _("Done. You are neither introduced nor suggested to each other any more. Here you take it back."),
        "done",
    )
    return redirect(url_for(".mine"), 303)


@blueprint.get("/stakeholders/<id>/introductions/new")
@allow("introduction.ask")
def new(id: str) -> Answer:
    """What the other will read, what stays hidden, what happens next."""
    need, other_id = request.args.get("need", ""), request.args.get("with", "")
    if there := introductions.list_under_way(context.session(), context.actor()).get((id, other_id)):
        return redirect(url_for(".show", id=there), 303)
    view = _asking(id, other_id, need)
    form = AskForm(formdata=None, data={"message": view.draft, "need": need})
    return render_template("introductions/new.html", form=form, view=view)


@blueprint.post("/stakeholders/<id>/introductions/new")
@allow("introduction.ask")
def new_send(id: str) -> Answer:
    """Ask for it."""
    form, other_id = AskForm(), request.args.get("with", "")
    view = _asking(id, other_id, form.need.data or "")
    try:
        form.check()
        made = introductions.ask_for(
            context.session(), context.actor(), for_id=id, with_id=other_id, message=form.message.data or "",
            need_id=form.need.data or None, now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "introductions/new.html", view=view)
    flash(_("Sent. You hear from us as soon as there is an answer."), "done")
    return redirect(url_for(".show", id=made.id), 303)


@blueprint.get("/introductions/<id>")
@allow("introduction.read")
def show(id: str) -> str:
    """One introduction: what has happened, whose turn it is, what I may do."""
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    return render_template("introductions/show.html", view=story_view(story))


@blueprint.get("/introductions/<id>/brief")
@allow("introduction.read")
def brief(id: str) -> str:
    """One page for both, to print: why, how linked, first questions."""
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    return render_template("introductions/brief.html", view=story_view(story))


@blueprint.get("/introductions/<id>/meeting.ics")
@allow("introduction.read")
def entry(id: str) -> Response:
    """The agreed meeting for one's calendar, the same that the mail brought."""
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    one = story.introduction
    if not has_meeting(one):
        raise NotFound("No meeting is agreed.")
    title = _("Meeting of %(a)s and %(b)s", a=story.a.name, b=story.b.name)
    answer = Response(introductions.entry_of(one, title, context.addresses()), mimetype=introductions.MIME)
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.post(f"/introductions/<id>/<any({ACTS}):act>")
@allow("introduction.read")
def act(id: str, act: str) -> Answer:
    """Take a step; which one the address says."""
    story = introductions.get_story(context.session(), context.actor(), id, now=context.now())
    form, asked = sent(act), Asked.behind(request.form.get("back", ""))
    try:
        form.check()
        take(act, story.hand, context.actor(), id, form.values(zone_for(story)))
    except Invalid as error:
        return _refused(act, form, error, story, asked.back if asked else "")
    flash(done_said(act, story.hand.mover), "done")
    about: dict[str, Any] = {"open": id} if act in {"hold", "note", "swap"} else {}
    return redirect(asked.url(**about) if asked else url_for(".show", id=id), 303)


@blueprint.get("/introductions/<id>/files/<file_id>")
@allow("introduction.read")
def file(id: str, file_id: str) -> Response:
    """A file of a message, for those who may read the message."""
    return file_answer(introductions.get_file(context.session(), context.actor(), id, file_id))


def _refused(act: str, form: StepForm, error: Invalid, story: Story, back: str) -> Answer:
    """The page on which the form stands, with what was typed and what is wrong."""
    if act == "swap":
        return refuse(form, error, "introductions/swap.html", **swap_about(story, form))
    view = story_view(story, refused={WITHIN.get(act, act): form}, back=back)
    return refuse(form, error, "introductions/show.html", view=view)


def _asking(id: str, other_id: str, need_id: str) -> AskView:
    """The page for asking; whoever may not ask for this one is told so."""
    session, actor = context.session(), context.actor()
    own = profiles.get_stakeholder(session, actor, id)
    require(actor, "introduction.ask", own)
    other = profiles.get_stakeholder(session, actor, other_id)
    rule = pilots.rule_for(session, own, other, today=context.now().date())
    mine, theirs = profiles.see(session, actor, [own, other])
    return ask_view(mine, theirs, rule, need_id)
