"""A copy of everything that the site holds of me: asked for with my password, then fetched."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.models.privacy import DataExport
from matchmaker.services import jobs, privacy
from matchmaker.web.access import allow
from matchmaker.web.forms.privacy import CopyForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.sure import sure

blueprint = Blueprint("personal", __name__)

FILE = "my-data.zip"

Answer = str | WerkzeugResponse | tuple[str, int]


@blueprint.get("/account/data")
@allow("account.own")
def show() -> str:
    """What is in a copy, and the form that asks for one."""
    return render_template("accounts/data.html", form=sure(CopyForm(), context.session()))


@blueprint.post("/account/data")
@allow("account.own")
def ask() -> Answer:
    """Build a copy, at once or as a job."""
    # Read apart: tries of the password are counted before the request writes.
    with context.database().reading() as reader:
        form = sure(CopyForm(), reader)
    try:
        form.check()
        made = privacy.ask_for_copy(
            context.session(), context.actor(), password=form.given,
            secret=context.secret() or "", language=context.language(), folder=context.settings().folder,
            now=context.now(),
        )  # fmt: skip
    except (Invalid, TooMany) as error:
        return refuse(form, error, "accounts/data.html")
    return redirect(url_for(".made", id=made.id), 303)


@blueprint.get("/account/data/<id>")
@allow("account.own")
def made(id: str) -> str:
    """How far a copy is, and the link to it."""
    found = _copy(id)
    progress = jobs.find_progress(context.session(), found.job_id) if found.job_id else None
    return render_template("accounts/copy.html", copy=found, progress=progress)


@blueprint.get("/account/data/<id>.zip")
@allow("account.own")
def fetch(id: str) -> Response:
    """The copy itself."""
    path = privacy.path_of(context.settings().folder, _copy(id).id)
    if not path.is_file():
        raise NotFound("There is no such copy any more. Ask for a new one.")
    answer = send_file(path, mimetype="application/zip", as_attachment=True, download_name=FILE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/account/data/introductions.json")
@allow("account.own")
def export() -> WerkzeugResponse:
    """Where the part about introductions was alone; a copy holds it now."""
    return redirect(url_for(".show"), 303)


def _copy(id: str) -> DataExport:
    secret = context.secret() or ""
    return privacy.get_copy(context.session(), context.actor(), id, secret=secret, now=context.now())
