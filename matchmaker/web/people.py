"""Who holds a role in a place: the list, inviting, taking out, handing over, leaving."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.actors import Seat
from matchmaker.core.entities import Part, Role
from matchmaker.errors import Invalid, TooMany
from matchmaker.permissions import may, require
from matchmaker.services import people
from matchmaker.web.access import allow
from matchmaker.web.forms.people import ConsentForm, InviteForm, InviteMemberForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.acting import ActingView, acting_view
from matchmaker.web.views.people import (
    EDIT,
    HAND_OVER,
    OWN,
    SITE,
    TAKE_OUT,
    PeopleView,
    page_url,
    people_view,
)
from matchmaker.web.words import _

blueprint = Blueprint("people", __name__)

Answer = str | Response | tuple[str, int]

ROLES = ", ".join(role.value for role in Role)
ACTS = ", ".join((TAKE_OUT, OWN, EDIT, HAND_OVER))


@blueprint.get("/stakeholders/<id>/people")
@allow("people.read")
def members(id: str) -> str:
    """Who belongs to a stakeholder, who acts for it, and what was done for it."""
    return _show(_seat(Role.MEMBER.value, id))


@blueprint.get("/regions/<code>/people")
@allow("people.read")
def officials(code: str) -> str:
    """Who looks after a region."""
    return _show(_seat(Role.OFFICIAL.value, code))


@blueprint.get("/pilots/<id>/people")
@allow("people.read")
def organisers(id: str) -> str:
    """Who organises a pilot."""
    return _show(_seat(Role.ORGANISER.value, id))


@blueprint.get("/site/people")
@allow("people.read")
def administrators() -> str:
    """Who looks after the whole site."""
    return _show(_seat(Role.ADMINISTRATOR.value, SITE))


@blueprint.post(f"/people/<any({ROLES}):role>/<place>/invite")
@allow("people.manage")
def invite(role: str, place: str) -> Answer:
    """Write to an address how it takes the role; the answer is the same whether it has an account."""
    form = _invite_form(Role(role))
    wanted = form["part"].data if "part" in form else ""
    part = Part(wanted) if wanted in set(Part) else Part.EDITOR
    try:
        people.invite(
            context.session(), context.actor(), Role(role), _place(place),
            address=form.address.data or "", part=part, language=context.language(), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "people/show.html", **_page(_seat(role, place)))
    flash(_("We have written to %(address)s.", address=form.address.data), "done")
    return redirect(page_url(_seat(role, place)), 303)


@blueprint.post(f"/people/<any({ROLES}):role>/<place>/<any({ACTS}):act>")
@allow("people.manage")
def act(role: str, place: str, act: str) -> Response:
    """Take somebody out, give them another part, or let them go on in one's own place."""
    session, actor, now = context.session(), context.actor(), context.now()
    seat, account = _seat(role, place), request.form.get("account", "")
    if act == TAKE_OUT:
        people.take_out(session, actor, seat, account, now=now)
        flash(_("Done. This person does not belong here any more, from this moment on."), "done")
    elif act == HAND_OVER:
        people.hand_over(session, actor, seat, account, now=now)
        flash(_("Done. You have handed over."), "done")
    else:
        part = Part.OWNER if act == OWN else Part.EDITOR
        people.change_part(session, actor, seat, account, part, now=now)
        flash(_("Done. This holds from now on."), "done")
    still = act != HAND_OVER or seat.role is Role.MEMBER
    return redirect(page_url(seat) if still else url_for("accounts.mine"), 303)


@blueprint.post(f"/people/<any({ROLES}):role>/<place>/leave")
@allow("people.leave")
def leave(role: str, place: str) -> Response:
    """Give one's own role back."""
    people.leave(context.session(), context.actor(), _seat(role, place), now=context.now())
    flash(_("Done. You do not belong there any more."), "done")
    return redirect(url_for("accounts.mine"), 303)


@blueprint.post("/people/invitations/<id>/withdraw")
@allow("people.manage")
def withdraw(id: str) -> Response:
    """Take an invitation back."""
    seat = people.withdraw(context.session(), context.actor(), id, now=context.now())
    flash(_("The invitation is taken back. Its link opens nothing any more."), "done")
    return redirect(page_url(seat), 303)


@blueprint.post("/stakeholders/<id>/consents")
@allow("acting.consent")
def consent(id: str) -> Answer:
    """Let somebody act for a stakeholder until a day."""
    session, actor = context.session(), context.actor()
    require(actor, "acting.consent", people.find_stakeholder(session, id))
    form = ConsentForm()
    try:
        form.check()
        people.give(session, actor, id, to=form.to.data or "", until=form.until.data, now=context.now())
    except Invalid as error:
        seat = _seat(Role.MEMBER.value, id)
        page = _page(seat) | {"acting": _acting(seat, form)}
        return refuse(form, error, "people/show.html", invite=_invite_form(seat.role, fresh=True), **page)
    flash(_("Done. You can end it here at any time."), "done")
    return redirect(url_for(".members", id=id, _anchor="acting"), 303)


def _seat(role: str, place: str) -> Seat:
    return people.get_seat(context.session(), Role(role), _place(place))


def _place(place: str) -> str:
    return "" if place == SITE else place


def _show(seat: Seat) -> str:
    require(context.actor(), "people.read", seat)
    return render_template("people/show.html", form=_invite_form(seat.role, fresh=True), **_page(seat))


def _page(seat: Seat) -> dict[str, PeopleView | ActingView | None]:
    session, actor, now = context.session(), context.actor(), context.now()
    may_invite = may(actor, "people.manage", seat) and actor.signed_in
    waiting = people.list_waiting(session, actor, seat, now=now) if may_invite else []
    holders = people.list_holders(session, actor, seat)
    name = people.name_of(session, seat)
    view = people_view(seat, name, holders, waiting, may_invite=may_invite)
    return {"view": view, "acting": _acting(seat, ConsentForm(formdata=None))}


def _acting(seat: Seat, form: ConsentForm) -> ActingView | None:
    """Who acts for a stakeholder, for those who belong to it."""
    session, actor, now = context.session(), context.actor(), context.now()
    if seat.role is not Role.MEMBER or not may(actor, "people.leave", seat):
        return None
    stakeholder = people.find_stakeholder(session, seat.place)
    ends = may(actor, "acting.withdraw", stakeholder)
    consents = people.list_consents(session, actor, seat.place, now=now) if ends else []
    candidates = people.list_candidates(session, stakeholder)
    return acting_view(form, stakeholder, consents, candidates, people.list_done(session, actor, seat.place))


def _invite_form(role: Role, *, fresh: bool = False) -> InviteForm:
    of = InviteMemberForm if role is Role.MEMBER else InviteForm
    return of(formdata=None) if fresh else of()
