"""Answering an invitation to a pilot by the link of a mail, without an account: only a button decides."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.words import N_
from matchmaker.errors import MatchmakerError
from matchmaker.services import pilots
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.problems import in_words
from matchmaker.web.views.inviting import invitation_view
from matchmaker.web.words import _

blueprint = Blueprint("invitations", __name__)

DONE = {
    "join": N_("Thank you. You are a member of the pilot now."),
    "refuse": N_("Thank you for your answer. You are not invited to this pilot again."),
}
ACTS = ", ".join(DONE)


@blueprint.get("/p/<token>")
@allow("pilot.answer")
def show(token: str) -> Response:
    """What somebody is invited to, with two buttons. Programs that look into mails open this too."""
    try:
        link = opened(token)
        found = pilots.get_invitation(context.session(), link, now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(render_template("pilots/invited.html", view=invitation_view(found, token)))


@blueprint.post(f"/p/<token>/<any({ACTS}):act>")
@allow("pilot.answer")
def answer(token: str, act: str) -> Response:
    """Join, or say "not now", and use the link up."""
    try:
        link = opened(token)
        pilots.answer_invitation(context.session(), link, joins=act == "join", now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", act=act, language=context.language()), 303))


@blueprint.get(f"/p/thanks/<any({ACTS}):act>")
@allow("pilot.answer")
def thanks(act: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("introductions/thanks.html", said=_(DONE[act])))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of an invitation that is over."""
    return _page(render_template("pilots/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
