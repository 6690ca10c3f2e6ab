"""Suggestions for a stakeholder, for one of its needs, and for any text."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.entities import Dismissal, Role, Verdict
from matchmaker.errors import Invalid
from matchmaker.services import suggestions
from matchmaker.web import exposure
from matchmaker.web.access import allow
from matchmaker.web.views.facets import read_filters
from matchmaker.web.views.match import card_of
from matchmaker.web.views.orders import read_order
from matchmaker.web.views.sides import sides_view
from matchmaker.web.views.suggestions import ask_view, suggestions_view
from matchmaker.web.words import _

blueprint = Blueprint("suggestions", __name__)

# Few at first, and never so many that the page grows heavy.
FIRST, STEP = 5, 10
# Reading a text takes time that grows with it, and anybody may ask without signing in.
LONGEST = 5_000


@blueprint.get("/suggestions")
@allow("account.own")
def mine() -> Response:
    """My suggestions, or the way to them."""
    places = sorted(context.actor().places(Role.MEMBER))
    if not places:
        return redirect(url_for("stakeholders.choose"), 303)
    if len(places) > 1:
        return redirect(url_for("accounts.mine"), 303)
    return redirect(url_for(".show", id=places[0]), 303)


@blueprint.get("/stakeholders/<id>/suggestions")
@allow("suggestions.read")
def show(id: str) -> str:
    """Who could help this stakeholder, or with one of its needs."""
    page = suggestions.suggest(
        context.session(),
        context.actor(),
        id,
        need_id=request.args.get("need", ""),
        filters=read_filters(request.args),
        order=read_order(request.args),
        skip=_skip(),
        top=_top(),
        now=context.now(),
    )
    answer = render_template("suggestions/show.html", view=suggestions_view(page, request.args, _skip()))
    # In the end: a page that is begun anew on the way shows them once.
    exposure.note(page)
    return answer


@blueprint.get("/stakeholders/<id>/suggestions/<other_id>")
@allow("suggestions.read")
def both(id: str, other_id: str) -> str:
    """One suggestion from both sides: what to know before one asks."""
    need_id = request.args.get("need", "")
    seen = suggestions.get_one(
        context.session(), context.actor(), id, other_id, need_id=need_id, now=context.now()
    )
    return render_template("suggestions/both.html", view=sides_view(seen, need_id))


@blueprint.get("/stakeholders/<id>/saved")
@allow("suggestions.read")
def saved(id: str) -> str:
    """Whom one saved for later."""
    found = suggestions.list_saved(context.session(), context.actor(), id)
    return render_template("suggestions/saved.html", found=found, id=id)


@blueprint.post("/stakeholders/<id>/suggestions/<other_id>")
@allow("suggestions.judge")
def judge(id: str, other_id: str) -> str | Response:
    """Save, hide, say why not, or take that back."""
    said, need_id = _said(), request.form.get("need", "")
    if said is None:
        suggestions.take_back(context.session(), context.actor(), id, other_id, now=context.now())
    else:
        verdict, reason = said
        suggestions.judge(
            context.session(), context.actor(), id, other_id, verdict,
            reason=reason, need_id=need_id or None, now=context.now(),
        )  # fmt: skip
    if request.headers.get("HX-Request"):
        card = card_of(id, other_id, need_id, said[0] if said else None)
        return render_template("suggestions/card.html", card=card)
    flash(_("Noted. You can take it back at any time."), "done")
    return redirect(url_for(".show", id=id, need=need_id or None), 303)


@blueprint.get("/who-could-help")
@allow("suggestions.ask")
def ask() -> str:
    """Who could help with a text that anybody types."""
    text = request.args.get("q", "").strip()[:LONGEST]
    page = None
    if text:
        page = suggestions.ask(
            context.session(), text, filters=read_filters(request.args), order=read_order(request.args),
            skip=_skip(), top=_top(), now=context.now(),
        )  # fmt: skip
    return render_template("suggestions/ask.html", view=ask_view(text, page, request.args, _skip()))


def _skip() -> int:
    """How many were shown on the pages before this one."""
    wanted = request.args.get("after", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 0


def _top() -> int:
    """How much of the list to show: the five best, or ten of those that come after."""
    return STEP if _skip() else FIRST


def _said() -> tuple[Verdict, Dismissal | None] | None:
    verdict, reason = request.form.get("verdict", ""), request.form.get("reason", "")
    if not verdict:
        return None
    try:
        return Verdict(verdict), Dismissal(reason) if reason else None
    except ValueError as error:
        raise Invalid("Choose one of the answers shown.") from error
