"""What the site holds of me: read about it, and take it away."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template

from matchmaker import context
from matchmaker.services import introductions
from matchmaker.web.access import allow

blueprint = Blueprint("personal", __name__)

FILE = "my-introductions.json"


@blueprint.get("/account/data")
@allow("account.own")
def show() -> str:
    """What is kept of me in introductions, and how to take it away."""
    return render_template("accounts/data.html")


@blueprint.get("/account/data/introductions.json")
@allow("account.own")
def export() -> Response:
    """Everything about my part in introductions and e-mails, as JSON."""
    part = introductions.export_part(context.session(), context.actor().account_id or "")
    answer = Response(json.dumps(part, ensure_ascii=False, indent=2), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
