"""Pages about the site itself: home, how matches are made, accessibility, data, language, health."""

from __future__ import annotations

import re

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.privacy.limits import BACKUPS
from matchmaker.services import network, profiles, quality, suggestions
from matchmaker.web.access import allow
from matchmaker.web.views.how import how_view
from matchmaker.web.views.match import card_view
from matchmaker.web.views.quality import ledger_view
from matchmaker.web.views.register import register_sections

blueprint = Blueprint("site", __name__)

# Browsers drop tabs and line ends and read a backslash as a slash: "/\t/elsewhere" would lead away.
STRANGE = re.compile(r"[\x00-\x20\x7f\\]")


@blueprint.get("/")
@allow("page.read")
def home() -> str:
    """What this is for, and one match from the real network."""
    example = suggestions.find_example(context.session(), now=context.now())
    card = card_view(example.item, example.profile, example.people) if example else None
    return render_template("pages/home.html", example=card, example_for=example.profile if example else None)


@blueprint.get("/how-matches-are-made")
@allow("page.read")
def how() -> str:
    """What counts, how much, and why; made from the live weights."""
    known = network.get_disclosure(context.session(), today=context.now().date())
    view = how_view(known, suggestions.find_spread(context.session(), now=context.now()))
    mine = profiles.list_of_account(context.session(), context.actor())
    return render_template("pages/how.html", view=view, mine=[(one.id, one.name) for one in mine])


@blueprint.get("/how-good-are-our-matches")
@allow("page.read")
def good() -> str:
    """The match-quality ledger: what was measured, for everybody to read."""
    # Tests put a folder of their own in the place of the packaged one.
    folder = current_app.extensions.get("quality")
    ledger = quality.get_ledger(folder) if folder else quality.get_ledger()
    return render_template("pages/quality.html", view=ledger_view(ledger))


@blueprint.get("/accessibility")
@allow("page.read")
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/your-data")
@allow("page.read")
def privacy() -> str:
    """What is kept of whom, and why."""
    return render_template(
        "pages/privacy.html",
        session_days=context.settings().session_days,
        sections=register_sections(),
        backup_days=BACKUPS,
    )


@blueprint.post("/language")
@allow("page.read")
def language() -> Response:
    """Choose the language of the pages."""
    context.choose_language(request.form.get("language", ""))
    return redirect(safe_next(request.form.get("next")), 303)


@blueprint.get("/healthz")
@allow("page.read")
def healthz() -> Response:
    """Whether the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@allow("page.read")
def readyz() -> Response | tuple[Response, int]:
    """Whether the database answers too."""
    revision = network.find_revision(context.session())
    if revision is None:
        return jsonify(status="no database"), 503
    return jsonify(status="ok", revision=revision)


def safe_next(wanted: str | None) -> str:
    """A path on this site, never an address elsewhere."""
    if wanted and wanted.startswith("/") and not wanted.startswith("//") and not STRANGE.search(wanted):
        return wanted
    return url_for("site.home")
