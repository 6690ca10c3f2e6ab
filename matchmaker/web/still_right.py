"""Confirming a profile by the link of a mail, without signing in: only the button decides."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.errors import MatchmakerError
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.problems import in_words
from matchmaker.web.views.profile import profile_view
from matchmaker.web.words import _

blueprint = Blueprint("still_right", __name__)


@blueprint.get("/s/<token>")
@allow("stakeholder.answer")
def show(token: str) -> Response:
    """The profile, with one button. Programs that look into mails open this too."""
    try:
        page = profiles.get_asked(context.session(), opened(token), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(
        render_template("stakeholders/confirm.html", page=page, view=profile_view(page), token=token)
    )


@blueprint.post("/s/<token>")
@allow("stakeholder.answer")
def confirm(token: str) -> Response:
    """All of it is still right; the link is used up."""
    try:
        profiles.confirm_by_link(context.session(), opened(token), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", language=context.language()), 303))


@blueprint.get("/s/thanks")
@allow("stakeholder.answer")
def thanks() -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    said = _("Thank you. The profile now says that it was confirmed today, and others can rely on it.")
    return _page(render_template("introductions/thanks.html", said=said))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of a question that is asked no more."""
    return _page(render_template("stakeholders/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
