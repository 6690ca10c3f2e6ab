"""The links of mails about roles: taking a role one is invited to, and answering who asks to act."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.services import accounts, people
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.entering import go_on
from matchmaker.web.forms.people import AcceptForm, JoinForm
from matchmaker.web.forms.refusal import Form, refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.asking import InvitedView, invited_view, request_view
from matchmaker.web.views.people import page_url
from matchmaker.web.words import _

blueprint = Blueprint("role_links", __name__)

DONE = {
    "declined": N_("Thank you for your answer. You are not a part of it."),
    "given": N_("Thank you. This person may act for you for thirty days. You can end it at any time."),
    "refused": N_("Thank you for your answer. Nobody acts for you."),
}
DONES = ", ".join(DONE)


@blueprint.get("/r/<token>")
@allow("people.join")
def show(token: str) -> Response:
    """What somebody is invited to. Programs that look into mails open this too."""
    try:
        view = _invited(token)
    except MatchmakerError as error:
        return _over(error)
    form = AcceptForm(formdata=None) if view.signed_in else JoinForm(formdata=None)
    return _page(render_template("people/invited.html", view=view, form=form))


@blueprint.post("/r/<token>/accept")
@allow("account.own")
def accept(token: str) -> Response:
    """Take the role with the account that is signed in."""
    form = AcceptForm()
    try:
        link = opened(token)
        seat = people.accept(
            context.session(), context.actor(), link, anyway=bool(form.anyway.data), now=context.now()
        )
    except Invalid as error:
        return _refused(token, form, error)
    except MatchmakerError as error:
        return _over(error)
    context.act_for("")
    return _page(redirect(page_url(seat), 303))


@blueprint.post("/r/<token>/join")
@allow("people.join")
def join(token: str) -> Response:
    """Make an account, take the role with it, and sign in."""
    form, secret = JoinForm(), context.secret_key()
    try:
        form.check()
        account = people.join(
            context.session(), token, secret, name=form.name.data or "",
            password=form.password.data or "", language=context.language(), now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return _refused(token, form, error)
    except MatchmakerError as error:
        return _over(error)
    agent, lasts = request.user_agent.string, context.sign_in_lasts()
    entered = accounts.sign_in_new(context.session(), account, agent=agent, lasts=lasts, now=context.now())
    return _page(go_on(entered, url_for("accounts.mine")))


@blueprint.post("/r/<token>/decline")
@allow("people.join")
def decline(token: str) -> Response:
    """Say no, without an account."""
    try:
        people.decline(context.session(), opened(token), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", done="declined", language=context.language()), 303))


@blueprint.get("/c/<token>")
@allow("acting.answer")
def request_(token: str) -> Response:
    """Who asks to act, with two buttons."""
    try:
        asked = people.get_asked(context.session(), opened(token), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(render_template("people/request.html", view=request_view(asked, token)))


@blueprint.post("/c/<token>/<any(give, refuse):act>")
@allow("acting.answer")
def answer(token: str, act: str) -> Response:
    """Say yes or no, and use the link up."""
    yes = act == "give"
    try:
        people.answer_asked(context.session(), opened(token), yes=yes, now=context.now())
    except MatchmakerError as error:
        return _over(error)
    done = "given" if yes else "refused"
    return _page(redirect(url_for(".thanks", done=done, language=context.language()), 303))


@blueprint.get(f"/r/thanks/<any({DONES}):done>")
@allow("people.join")
def thanks(done: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("introductions/thanks.html", said=_(DONE[done])))


def _invited(token: str) -> InvitedView:
    session, actor = context.session(), context.actor()
    found = people.get_invited(session, opened(token), now=context.now())
    return invited_view(found, token, same=people.is_for(session, actor, found))


def _refused(token: str, form: Form, error: Invalid) -> Response:
    """The form again; or, where it is the link that does not hold, a clear page."""
    try:
        view = _invited(token)
    except MatchmakerError as over:
        return _over(over)
    return _page(*refuse(form, error, "people/invited.html", view=view))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of what a link opened once."""
    return _page(render_template("people/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
