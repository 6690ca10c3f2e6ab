"""Erasing my account, or a profile that I look after: told first, then confirmed by name and password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, TooMany
from matchmaker.services import privacy
from matchmaker.web.access import allow
from matchmaker.web.forms.privacy import EraseForm, EraseProfileForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.sure import sure
from matchmaker.web.words import _

blueprint = Blueprint("erasing", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/account/erase")
@allow("account.own")
def account() -> str:
    """What goes, what stays and why, and the form."""
    plan = privacy.plan_erasure(context.session(), context.actor())
    form = sure(EraseForm.of(plan), context.session())
    return render_template("privacy/erase.html", form=form, plan=plan)


@blueprint.post("/account/erase")
@allow("account.own")
def account_send() -> Answer:
    """Erase the account, and sign out."""
    session, actor = context.session(), context.actor()
    # Read apart: tries of the password are counted before the request writes.
    with context.database().reading() as reader:
        plan = privacy.plan_erasure(reader, actor)
        form = sure(EraseForm.of(plan), reader)
    try:
        form.check()
        privacy.erase_account(
            session, actor, name=form.name.data or "", password=form.given, secret=context.secret() or "",
            profiles=form.chosen, folder=context.settings().folder, now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "privacy/erase.html", plan=plan)
    context.sign_out()
    flash(_("Your account is erased. Thank you for having been here."), "done")
    return redirect(url_for("site.home"), 303)


@blueprint.get("/stakeholders/<id>/erase")
@allow("stakeholder.erase")
def profile(id: str) -> str:
    """What goes with a profile, and the form."""
    found = privacy.get_erasable(context.session(), context.actor(), id)
    form = sure(EraseProfileForm(), context.session())
    return render_template("privacy/erase_profile.html", form=form, profile=found)


@blueprint.post("/stakeholders/<id>/erase")
@allow("stakeholder.erase")
def profile_send(id: str) -> Answer:
    """Erase the profile."""
    session, actor = context.session(), context.actor()
    with context.database().reading() as reader:
        found = privacy.get_erasable(reader, actor, id)
        form = sure(EraseProfileForm(), reader)
    try:
        form.check()
        privacy.erase_profile(
            session, actor, id, name=form.name.data or "", password=form.given,
            secret=context.secret() or "", now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "privacy/erase_profile.html", profile=found)
    flash(_("%(name)s is erased.", name=found.name), "done")
    return redirect(url_for("accounts.mine"), 303)
