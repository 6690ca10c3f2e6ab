"""Fiches: the list of a region, making one, reading it, and taking it away as PDF."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from matchmaker import context
from matchmaker.services import fiches, network, places
from matchmaker.web import pdf
from matchmaker.web.access import allow
from matchmaker.web.views.fiches import FichePage, fiche_page
from matchmaker.web.views.ways import address_code, crumbs_of, region_title, ways_of

blueprint = Blueprint("fiches", __name__)


@blueprint.get("/regions/<code>/fiches")
@allow("region.plan")
def index(code: str) -> str:
    """All fiches of a region, the newest first."""
    region, before = places.get_region(code), request.args.get("before", "")
    found, older = fiches.list_fiches(
        context.session(),
        context.actor(),
        region,
        before=int(before) if before.isdecimal() and len(before) < 6 else None,
    )
    return render_template(
        "fiches/index.html",
        code=address_code(region),
        title=region_title(region),
        ways=ways_of(region),
        crumbs=crumbs_of(region),
        fiches=found,
        older=older,
        before=before,
        with_pdf=pdf.is_installed(),
    )


@blueprint.post("/regions/<code>/fiches")
@allow("region.plan")
def make(code: str) -> Answer:
    """Make the next fiche."""
    region = places.get_region(code)
    made = fiches.make_fiche(context.session(), context.actor(), region=region, now=context.now())
    return redirect(url_for(".show", id=made.id), 303)


@blueprint.get("/fiches/<id>")
@allow("region.plan")
def show(id: str) -> str:
    """One fiche."""
    read, page = _page(id)
    return render_template(
        "fiches/show.html",
        read=read,
        page=page,
        code=address_code(read.region),
        ways=ways_of(read.region),
        with_pdf=pdf.is_installed(),
    )


@blueprint.get("/fiches/<id>.pdf")
@allow("region.plan")
def paper(id: str) -> Answer:
    """The same on paper."""
    read, page = _page(id, on_paper=True)
    answer = Response(pdf.write(render_template("fiches/paper.html", page=page)), mimetype="application/pdf")
    name = f"fiche-{address_code(read.region)}-{read.fiche.number}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _page(id: str, *, on_paper: bool = False) -> tuple[fiches.Read, FichePage]:
    read = fiches.get_fiche(context.session(), context.actor(), id)
    live = network.snapshot(context.session(), today=context.now().date())
    return read, fiche_page(read, live, on_paper=on_paper)
