"""Pilots: the list, one with its members, making and changing it, inviting, joining and leaving."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Changed, Invalid
from matchmaker.permissions import require
from matchmaker.services import pilots
from matchmaker.web.access import allow
from matchmaker.web.forms.editing import decided
from matchmaker.web.forms.pilots import InviteForm, OrganiserForm, PilotForm
from matchmaker.web.forms.refusal import place, refuse
from matchmaker.web.views.clash import clashed
from matchmaker.web.views.inviting import (
    UNREACHABLE,
    InvitingView,
    invited_words,
    inviting_view,
    read_segment,
    read_state,
)
from matchmaker.web.views.pilots import list_rows, may_create, own_row, pilot_view
from matchmaker.web.words import _

blueprint = Blueprint("pilots", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/pilots")
@allow("pilot.read")
def index() -> str:
    """All pilots, the newest first."""
    rows = list_rows(pilots.list_pilots(context.session()))
    return render_template("pilots/index.html", rows=rows, may_create=may_create())


@blueprint.get("/pilots/new")
@allow("pilot.create")
def new() -> str:
    """The form for a new pilot."""
    return render_template("pilots/new.html", form=PilotForm())


@blueprint.post("/pilots/new")
@allow("pilot.create")
def new_send() -> Answer:
    """Make it."""
    form = PilotForm()
    try:
        form.check()
        made = pilots.create_pilot(context.session(), context.actor(), form.values(), now=context.now())
    except Invalid as error:
        return refuse(form, error, "pilots/new.html")
    flash(_("The pilot is there. Name its organisers below."), "done")
    return redirect(url_for(".edit", id=made.id), 303)


@blueprint.get("/pilots/<id>")
@allow("pilot.read")
def show(id: str) -> str:
    """One pilot, with those who joined it."""
    after = request.args.get("after", "")
    page = pilots.get_page(context.session(), context.actor(), id, after=after)
    return render_template("pilots/show.html", view=pilot_view(page))


@blueprint.get("/pilots/<id>/edit")
@allow("pilot.run")
def edit(id: str) -> str:
    """The form with what is known."""
    page = pilots.get_page(context.session(), context.actor(), id)
    require(context.actor(), "pilot.run", page.pilot)
    return _edit_page(_filled(page), page, _organiser_form())


@blueprint.post("/pilots/<id>/edit")
@allow("pilot.run")
def edit_send(id: str) -> Answer:
    """Change it."""
    page, form = pilots.get_page(context.session(), context.actor(), id), decided(PilotForm)
    require(context.actor(), "pilot.run", page.pilot)
    try:
        form.check()
        pilots.change_pilot(
            context.session(), context.actor(), id, form.values(), opened=form.version, now=context.now()
        )
    except Changed:
        page = pilots.get_page(context.session(), context.actor(), id)
        return clashed(form, _filled(page), back=url_for(".show", id=id))
    except Invalid as error:
        return refuse(form, error, "pilots/edit.html", page=page, organiser=_organiser_form())
    flash(_("Saved."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/pilots/<id>/organisers")
@allow("pilot.create")
def organiser(id: str) -> Answer:
    """Make somebody an organiser of it."""
    page, named = pilots.get_page(context.session(), context.actor(), id), OrganiserForm()
    try:
        named.check()
        email, now = named.email.data or "", context.now()
        account = pilots.give_organiser(context.session(), context.actor(), id, email, now=now)
    except Invalid as error:
        place(named, error)
        return _edit_page(_filled(page), page, named), 422
    flash(_("%(name)s organises the pilot now.", name=account.name), "done")
    return redirect(url_for(".edit", id=id), 303)


@blueprint.post("/pilots/<id>/organisers/<account_id>/take-back")
@allow("pilot.create")
def take_organiser(id: str, account_id: str) -> Response:
    """Take the role of an organiser back."""
    pilots.take_organiser(context.session(), context.actor(), id, account_id, now=context.now())
    flash(_("Done. This person does not organise the pilot any more."), "done")
    return redirect(url_for(".edit", id=id), 303)


@blueprint.post("/pilots/<id>/link/recall")
@allow("pilot.run")
def recall(id: str) -> Response:
    """Let the link to join open nothing any more, and show a new one."""
    pilots.recall_link(context.session(), context.actor(), id, now=context.now())
    flash(_("The old link opens nothing any more. Here is a new one."), "done")
    return redirect(url_for(".members", id=id, _anchor="by-link"), 303)


@blueprint.get("/pilots/<id>/members")
@allow("pilot.run")
def members(id: str) -> str:
    """Who was invited, joined or left; a list, a segment or a link brings new ones."""
    return render_template("pilots/members.html", form=InviteForm(), view=_inviting(id), id=id)


@blueprint.post("/pilots/<id>/members")
@allow("pilot.run")
def invite(id: str) -> Answer:
    """Invite those whom a list names."""
    form, actor = InviteForm(), context.actor()
    require(actor, "pilot.run", pilots.get_pilot(context.session(), id))
    try:
        form.check()
        text = form.names.data or ""
        done = pilots.invite_list(context.session(), actor, id, text, now=context.now())
    except Invalid as error:
        return refuse(form, error, "pilots/members.html", view=_inviting(id), id=id)
    return _invited(id, done)


@blueprint.post("/pilots/<id>/members/segment")
@allow("pilot.run")
def invite_segment(id: str) -> Response:
    """Invite all of a segment."""
    segment = read_segment(request.form)
    return _invited(
        id, pilots.invite_segment(context.session(), context.actor(), id, segment, now=context.now())
    )


@blueprint.get("/pilots/<id>/join")
@allow("pilot.join")
def join(id: str) -> str:
    """What joining means, and a button for each of the reader's stakeholders."""
    pilot, token = pilots.get_pilot(context.session(), id), request.args.get("token", "")
    if token:
        pilots.check_token(context.session(), pilot, token, secret=_secret(), now=context.now())
    page = pilots.get_page(context.session(), context.actor(), id)
    own = [own_row(pilot, one, state, by_link=bool(token)) for one, state in page.own]
    return render_template("pilots/join.html", view=pilot_view(page), own=own, token=token)


@blueprint.post("/pilots/<id>/join")
@allow("pilot.join")
def join_send(id: str) -> Response:
    """Join it."""
    wanted, token = request.form.get("stakeholder", ""), request.form.get("token", "")
    pilots.join(
        context.session(), context.actor(), id, wanted,
        token=token, secret=_secret(), now=context.now(),
    )  # fmt: skip
    flash(_("You are a member now."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/pilots/<id>/leave")
@allow("pilot.join")
def leave(id: str) -> Response:
    """Leave it, refuse the invitation, or take somebody out."""
    wanted, back = request.form.get("stakeholder", ""), request.form.get("back", "")
    pilots.leave(context.session(), context.actor(), id, wanted, now=context.now())
    flash(_("Done. Introductions that are under way go on."), "done")
    return redirect(url_for(".members" if back == "members" else ".show", id=id), 303)


def _edit_page(form: PilotForm, page: pilots.PilotPage, organiser: OrganiserForm | None) -> str:
    return render_template("pilots/edit.html", form=form, page=page, organiser=organiser)


def _filled(page: pilots.PilotPage) -> PilotForm:
    """The form with what is known, whatever else was sent."""
    form = PilotForm(formdata=None)
    form.show(page)
    form.note(pilots.version_of_pilot(context.session(), page.pilot))
    return form


def _organiser_form() -> OrganiserForm | None:
    """The form by which administrators name organisers."""
    return OrganiserForm(formdata=None) if may_create() else None


def _inviting(id: str) -> InvitingView:
    session, actor, now = context.session(), context.actor(), context.now()
    wanted, segment = read_state(request.args), read_segment(request.args)
    state = pilots.MemberState(wanted) if wanted in set(pilots.MemberState) else None
    after, silent = request.args.get("after", ""), wanted == UNREACHABLE
    found = pilots.list_members(session, actor, id, state=state, unreachable=silent, after=after)
    counted = pilots.Invited()
    if segment.narrows:
        counted = pilots.count_segment(session, actor, id, segment, now=now)
    token = pilots.join_token(session, actor, id, secret=_secret(), now=now)
    link = url_for(".join", id=id, token=token, _external=True)
    return inviting_view(pilots.get_pilot(session, id), found, wanted, segment, counted, link)


def _invited(id: str, done: pilots.Invited) -> Response:
    for text, look in invited_words(done):
        flash(text, look)
    return redirect(url_for(".members", id=id), 303)


def _secret() -> str:
    return str(current_app.secret_key)
