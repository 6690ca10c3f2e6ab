"""Signing in and out, and what is mine."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.permissions import may_enter
from matchmaker.services import accounts, introductions, pilots, profiles
from matchmaker.web import provider_claims
from matchmaker.web.access import allow
from matchmaker.web.entering import browser, go_on, network, wanted_page
from matchmaker.web.forms.accounts import SignInForm
from matchmaker.web.forms.factors import PasskeyForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.oidc import provider_name
from matchmaker.web.views.beside import waiting_here
from matchmaker.web.views.introductions.mine import count_yours
from matchmaker.web.views.roles import role_rows
from matchmaker.web.words import _

blueprint = Blueprint("accounts", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/sign-in")
@allow("account.sign-in")
def sign_in() -> str:
    """The form for signing in, and in demo mode the people one may be."""
    return render_template("accounts/sign_in.html", form=SignInForm(), **_page())


@blueprint.post("/sign-in")
@allow("account.sign-in")
def sign_in_send() -> Answer:
    """Sign in."""
    form = SignInForm()
    try:
        form.check()
        entered = _entered(form.email.data or "", form.password.data or "")
    except (Invalid, TooMany) as error:
        return refuse(form, error, "accounts/sign_in.html", **_page())
    return go_on(entered)


@blueprint.post("/sign-in/demo")
@allow("account.sign-in")
def sign_in_demo() -> Response:
    """Be one of the demo's people, in demo mode only."""
    if not context.settings().demo:
        raise NotFound("There is no such page. Check the address.")
    part = request.form.get("part", "")
    secret = accounts.sign_in_as_demo(
        context.session(), part, agent=browser(), lasts=context.sign_in_lasts(), now=context.now()
    )
    context.keep_signed_in(secret)
    return redirect(wanted_page(), 303)


@blueprint.post("/sign-out")
@allow("account.own")
def sign_out() -> Response:
    """End this session."""
    actor = context.actor()
    if (secret := context.sign_out()) is not None:
        accounts.sign_out(context.session(), actor, secret, now=context.now())
    provider_claims.drop()
    flash(_("You are signed out."), "done")
    return redirect(url_for("site.home"), 303)


@blueprint.get("/account")
@allow("account.own")
def mine() -> str:
    """My profiles and my roles, each with the next step."""
    own = profiles.list_of_account(context.session(), context.actor())
    readable = context.settings().demo or may_enter(context.actor(), "mail.retry")
    brokers = may_enter(context.actor(), "introduction.broker")
    invited, joined = pilots.list_of_own(context.session(), context.actor())
    return render_template(
        "accounts/mine.html",
        own=own,
        waiting=count_yours(introductions.list_mine(context.session(), context.actor()), context.actor()),
        on_desk=introductions.count_waiting(context.session(), context.actor()) if brokers else 0,
        roles=role_rows(context.actor()),
        invitations=invited,
        joined=joined,
        held_back=context.held_back(),
        **waiting_here(),
        outbox_url=url_for("notifications.outbox") if readable else "",
    )


def _entered(email: str, password: str) -> accounts.Entered:
    return accounts.sign_in(
        context.session(),
        email=email,
        password=password,
        address=network(),
        agent=browser(),
        lasts=context.sign_in_lasts(),
        now=context.now(),
    )


def _page() -> dict[str, Any]:
    people = accounts.list_demo_accounts(context.session()) if context.settings().demo else []
    return {
        "people": people,
        "wanted": wanted_page(),
        "key": PasskeyForm(formdata=None),
        "provider": provider_name(),
    }
