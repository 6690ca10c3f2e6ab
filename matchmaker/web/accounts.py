"""Signing in and out, and what is mine."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, NotFound
from matchmaker.permissions import may_enter
from matchmaker.services import accounts, introductions, pilots, profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.accounts import SignInForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.site import safe_next
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
    return render_template("accounts/sign_in.html", form=SignInForm(), people=_demo_people())


@blueprint.post("/sign-in")
@allow("account.sign-in")
def sign_in_send() -> Answer:
    """Sign in."""
    form = SignInForm()
    try:
        form.check()
        _keep(form.email.data or "", form.password.data or "")
    except Invalid as error:
        return refuse(form, error, "accounts/sign_in.html", people=_demo_people())
    return redirect(_wanted(), 303)


@blueprint.post("/sign-in/demo")
@allow("account.sign-in")
def sign_in_demo() -> Response:
    """Be one of the demo's people, in demo mode only."""
    if not context.settings().demo:
        raise NotFound("There is no such page. Check the address.")
    part = request.form.get("part", "")
    secret = accounts.sign_in_as_demo(
        context.session(), part, agent=_agent(), lasts=context.sign_in_lasts(), now=context.now()
    )
    context.keep_signed_in(secret)
    return redirect(_wanted(), 303)


@blueprint.post("/sign-out")
@allow("account.own")
def sign_out() -> Response:
    """End this session."""
    actor = context.actor()
    if (secret := context.sign_out()) is not None:
        accounts.sign_out(context.session(), actor, secret, now=context.now())
    flash(_("You are signed out."), "done")
    return redirect(url_for("site.home"), 303)


@blueprint.get("/account")
@allow("account.own")
def mine() -> str:
    """My profiles and my roles, each with the next step."""
    own = profiles.list_of_account(context.session(), context.actor())
    readable = context.settings().demo or may_enter(context.actor(), "mail.retry")
    brokers = may_enter(context.actor(), "introduction.broker")
    return render_template(
        "accounts/mine.html",
        own=own,
        waiting=count_yours(introductions.list_mine(context.session(), context.actor()), context.actor()),
        on_desk=introductions.count_waiting(context.session(), context.actor()) if brokers else 0,
        roles=role_rows(context.actor()),
        invitations=pilots.list_invitations(context.session(), context.actor()),
        joined=pilots.list_joined(context.session(), context.actor()),
        **waiting_here(),
        outbox_url=url_for("notifications.outbox") if readable else "",
    )


def _keep(email: str, password: str) -> None:
    secret = accounts.sign_in(
        context.session(),
        email=email,
        password=password,
        **_by(),
        agent=_agent(),
        lasts=context.sign_in_lasts(),
        now=context.now(),
    )
    context.keep_signed_in(secret)


def _wanted() -> str:
    """The page that somebody was on the way to, else their own."""
    return safe_next(request.args.get("next") or url_for("accounts.mine"))


def _by() -> dict[str, str]:
    return {"address": request.remote_addr or "unknown"}


def _agent() -> str:
    return request.user_agent.string


def _demo_people() -> list[object]:
    return list(accounts.list_demo_accounts(context.session())) if context.settings().demo else []
