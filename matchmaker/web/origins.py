"""What the contact of a record that nobody claimed does by the link of a mail: only a button decides."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.models import MailLink
from matchmaker.services import origins
from matchmaker.web.access import allow
from matchmaker.web.answers import HEADERS, opened
from matchmaker.web.forms.origins import WrongForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.origins import example_view, origin_view
from matchmaker.web.words import _

blueprint = Blueprint("origins", __name__)

DONE = {
    "keep": N_("Thank you. The record stays as it is, and we do not write to you again."),
    "wrong": N_("Thank you. Your address does not stand in this record any more."),
    "remove": N_("The record is erased. If a list names it again, it is not taken in."),
}
ACTS = ", ".join(DONE)


@blueprint.get("/o/<token>")
@allow("origin.answer")
def show(token: str) -> Response:
    """The record, and what its contact may do. Programs that look into mails open this too."""
    return _shown(token, "origins/show.html")


@blueprint.get("/o/<token>/remove")
@allow("origin.answer")
def sure(token: str) -> Response:
    """What removing means, with the one button that does it."""
    return _shown(token, "origins/remove.html")


@blueprint.post(f"/o/<token>/<any({ACTS}):act>")
@allow("origin.answer")
def answer(token: str, act: str) -> Response:
    """Do it, use the link up, and say what was done."""
    form = WrongForm(meta={"csrf": False})
    try:
        link = opened(token)
        found = origins.get_opened(context.session(), link, now=context.now())
    except MatchmakerError as error:
        return _over(error)
    try:
        _act(act, link, form)()
    except Invalid as error:
        return _page(*refuse(form, error, "origins/show.html", view=origin_view(found, token)))
    except MatchmakerError as error:
        return _over(error)
    return _page(redirect(url_for(".thanks", act=act, language=context.language()), 303))


@blueprint.get(f"/o/thanks/<any({ACTS}):act>")
@allow("origin.answer")
def thanks(act: str) -> Response:
    """What has been done; the same for everybody, so it can be loaded again."""
    context.speak(request.args.get("language", ""))
    return _page(render_template("origins/thanks.html", said=_(DONE[act])))


@blueprint.get("/imports/<id>/mail")
@allow("import.read")
def example(id: str) -> str:
    """How the mail to the contacts of an import would read."""
    found = origins.example_of_import(
        context.session(), context.actor(), id, language=context.language(),
        addresses=context.addresses(), now=context.now(),
    )  # fmt: skip
    return render_template("origins/example.html", view=example_view(found, id))


def _act(act: str, link: MailLink, form: WrongForm) -> Callable[[], None]:
    session, now = context.session(), context.now()
    return {
        "keep": lambda: origins.answer_kept(session, link, now=now),
        "wrong": lambda: origins.answer_wrong(session, link, form.address.data or "", now=now),
        "remove": lambda: origins.remove(session, link, now=now),
    }[act]


def _shown(token: str, template: str) -> Response:
    try:
        found = origins.get_opened(context.session(), opened(token), now=context.now())
    except MatchmakerError as error:
        return _over(error)
    return _page(render_template(template, view=origin_view(found, token), form=WrongForm(formdata=None)))


def _over(error: MatchmakerError) -> Response:
    """A clear page in the place of a question that is over."""
    return _page(render_template("origins/over.html", message=in_words(error)), error.status)


def _page(answer: str | WerkzeugResponse, status: int | None = None) -> Response:
    made = make_response(answer)
    made.status_code = status or made.status_code
    made.headers.update(HEADERS)
    return made
