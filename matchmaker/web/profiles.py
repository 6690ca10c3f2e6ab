"""The records of the site, for its administrators."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from matchmaker import context
from matchmaker.services import administration
from matchmaker.services.administration import Standing
from matchmaker.web.access import allow
from matchmaker.web.views.records import records_view

blueprint = Blueprint("profiles", __name__, url_prefix="/administration")


@blueprint.get("/profiles")
@allow("site.administer")
def index() -> str:
    """The records, by name; found by words and narrowed by how they stand."""
    text, standing = request.args.get("q", ""), _standing()
    page = administration.list_profiles(
        context.session(), context.actor(), text=text, standing=standing, after=request.args.get("after", "")
    )
    return render_template("administration/profiles.html", view=records_view(page, text, standing))


@blueprint.get("/profiles.csv")
@allow("site.administer")
def csv() -> Response:
    """The same as a table for a spreadsheet program."""
    pieces = administration.export_profiles(
        context.session(), context.actor(), text=request.args.get("q", ""), standing=_standing()
    )
    answer = Response(context.streamed(pieces), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="profiles.csv"'
    return answer


def _standing() -> Standing | None:
    return next((one for one in Standing if one.value == request.args.get("state")), None)
