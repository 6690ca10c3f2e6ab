"""The links of mails about claims: whoever reads the mail of a record says whether a claim is right."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.words import N_
from matchmaker.errors import MatchmakerError
from matchmaker.services import claims
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.problems import in_words
from matchmaker.web.views.claims import link_view
from matchmaker.web.words import _

blueprint = Blueprint("claim_links", __name__)

DONE = {
    "yes": N_("Thank you. This person looks after the profile now, and can invite colleagues."),
    "no": N_("Thank you for your answer. Nobody got the profile."),
}
ACTS = ", ".join(DONE)


@blueprint.get("/claim/<token>")
@allow("claim.answer")
def show(token: str) -> Response:
    """Who claims what, with two buttons. Programs that look into mails open this too."""
    try:
        asked = claims.get_by_link(context.session(), opened(token))
    except MatchmakerError as error:
        return _over(error)
    return _page(render_template("claims/link.html", view=link_view(asked, token)))


@blueprint.post(f"/claim/<token>/<any({ACTS}):act>")
@allow("claim.answer")
def answer(token: str, act: str) -> Response:
    """Say yes or no, and use the link up; who proved their own claim goes on to check what stands there."""
    try:
        made = claims.answer_by_link(context.session(), opened(token), yes=act == "yes", now=context.now())
    except MatchmakerError as error:
        return _over(error)
    if act == "yes" and made.account_id == context.actor().account_id:
        return _page(redirect(url_for("stakeholders.edit", id=made.stakeholder_id), 303))
    return _page(redirect(url_for(".thanks", done=act, language=context.language()), 303))


@blueprint.get(f"/claim/thanks/<any({ACTS}):done>")
@allow("claim.answer")
def thanks(done: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("introductions/thanks.html", said=_(DONE[done])))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of what a link opened once."""
    return _page(render_template("people/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
