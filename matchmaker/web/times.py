"""A region over time: what was measured before, and how its ties came to be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flask import Blueprint, render_template, request

from matchmaker import context
from matchmaker.services import ecosystem, places
from matchmaker.web.access import allow
from matchmaker.web.views.times import looked_back_to, times_page
from matchmaker.web.views.ways import crumbs_of, region_title, ways_of

blueprint = Blueprint("times", __name__)


@blueprint.get("/regions/<code>/over-time")
@allow("region.read")
def show(code: str) -> str:
    """The figures of one region over time; `day` is set beside today, `year` is drawn."""
    region, session, today = places.get_region(code), context.session(), context.now().date()
    past = ecosystem.list_past_figures(session, region.code)
    since = looked_back_to(past, _day(), today)
    growth = ecosystem.get_growth(session, region.code, today=today, year=_year())
    begin = datetime.combine(since, time(), UTC)
    made = ecosystem.count_made_ties(session, region.code, since=begin, today=today)
    return render_template(
        "times/show.html",
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        page=times_page(region, past, growth, made, since=since),
    )


def _day() -> date | None:
    """The day in the address; what is none is passed over."""
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None


def _year() -> int | None:
    text = request.args.get("year", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None
