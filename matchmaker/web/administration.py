"""Running the site: its people, jobs, settings, and the log of what was done."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from matchmaker import context
from matchmaker.core.entities import Role
from matchmaker.errors import Invalid
from matchmaker.services import administration, origins, removals
from matchmaker.services.administration import JobState, Search
from matchmaker.web.access import allow
from matchmaker.web.forms.origins import LetInForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.administration import (
    jobs_view,
    overview_view,
    people_view,
    person_view,
    settings_view,
    trail_view,
)
from matchmaker.web.views.origins import told_row
from matchmaker.web.words import _

blueprint = Blueprint("administration", __name__, url_prefix="/administration")

Answer = WerkzeugResponse | tuple[str, int]

LONGEST_NUMBER = 9
"""Longer ones PostgreSQL cannot be asked for: it counts rows up to 2,147,483,647."""

CHANGES = "close, reopen, signout"


@blueprint.get("")
@allow("site.administer")
def index() -> str:
    """How much there is of everything, and what needs a person."""
    session, actor = context.session(), context.actor()
    found = administration.count_all(session, actor)
    told = origins.count_all(session, actor, a_day=context.settings().origin_mails_a_day, now=context.now())
    return render_template("administration/index.html", rows=[*overview_view(found), told_row(told)])


@blueprint.get("/people")
@allow("site.administer")
def people() -> str:
    """The accounts, by name."""
    text, closed = request.args.get("q", ""), request.args.get("closed") == "1"
    role = next((one for one in Role if one.value == request.args.get("role")), None)
    page = administration.list_people(
        context.session(), context.actor(), text=text, role=role, closed=closed,
        after=request.args.get("after", ""),
    )  # fmt: skip
    return render_template("administration/people.html", view=people_view(page, text, role, closed))


@blueprint.get("/people/<id>")
@allow("site.administer")
def person(id: str) -> str:
    """One account: its roles, its sign-ins, what it did lately."""
    found = administration.get_person(context.session(), context.actor(), id, now=context.now())
    return render_template("administration/person.html", view=person_view(found, context.actor()))


@blueprint.post(f"/people/<id>/<any({CHANGES}):act>")
@allow("site.administer")
def change(id: str, act: str) -> WerkzeugResponse:
    """Close an account, open it again, or sign it out everywhere."""
    session, actor, now = context.session(), context.actor(), context.now()
    match act:
        case "close":
            administration.close_account(session, actor, id, now=now)
            flash(_("The account is closed, and signed out everywhere."), "done")
        case "reopen":
            administration.reopen_account(session, actor, id, now=now)
            flash(_("The account is open again."), "done")
        case _other:
            administration.sign_out_everywhere(session, actor, id, now=now)
            flash(_("This person is signed out everywhere."), "done")
    return redirect(url_for(".person", id=id), 303)


@blueprint.post("/people/<id>/roles/take-back")
@allow("site.administer")
def take_role_back(id: str) -> WerkzeugResponse:
    """Take a role in a place from somebody."""
    role = next((one for one in Role if one.value == request.form.get("role")), None)
    if role is None:
        raise Invalid("Choose a role.")
    place = request.form.get("place", "")
    administration.take_role_back(
        context.session(), context.actor(), id, role=role, place=place, now=context.now()
    )
    flash(_("The role is taken back. It holds from the next page on that this person opens."), "done")
    return redirect(url_for(".person", id=id), 303)


@blueprint.get("/jobs")
@allow("site.administer")
def jobs() -> str:
    """What waits to be done, and what was given up."""
    state = next((one for one in JobState if one.value == request.args.get("state")), None)
    page = administration.list_jobs(
        context.session(), context.actor(), state=state, after=request.args.get("after", "")
    )
    return render_template("administration/jobs.html", view=jobs_view(page, state))


@blueprint.post("/jobs/<id>/again")
@allow("site.administer")
def try_job_again(id: str) -> WerkzeugResponse:
    """Try a job once more that was given up."""
    administration.try_job_again(context.session(), context.actor(), id, now=context.now())
    flash(_("The job is tried again."), "done")
    return redirect(url_for(".jobs"), 303)


@blueprint.get("/removed")
@allow("site.administer")
def removed() -> str:
    """The form by which lists may bring in a removed record again."""
    return render_template("administration/removed.html", form=LetInForm())


@blueprint.post("/removed")
@allow("site.administer")
def let_in() -> Answer:
    """Let lists bring one in again. Whether it was kept out is not told."""
    form = LetInForm()
    try:
        form.check()
        removals.let_in(
            context.session(), context.actor(), name=form.name.data or "", place=form.place.data or "",
            address=form.address.data or "", reason=form.reason.data or "", now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        return refuse(form, error, "administration/removed.html")
    flash(_("Done. Nothing keeps this record out of lists any more."), "done")
    return redirect(url_for(".removed"), 303)


@blueprint.get("/audit")
@allow("audit.read")
def audit() -> str:
    """What was done, by whom, to what; the newest first."""
    session, actor, search = context.session(), context.actor(), _search()
    before = request.args.get("before", "")
    number = int(before) if before.isdecimal() and len(before) <= LONGEST_NUMBER else 0
    page = administration.list_trail(session, actor, search, before=number)
    view = trail_view(page, search, administration.list_acts(session, actor))
    return render_template("administration/audit.html", view=view, search=search)


@blueprint.get("/audit.csv")
@allow("audit.read")
def audit_csv() -> Response:
    """The same as a table for a spreadsheet program, the oldest first."""
    pieces = administration.export_trail(context.session(), context.actor(), _search())
    answer = Response(context.streamed(pieces), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


@blueprint.get("/settings")
@allow("site.administer")
def settings() -> str:
    """Every setting with its value, and where it has it from."""
    return render_template("administration/settings.html", rows=settings_view(context.described_settings()))


def _search() -> Search:
    """What the address asks for; what is no day is passed over."""
    args = request.args
    return Search(
        act=args.get("act", ""), who=args.get("who", ""), subject=args.get("subject", ""),
        since=_day("since"), until=_day("until"),
    )  # fmt: skip


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    # The very last day that there is has no morrow, up to which one could count.
    return day if day < date.max else None
