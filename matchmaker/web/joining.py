"""Making an account, a forgotten password, and the links that mails about an account carry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Invalid, MatchmakerError, TooMany
from matchmaker.services import accounts, privacy
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS
from matchmaker.web.entering import browser, go_on, network, wanted_page
from matchmaker.web.forms.accounts import ForgottenForm, PasswordForm, RegisterForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.privacy import new_boxes
from matchmaker.web.words import _

blueprint = Blueprint("joining", __name__)

WANTED = "wanted"
"""In the cookie: the page that somebody was on the way to who makes an account first."""

Answer = str | WerkzeugResponse | tuple[str, int]


@blueprint.get("/register")
@allow("account.register")
def register() -> str:
    """The form for a new account."""
    return render_template("accounts/register.html", form=RegisterForm())


@blueprint.post("/register")
@allow("account.register")
def register_send() -> Answer:
    """Write to the address how its account is finished; the answer is the same whether it has one."""
    form = RegisterForm()
    try:
        form.check()
        accounts.ask_to_register(
            context.session(), name=form.name.data or "", email=form.email.data or "",
            language=context.language(), address=network(), now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "accounts/register.html")
    if "next" in request.args:
        # The link of the mail is opened in this browser, most often: then the way goes on where it began.
        cookie[WANTED] = wanted_page()
    return redirect(url_for(".written"), 303)


@blueprint.get("/forgotten")
@allow("account.sign-in")
def forgotten() -> str:
    """The form for somebody who does not know their password."""
    return render_template("accounts/forgotten.html", form=ForgottenForm())


@blueprint.post("/forgotten")
@allow("account.sign-in")
def forgotten_send() -> Answer:
    """Write to the address how a new password is chosen; the answer is the same whether it has an account."""
    form = ForgottenForm()
    try:
        form.check()
        email = form.email.data or ""
        accounts.ask_to_reset(context.session(), email=email, address=network(), now=context.now())
    except (Invalid, TooMany) as error:
        return refuse(form, error, "accounts/forgotten.html")
    return redirect(url_for(".written"), 303)


@blueprint.get("/register/written")
@allow("account.sign-in")
def written() -> str:
    """Look into your mail."""
    outbox_url = url_for("notifications.outbox") if context.settings().demo else ""
    return render_template("accounts/written.html", outbox_url=outbox_url)


@blueprint.get("/a/<token>")
@allow("account.key")
def key(token: str) -> Response:
    """What a link opens: a new password, or a button. Programs that look into mails open this too."""
    try:
        found = _read(token)
    except MatchmakerError as error:
        return _over(error)
    return _page(render_template("accounts/key.html", form=PasswordForm(), **_about(found, token)))


@blueprint.post("/a/<token>/password")
@allow("account.key")
def choose_password(token: str) -> Response:
    """Make the account, or give it its new password, use the link up, and sign in."""
    session, secret, form = context.session(), context.secret_key(), PasswordForm()
    try:
        found = _read(token)
        form.check()
        account = accounts.choose_password(
            session, token, secret, password=form.password.data or "", now=context.now()
        )
    except Invalid as error:
        return _refused(token, form, error)
    except MatchmakerError as error:
        return _over(error)
    # The password was typed just now; the account is not committed yet, so not by `sign_in`.
    lasts, now = context.sign_in_lasts(), context.now()
    entered = accounts.sign_in_new(session, account, agent=browser(), lasts=lasts, now=now)
    begins = found.kind is MailKind.REGISTER
    wanted = str(cookie.get(WANTED, url_for("stakeholders.choose")))
    if begins:
        actor, given = accounts.actor_of(session, account), request.form.getlist("agree")
        privacy.answer(session, actor, given, now=context.now())
    return _page(go_on(entered, wanted if begins else url_for("accounts.mine")))


@blueprint.post("/a/<token>/address")
@allow("account.key")
def confirm_address(token: str) -> Response:
    """Make this the address of the account, and use the link up."""
    try:
        _read(token)
        accounts.move(context.session(), token, context.secret_key(), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    flash(_("From now on you sign in with your new address."), "done")
    return _page(redirect(url_for("accounts.mine"), 303))


def _about(found: accounts.Key, token: str) -> dict[str, Any]:
    """What the page of a link shows."""
    return {"key": found, "token": token, "boxes": new_boxes()}


def _read(token: str) -> accounts.Key:
    """What a link opens; the answer speaks the language of its mail."""
    found = accounts.read_key(context.session(), token, context.secret_key(), context.now())
    context.speak(found.language)
    return found


def _refused(token: str, form: PasswordForm, error: Invalid) -> Response:
    """The form again; or, where it is the link that does not hold, a clear page."""
    try:
        found = _read(token)
    except MatchmakerError as over:
        return _over(over)
    return _page(*refuse(form, error, "accounts/key.html", **_about(found, token)))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of what a link opened once."""
    return _page(render_template("accounts/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
