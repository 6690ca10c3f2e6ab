"""How I sign in: my name, password and address, and the browsers in which I am signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, TooMany
from matchmaker.services import accounts
from matchmaker.web.access import allow
from matchmaker.web.forms.accounts import ChangePasswordForm, MoveForm, NameForm
from matchmaker.web.forms.refusal import Form, refuse
from matchmaker.web.oidc import provider_name
from matchmaker.web.views.signing import languages, signing_view
from matchmaker.web.words import _

blueprint = Blueprint("signing", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/account/signing-in")
@allow("account.own")
def show() -> str:
    """My name, password and address, and where I am signed in."""
    return render_template("accounts/signing.html", **_page())


@blueprint.post("/account/name")
@allow("account.own")
def rename() -> Answer:
    """Change my name and my language."""
    form = NameForm()
    form.language.choices = languages()

    def act() -> str:
        name, language = form.name.data or "", form.language.data
        accounts.rename(context.session(), context.actor(), name=name, language=language, now=context.now())
        context.choose_language(language)
        return _("Your name and language are kept.")

    return _done(form, "naming", act)


@blueprint.post("/account/password")
@allow("account.own")
def change_password() -> Answer:
    """Choose another password; all other browsers are signed out."""
    form = ChangePasswordForm()

    def act() -> str:
        accounts.change_password(
            context.session(), context.actor(), old=form.old.data or "", new=form.new.data or "",
            secret=context.secret() or "", now=context.now(),
        )  # fmt: skip
        return _("Your password is changed. All other browsers are signed out.")

    return _done(form, "changing", act)


@blueprint.post("/account/address")
@allow("account.own")
def move() -> Answer:
    """Ask for a mail to my new address, whose link makes it mine."""
    form = MoveForm()

    def act() -> str:
        accounts.ask_to_move(
            context.session(), context.actor(), email=form.email.data or "",
            password=form.password.data or "", now=context.now(),
        )  # fmt: skip
        return _("We have written to your new address. Open the link in that e-mail.")

    return _done(form, "moving", act)


@blueprint.post("/account/sign-ins/<int:number>/end")
@allow("account.own")
def end(number: int) -> Response:
    """Sign one browser out."""
    accounts.end_sign_in(context.session(), context.actor(), number, now=context.now())
    flash(_("This browser is signed out."), "done")
    return redirect(url_for(".show", _anchor="browsers"), 303)


@blueprint.post("/account/sign-ins/end-others")
@allow("account.own")
def end_others() -> Response:
    """Sign all other browsers out."""
    session, actor, secret = context.session(), context.actor(), context.secret() or ""
    accounts.end_other_sign_ins(session, actor, secret, now=context.now())
    flash(_("All other browsers are signed out."), "done")
    return redirect(url_for(".show", _anchor="browsers"), 303)


def _done(form: Form, name: str, act: Callable[[], str]) -> Answer:
    """Do it and say so, or show the page again with what was wrong with this form."""
    try:
        form.check()
        flash(act(), "done")
    except (Invalid, TooMany) as error:
        return refuse(form, error, "accounts/signing.html", **(_page() | {name: form}))
    return redirect(url_for(".show"), 303)


def _page() -> dict[str, Any]:
    session, actor, now = context.session(), context.actor(), context.now()
    view = signing_view(accounts.list_sign_ins(session, actor, context.secret() or "", now=now))
    naming = NameForm(formdata=None, data={"name": actor.name, "language": context.language()})
    naming.language.choices = languages()
    return {
        "view": view,
        "ways": accounts.get_ways(session, actor),
        "provider": provider_name(),
        "identities": accounts.list_identities(session, actor),
        "naming": naming,
        "changing": ChangePasswordForm(formdata=None),
        "moving": MoveForm(formdata=None),
    }
