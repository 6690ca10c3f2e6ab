"""The history of a profile: what was changed, two states side by side, and putting back what was there."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.services import notifications, profiles
from matchmaker.web.access import allow
from matchmaker.web.views.comparison import comparison_view
from matchmaker.web.views.history import history_view
from matchmaker.web.words import _

blueprint = Blueprint("history", __name__)

LONGEST = 9
"""So many digits both databases can be asked for: PostgreSQL counts rows up to 2,147,483,647."""


@blueprint.get("/stakeholders/<id>/history")
@allow("history.read")
def show(id: str) -> str:
    """All that was ever changed, save by save."""
    session, actor = context.session(), context.actor()
    field, of, after = request.args.get("field", ""), request.args.get("of", ""), _number("after") or 0
    page = profiles.get_past(session, actor, id, field=field, subject=of, after=after)
    zone = notifications.zone_of_account(session, actor.account_id)
    return render_template("history/show.html", view=history_view(page, field, zone, of=of, begins=not after))


@blueprint.get("/stakeholders/<id>/history/compare")
@allow("history.restore")
def compare(id: str) -> str:
    """The state after one save beside that after another, or beside today's."""
    session, actor = context.session(), context.actor()
    found = profiles.compare_states(session, actor, id, _number("a") or 0, _number("b"))
    zone = notifications.zone_of_account(session, actor.account_id)
    return render_template("history/compare.html", view=comparison_view(found, zone))


@blueprint.post("/stakeholders/<id>/history/<int:number>/restore")
@allow("history.restore")
def restore(id: str, number: int) -> Response:
    """Put back one field, one part or all of an earlier state."""
    sent = request.form
    profiles.restore(
        context.session(), context.actor(), id, number,
        subject=sent.get("subject", ""), field=sent.get("field", ""), opened=sent.get("opened", ""),
        now=context.now(),
    )  # fmt: skip
    flash(_("It is as it was before. Suggestions follow at once."), "done")
    return redirect(url_for(".show", id=id), 303)


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
