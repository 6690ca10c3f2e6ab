"""Answering by a link from a mail, without an account: opening it decides nothing, pressing a button does."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.models import MailLink
from matchmaker.services import introductions, notifications
from matchmaker.web.access import allow
from matchmaker.web.forms.introductions import sent
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.introductions.acts import BY_LINK, DONE, take
from matchmaker.web.views.introductions.files import file_answer
from matchmaker.web.views.introductions.parties import zone_for
from matchmaker.web.views.introductions.story import story_view
from matchmaker.web.words import _

blueprint = Blueprint("answers", __name__)

ACTS = ", ".join(sorted(BY_LINK))
# The address is a key: it is kept nowhere, found by nobody, and told to no other page. Those hear from which
# site one comes and no more; without that, the menu's own forms would be refused over HTTPS.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


@blueprint.get("/i/<token>")
@allow("introduction.answer")
def show(token: str) -> Response:
    """The question with its buttons. Programs that look into mails open this too, as often as they like."""
    try:
        link = opened(token)
        story = introductions.get_story_by_link(context.session(), link, now=context.now())
    except MatchmakerError as error:
        return _over(error)
    view = story_view(story, token=token, tapped=request.args.get("answer", ""))
    return _page(render_template("introductions/link.html", view=view))


@blueprint.post(f"/i/<token>/<any({ACTS}):act>")
@allow("introduction.answer")
def answer(token: str, act: str) -> Response:
    """Take the step, use the link up, and say thank you."""
    try:
        link = opened(token)
        story = introductions.get_story_by_link(context.session(), link, now=context.now())
    except MatchmakerError as error:
        return _over(error)
    form = sent(act, by_link=True)
    try:
        form.check()
        # The link first: of two who press at once, one finds it used.
        notifications.use_link(context.session(), link, context.now())
        take(act, story.hand, story.hand.actor, story.introduction.id, form.values(zone_for(story)))
    except Invalid as error:
        view = story_view(story, token=token, refused={act: form})
        return _page(*refuse(form, error, "introductions/link.html", view=view))
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", act=act, language=context.language()), 303))


@blueprint.get("/i/<token>/files/<file_id>")
@allow("introduction.answer")
def file(token: str, file_id: str) -> Response:
    """A file of a message; fetching it uses nothing up."""
    try:
        link = opened(token)
        found = introductions.get_file_by_link(context.session(), link, file_id)
    except MatchmakerError as error:
        return _over(error)
    answer = _page(file_answer(found))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get(f"/i/thanks/<any({ACTS}):act>")
@allow("introduction.answer")
def thanks(act: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("introductions/thanks.html", said=_(DONE[act])))


def opened(token: str) -> MailLink:
    """The link of a token; the answer speaks the language of its mail from now on.

    Raises:
        As `notifications.read_link`.
    """
    session = context.session()
    link = notifications.read_link(session, token, context.secret_key(), context.now())
    context.speak(notifications.language_of(session, link))
    return link


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of a question that is asked no more."""
    return _page(render_template("introductions/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
