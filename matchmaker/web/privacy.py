"""What I agree to, whether my profiles are suggested, and what I am asked when a text is new."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.services import privacy, profiles
from matchmaker.web.access import allow
from matchmaker.web.site import safe_next
from matchmaker.web.views.privacy import asked_view, privacy_view
from matchmaker.web.words import _

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/account/privacy")
@allow("account.own")
def show() -> str:
    """My profiles in suggestions, what I agreed to, and the ways to take my data away."""
    session, actor = context.session(), context.actor()
    own, answers = profiles.list_of_account(session, actor), privacy.get_answers(session, actor)
    return render_template("privacy/show.html", view=privacy_view(own, answers))


@blueprint.post("/account/privacy/consents")
@allow("account.own")
def consents() -> Response:
    """Keep what I agree to; a box that is empty takes it back."""
    given = request.form.getlist("agree")
    privacy.answer(context.session(), context.actor(), given, now=context.now())
    flash(_("Saved. It holds from now on."), "done")
    return redirect(url_for(".show"), 303)


@blueprint.post("/account/privacy/suggested/<id>")
@allow("account.own")
def suggested(id: str) -> Response:
    """Have a profile suggested to others, or not any more."""
    wanted = request.form.get("suggested") == "yes"
    found = privacy.set_suggested(context.session(), context.actor(), id, wanted, now=context.now())
    again, over = _("%(name)s is suggested to others again."), _("%(name)s is suggested to nobody now.")
    flash((again if wanted else over) % {"name": found.name}, "done")
    return redirect(url_for(".show"), 303)


@blueprint.get("/account/asked")
@allow("account.own")
def asked() -> str | Response:
    """What I have not been asked about yet; on to where I was going where there is nothing."""
    session, actor = context.session(), context.actor()
    target = safe_next(request.args.get("next") or url_for("accounts.mine"))
    if not privacy.is_asked(session, actor):
        return redirect(target, 303)
    view = asked_view(privacy.get_answers(session, actor))
    return render_template("privacy/asked.html", view=view, target=target)


@blueprint.post("/account/asked")
@allow("account.own")
def asked_send() -> Response:
    """Keep my answers, and go on to where I was going."""
    given = request.form.getlist("agree")
    privacy.answer(context.session(), context.actor(), given, now=context.now())
    return redirect(safe_next(request.form.get("next") or url_for("accounts.mine")), 303)
