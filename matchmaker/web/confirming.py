"""Showing once more who one is, before something changes in how one signs in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, TooMany
from matchmaker.services import accounts
from matchmaker.web import challenges
from matchmaker.web.access import allow
from matchmaker.web.entering import network, wanted_page
from matchmaker.web.forms.factors import AgainForm, CodeForm, PasskeyForm
from matchmaker.web.forms.refusal import Form, refuse
from matchmaker.web.oidc import provider_name

blueprint = Blueprint("confirming", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/account/confirm")
@allow("account.own")
def show() -> str:
    """Ask for the password, a passkey or a code."""
    return render_template("factors/confirm.html", **_page())


@blueprint.post("/account/confirm/password")
@allow("account.own")
def password() -> Answer:
    """Show the password once more."""
    form = AgainForm()

    def act() -> None:
        accounts.confirm_by_password(
            context.session(), context.actor(), form.password.data or "", sign_in=context.secret() or "",
            now=context.now(),
        )  # fmt: skip

    return _done(form, "again", act)


@blueprint.post("/account/confirm/code")
@allow("account.own")
def code() -> Answer:
    """Show a code."""
    form = CodeForm()

    def act() -> None:
        accounts.confirm_by_code(
            context.session(), context.actor(), form.code.data or "", sign_in=context.secret() or "",
            address=network(), secret=context.secret_key(), now=context.now(),
        )  # fmt: skip

    return _done(form, "typed", act)


@blueprint.post("/account/confirm/passkey")
@allow("account.own")
def passkey() -> Answer:
    """Show a passkey."""
    form = PasskeyForm()

    def act() -> None:
        accounts.confirm_by_passkey(
            context.session(), context.actor(), form.credential.data or "", challenge=challenges.taken(),
            site=context.site(), sign_in=context.secret() or "", address=network(), now=context.now(),
        )  # fmt: skip

    return _done(form, "key", act)


def _done(form: Form, name: str, act: Callable[[], None]) -> Answer:
    """Do it and go on, or show the page again with what was wrong with this form."""
    try:
        form.check()
        act()
    except (Invalid, TooMany) as error:
        return refuse(form, error, "factors/confirm.html", **(_page() | {name: form}))
    return redirect(wanted_page(), 303)


def _page() -> dict[str, Any]:
    return {
        "ways": accounts.get_ways(context.session(), context.actor()),
        "wanted": wanted_page(),
        "again": AgainForm(formdata=None),
        "typed": CodeForm(formdata=None),
        "key": PasskeyForm(formdata=None),
        "provider": provider_name(),
    }
