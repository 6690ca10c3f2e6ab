"""The second step of signing in, and signing in by a passkey alone."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.services import accounts
from matchmaker.web import challenges
from matchmaker.web.access import allow
from matchmaker.web.entering import browser, go_on, network, wanted_page
from matchmaker.web.forms.factors import CodeForm, PasskeyForm
from matchmaker.web.forms.refusal import refuse

blueprint = Blueprint("second_step", __name__)

Answer = str | WerkzeugResponse | tuple[str, int]


@blueprint.get("/sign-in/second")
@allow("account.sign-in")
def show() -> Answer:
    """Ask for a passkey or a code; who has not begun begins."""
    try:
        having = accounts.get_step(context.session(), context.half(), now=context.now())
    except NotFound:
        return _begin()
    return render_template("factors/second.html", form=CodeForm(), having=having, wanted=wanted_page())


@blueprint.post("/sign-in/second")
@allow("account.sign-in")
def finish() -> Answer:
    """Open the sign-in by a code."""
    form = CodeForm()
    try:
        form.check()
        entered = accounts.finish_by_code(
            context.session(), context.half(), form.code.data or "", address=network(), agent=browser(),
            lasts=context.sign_in_lasts(), secret=context.secret_key(), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return _refused(form, error)
    except NotFound:
        return _begin()
    return go_on(entered)


@blueprint.post("/sign-in/passkey/options")
@allow("account.sign-in")
def options() -> Response:
    """What the browser is asked for a passkey."""
    return challenges.asked(
        *accounts.ask_for_one(context.session(), site=context.site(), address=network(), now=context.now())
    )


@blueprint.post("/sign-in/passkey")
@allow("account.sign-in")
def passkey() -> Answer:
    """Open the sign-in by a passkey alone."""
    form = PasskeyForm()
    try:
        form.check()
        entered = accounts.sign_in_by_passkey(
            context.session(), form.credential.data or "", challenge=challenges.taken(), site=context.site(),
            address=network(), agent=browser(), lasts=context.sign_in_lasts(), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "factors/by_passkey.html", wanted=wanted_page())
    return go_on(entered)


def _refused(form: CodeForm, error: Invalid | TooMany) -> Answer:
    try:
        having = accounts.get_step(context.session(), context.half(), now=context.now())
    except NotFound:
        return _begin()
    return refuse(form, error, "factors/second.html", having=having, wanted=wanted_page())


def _begin() -> WerkzeugResponse:
    return redirect(url_for("accounts.sign_in", next=wanted_page()), 303)
