"""Answering by a mail's link whether an offer or a need still holds, without signing in: a button decides."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.statements.life import Step
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.statements import MetForm
from matchmaker.web.problems import in_words
from matchmaker.web.views.holding import question_view
from matchmaker.web.words import _

blueprint = Blueprint("holding", __name__)

STEPS = {"holds": Step.PROLONG, "met": Step.MEET, "withdraw": Step.WITHDRAW}
DONE = {
    "holds": N_("Thank you. It holds on, and others go on finding it."),
    "met": N_("Thank you. It is closed, and nobody is sent to you for it any more."),
    "withdraw": N_("Thank you. It is withdrawn. You can open it again on your page."),
}
ACTS = ", ".join(STEPS)


@blueprint.get("/h/<token>")
@allow("statement.answer")
def show(token: str) -> Response:
    """What is asked, with its buttons. Programs that look into mails open this too."""
    try:
        found = profiles.get_question(context.session(), opened(token))
    except MatchmakerError as error:
        return _over(error)
    view = question_view(found, token, tapped=request.args.get("answer", ""))
    return _page(render_template("statements/link.html", view=view, form=MetForm()))


@blueprint.post(f"/h/<token>/<any({ACTS}):act>")
@allow("statement.answer")
def answer(token: str, act: str) -> Response:
    """Answer, use the link up, and say thank you."""
    session, form = context.session(), MetForm(meta={"csrf": False})
    try:
        link = opened(token)
        found = profiles.get_question(session, link)
    except MatchmakerError as error:
        return _over(error)
    try:
        profiles.answer_question(session, link, STEPS[act], by=form.by.data or "", now=context.now())
    except Invalid as error:
        view = question_view(found, token, tapped=act)
        return _page(*refuse(form, error, "statements/link.html", view=view))
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", act=act, language=context.language()), 303))


@blueprint.get(f"/h/thanks/<any({ACTS}):act>")
@allow("statement.answer")
def thanks(act: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("introductions/thanks.html", said=_(DONE[act])))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of a question that is answered."""
    return _page(render_template("statements/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
