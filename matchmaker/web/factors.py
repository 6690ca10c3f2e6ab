"""My second factors: an app that makes codes, passkeys, recovery codes."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.errors import Invalid
from matchmaker.services import accounts
from matchmaker.web import challenges
from matchmaker.web.access import allow
from matchmaker.web.forms.factors import FirstCodeForm, NewPasskeyForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.factors import FactorsView, factors_view, keep_once, shown_once
from matchmaker.web.views.picture import picture_of
from matchmaker.web.words import _

blueprint = Blueprint("factors", __name__)

Answer = str | WerkzeugResponse | tuple[str, int]


@blueprint.get("/account/second-step")
@allow("account.own")
def show() -> Answer:
    """What I show besides my password; who has not shown for a while who they are does so first."""
    if not accounts.is_fresh(context.session(), context.secret() or "", now=context.now()):
        return redirect(url_for("confirming.show", next=url_for(".show")), 303)
    return render_template("factors/show.html", form=NewPasskeyForm(), view=_view())


@blueprint.post("/account/codes/begin")
@allow("account.own")
def begin_codes() -> WerkzeugResponse:
    """Make a key for an app."""
    accounts.begin_codes(
        context.session(), context.actor(), sign_in=_here(), secret=context.secret_key(), now=context.now()
    )
    return redirect(url_for(".codes"), 303)


@blueprint.get("/account/codes")
@allow("account.own")
def codes() -> Answer:
    """The picture and the key for the app, and the field for its first code."""
    found = _enrolment()
    if found is None:
        return redirect(url_for(".show"), 303)
    return render_template(
        "factors/codes.html", form=FirstCodeForm(), key=found.key, picture=picture_of(found.uri)
    )


@blueprint.post("/account/codes")
@allow("account.own")
def confirm_codes() -> Answer:
    """Make the app count by its first code."""
    form = FirstCodeForm()
    try:
        form.check()
        new = accounts.confirm_codes(
            context.session(), context.actor(), form.code.data or "", sign_in=_here(),
            secret=context.secret_key(), now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        found = _enrolment()
        if found is None:
            return redirect(url_for(".show"), 303)
        picture = picture_of(found.uri)
        return refuse(form, error, "factors/codes.html", key=found.key, picture=picture)
    flash(_("The app is set up. From now on we ask for its code after your password."), "done")
    return _after(new)


@blueprint.post("/account/codes/remove")
@allow("account.own")
def remove_codes() -> WerkzeugResponse:
    """Remove the app."""
    accounts.remove_codes(context.session(), context.actor(), sign_in=_here(), now=context.now())
    flash(_("The app is removed."), "done")
    return redirect(url_for(".show"), 303)


@blueprint.get("/account/recovery-codes")
@allow("account.own")
def recovery() -> str:
    """New recovery codes, shown this once; else how many are left."""
    left = accounts.get_ways(context.session(), context.actor()).having.recovery
    return render_template("factors/recovery.html", codes=shown_once(), left=left)


@blueprint.post("/account/recovery-codes")
@allow("account.own")
def renew_recovery() -> WerkzeugResponse:
    """Ten new recovery codes."""
    keep_once(accounts.renew_recovery(context.session(), context.actor(), sign_in=_here(), now=context.now()))
    return redirect(url_for(".recovery"), 303)


@blueprint.post("/account/passkeys/options")
@allow("account.own")
def options() -> Response:
    """What the browser is asked for a new passkey."""
    return challenges.asked(
        *accounts.ask_for_new(
            context.session(), context.actor(), site=context.site(), sign_in=_here(), now=context.now()
        )
    )


@blueprint.post("/account/passkeys")
@allow("account.own")
def add_passkey() -> Answer:
    """Keep a new passkey."""
    form = NewPasskeyForm()
    try:
        form.check()
        new = accounts.add_passkey(
            context.session(), context.actor(), form.credential.data or "", name=form.name.data or "",
            challenge=challenges.taken(), site=context.site(), sign_in=_here(), now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return refuse(form, error, "factors/show.html", view=_view())
    flash(_("The passkey is kept. You can sign in with it alone."), "done")
    return _after(new)


@blueprint.post("/account/passkeys/<int:number>/remove")
@allow("account.own")
def remove_passkey(number: int) -> WerkzeugResponse:
    """Remove a passkey."""
    accounts.remove_passkey(context.session(), context.actor(), number, sign_in=_here(), now=context.now())
    flash(_("The passkey is removed."), "done")
    return redirect(url_for(".show"), 303)


def _after(new: list[str]) -> WerkzeugResponse:
    """To the new recovery codes, if there are some."""
    keep_once(new)
    return redirect(url_for(".recovery" if new else ".show"), 303)


def _enrolment() -> accounts.Enrolment | None:
    return accounts.find_enrolment(
        context.session(), context.actor(), site_name=context.settings().site_name, sign_in=_here(),
        secret=context.secret_key(), now=context.now(),
    )  # fmt: skip


def _view() -> FactorsView:
    ways = accounts.get_ways(context.session(), context.actor())
    return factors_view(ways, accounts.list_passkeys(context.session(), context.actor()))


def _here() -> str:
    return context.secret() or ""
