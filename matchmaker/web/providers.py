"""Signing in by an identity provider: going there, coming back, and joining it with an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Conflict, Invalid, NotFound, TooMany
from matchmaker.services import accounts
from matchmaker.web import oidc, provider_claims
from matchmaker.web.access import allow
from matchmaker.web.entering import browser, go_on, network, wanted_page
from matchmaker.web.forms.accounts import ForgottenForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.site import safe_next
from matchmaker.web.words import _

blueprint = Blueprint("providers", __name__)

Answer = str | Response | tuple[str, int]
View = Callable[..., Answer]

WANTED = "wanted"


def told(view: View) -> View:
    """Answer with a clear page where there is no provider, or something went wrong between it and us."""

    @wraps(view)
    def answer(*values: Any, **named: Any) -> Answer:
        if not oidc.provider_name():
            raise NotFound("There is no such page. Check the address.")
        try:
            return view(*values, **named)
        except oidc.ProviderTrouble as error:
            return render_template("providers/trouble.html", message=in_words(error)), error.status

    return answer


@blueprint.get("/sign-in/provider")
@allow("account.sign-in")
@told
def leave() -> Answer:
    """Send somebody to the provider, to sign in or to join it with their account."""
    cookie[WANTED] = wanted_page()
    return oidc.send_there("sign-in")


@blueprint.get("/account/confirm/provider")
@allow("account.own")
@told
def confirm() -> Answer:
    """Send somebody to the provider, to sign in there anew and so to show who they are."""
    cookie[WANTED] = wanted_page()
    return oidc.send_there(oidc.CONFIRM)


@blueprint.get("/sign-in/provider/back")
@allow("account.sign-in")
@told
def back() -> Answer:
    """Somebody comes back from the provider: they are signed in, or asked what shall become of it."""
    claim, purpose = oidc.read_answer()
    wanted = safe_next(cookie.pop(WANTED, None))
    # The protocol comes back by a GET; its answer fits to what this very browser asked, and is taken once.
    context.write_although_read()
    if purpose == oidc.CONFIRM:
        return _confirmed(claim, wanted)
    lasts, now = context.sign_in_lasts(), context.now()
    entered = accounts.enter_by_identity(context.session(), claim, agent=browser(), lasts=lasts, now=now)
    if entered is not None:
        return go_on(entered, wanted)
    provider_claims.keep(claim)
    return redirect(url_for(".claim"), 303)


@blueprint.get("/sign-in/provider/person")
@allow("account.sign-in")
@told
def claim() -> Answer:
    """What shall become of the person whom the provider sent: a new account, or one with mine."""
    found = provider_claims.find()
    if found is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("providers/person.html", **_page(found), form=_form(found))


@blueprint.post("/sign-in/provider/person")
@allow("account.register")
@told
def join() -> Answer:
    """Make an account for this person; an address that the provider does not know our mail confirms."""
    found = provider_claims.find()
    if found is None:
        return redirect(url_for("accounts.sign_in"), 303)
    form = _form(found)
    try:
        if not found.verified:
            form.check()
            email = form.email.data or ""
            accounts.ask_to_register(
                context.session(), name=found.name or email.partition("@")[0], email=email,
                language=context.language(), address=network(), now=context.now(),
            )  # fmt: skip
            return redirect(url_for("joining.written"), 303)
        entered = accounts.join_by_identity(
            context.session(), found, language=context.language(), address=network(), agent=browser(),
            lasts=context.sign_in_lasts(), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "providers/person.html", **_page(found))
    except Conflict as error:
        form.problem = in_words(error)
        return render_template("providers/person.html", **_page(found), form=form), error.status
    provider_claims.drop()
    return go_on(entered, url_for("stakeholders.choose"))


@blueprint.post("/sign-in/provider/person/join")
@allow("account.own")
@told
def link() -> Answer:
    """Sign in by this person of the provider from now on."""
    found = provider_claims.find()
    if found is None:
        return redirect(url_for("signing.show"), 303)
    accounts.link_identity(
        context.session(), context.actor(), found, sign_in=context.secret() or "", now=context.now()
    )
    provider_claims.drop()
    flash(_("From now on you can also sign in by %(name)s.", name=oidc.provider_name()), "done")
    return redirect(url_for("signing.show"), 303)


@blueprint.post("/sign-in/provider/person/drop")
@allow("account.sign-in")
def drop() -> Response:
    """Do nothing with this person of the provider."""
    provider_claims.drop()
    signed_in = context.actor().signed_in
    return redirect(url_for("accounts.mine" if signed_in else "accounts.sign_in"), 303)


@blueprint.post("/account/providers/<int:number>/remove")
@allow("account.own")
def unlink(number: int) -> Response:
    """Sign in by the provider no more."""
    accounts.unlink_identity(
        context.session(), context.actor(), number, sign_in=context.secret() or "", now=context.now()
    )
    flash(_("You sign in by it no more."), "done")
    return redirect(url_for("signing.show"), 303)


def _confirmed(claim: accounts.Claim, wanted: str) -> Answer:
    session, actor, now = context.session(), context.actor(), context.now()
    if not accounts.confirm_by_identity(session, actor, claim, sign_in=context.secret() or "", now=now):
        raise oidc.ProviderTrouble(oidc.NOT_YOU)
    return redirect(wanted, 303)


def _page(found: accounts.Claim) -> dict[str, Any]:
    return {"claim": found, "provider": oidc.provider_name()}


def _form(found: accounts.Claim) -> ForgottenForm:
    form = ForgottenForm()
    if not form.is_submitted():
        form.email.data = found.email
    return form
