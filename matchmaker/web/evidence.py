"""Evidence of a pilot or a region: the impact report for a funder, and its introductions as CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from matchmaker import context
from matchmaker.services import places
from matchmaker.services.introductions import evidence
from matchmaker.services.introductions.evidence import Period
from matchmaker.web.access import allow
from matchmaker.web.views.evidence import report_view
from matchmaker.web.views.ways import address_code, crumbs_through, region_title, ways_of
from matchmaker.web.words import _

blueprint = Blueprint("evidence", __name__)


@blueprint.get("/pilots/<id>/report")
@allow("pilot.run")
def pilot(id: str) -> str:
    """The impact report of a pilot; `since` and `until` narrow it to what began between them."""
    session, period = context.session(), _period()
    found, impact = evidence.get_pilot_impact(session, context.actor(), id, period, now=context.now())
    urls = (url_for(".pilot", id=id), url_for(".pilot_csv", id=id, **_dates(period)))
    crumbs = [
        {"url": url_for("pilots.index"), "text": _("Pilots")},
        {"url": url_for("pilots.show", id=id), "text": found.name},
    ]
    view = report_view(found.name, impact, period, urls)
    return render_template("evidence/show.html", view=view, crumbs=crumbs, ways=[], name=found.name)


@blueprint.get("/pilots/<id>/report.csv")
@allow("pilot.run")
def pilot_csv(id: str) -> Response:
    """The introductions of a pilot, one a row, without names or texts."""
    content = evidence.export_pilot_introductions(context.session(), context.actor(), id, _period())
    return _as_file(content, id)


@blueprint.get("/regions/<code>/introductions")
@allow("region.plan")
def region(code: str) -> str:
    """The same report of a region."""
    here, session, period = places.get_region(code), context.session(), _period()
    impact = evidence.get_region_impact(session, context.actor(), here, period, now=context.now())
    code, title = address_code(here), region_title(here)
    urls = (url_for(".region", code=code), url_for(".region_csv", code=code, **_dates(period)))
    view = report_view(title, impact, period, urls)
    ways = ways_of(here)
    return render_template(
        "evidence/show.html", view=view, crumbs=crumbs_through(here), ways=ways, name=title
    )


@blueprint.get("/regions/<code>/introductions.csv")
@allow("region.plan")
def region_csv(code: str) -> Response:
    """The introductions of a region, one a row, without names or texts."""
    here = places.get_region(code)
    content = evidence.export_region_introductions(context.session(), context.actor(), here, _period())
    return _as_file(content, address_code(here))


def _period() -> Period:
    """The days in the address; what is none is passed over."""
    return Period(_day("since"), _day("until"))


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    # The very last day that there is has no morrow, up to which one could count.
    return day if day < date.max else None


def _dates(period: Period) -> dict[str, Any]:
    days = {"since": period.since, "until": period.until}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _as_file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="introductions-{name}.csv"'
    return answer
