"""The directory, profiles, and the forms that make and change them."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.errors import Changed, Invalid, NotFound
from matchmaker.permissions import require
from matchmaker.services import network, places, profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.editing import decided
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.forms.stakeholders import FORMS, StakeholderForm, filled
from matchmaker.web.views.attention import attention_of
from matchmaker.web.views.audiences import READERS, audiences_view, preview_view
from matchmaker.web.views.beside import beside
from matchmaker.web.views.clash import clashed
from matchmaker.web.views.directory import directory_view
from matchmaker.web.views.drafts import draft_rows, found_rows
from matchmaker.web.views.fit import fit_of
from matchmaker.web.views.hiding import foot_of
from matchmaker.web.views.profile import profile_view
from matchmaker.web.words import _, ngettext

blueprint = Blueprint("stakeholders", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders")
@allow("directory.read")
def directory() -> str:
    """Everybody, found by words and narrowed by facets."""
    live = network.snapshot(context.session(), today=context.now().date())
    return render_template("stakeholders/directory.html", view=directory_view(live, request.args))


@blueprint.get("/stakeholders/choose")
@allow("stakeholder.create")
def choose() -> str:
    """Where a new profile begins: is it here already, is there a draft, the guided way or the long form."""
    name, today = request.args.get("name", "").strip(), context.now().date()
    found = profiles.list_same_name(context.session(), name, today=today) if name else []
    drafts = profiles.list_drafts(context.session(), context.actor())
    return render_template(
        "stakeholders/choose.html",
        kinds=list(Kind),
        name=name,
        found=found_rows(found),
        drafts=draft_rows(drafts),
    )


@blueprint.get("/stakeholders/new/<kind>")
@allow("stakeholder.create")
def new(kind: str) -> str:
    """The form for a new stakeholder."""
    form = _form(kind)
    form.languages.data = [context.language()]
    return render_template("stakeholders/new.html", form=form)


@blueprint.post("/stakeholders/new/<kind>")
@allow("stakeholder.create")
def new_send(kind: str) -> Answer:
    """Make a stakeholder, then ask for its first need."""
    form = _form(kind)
    try:
        form.check()
        made = profiles.create_stakeholder(
            context.session(), context.actor(), form.values(), now=context.now()
        )
    except Invalid as error:
        return refuse(form, error, "stakeholders/new.html")
    return redirect(url_for("statements.new", id=made.id, what="need", first=1), 303)


@blueprint.get("/stakeholders/<id>")
@allow("stakeholder.read")
def show(id: str) -> str:
    """A profile as this reader may see it."""
    page = profiles.get_page(context.session(), context.actor(), id, today=context.now().date())
    drawing = network.find_drawing(context.session(), id, today=context.now().date())
    return render_template(
        "stakeholders/show.html",
        page=page,
        view=profile_view(page),
        drawing=drawing,
        fit=fit_of(id, request.args.get("seen_by", "")),
        attention=attention_of(page),
        **beside(page),
        **foot_of(page),
        audiences=audiences_view(page),
        preview=None,
    )


@blueprint.get("/stakeholders/<id>/as/<any(visitor, member, matched):reader>")
@allow("stakeholder.edit")
def seen_as(id: str, reader: str) -> str:
    """One's own profile as others see it: the same page, made in the same way."""
    closeness, today = READERS[reader], context.now().date()
    page = profiles.preview_page(context.session(), context.actor(), id, closeness, today=today)
    network.read_as(context.session(), closeness)
    drawing = network.find_drawing(context.session(), id, today=today)
    return render_template(
        "stakeholders/show.html", page=page, view=profile_view(page), drawing=drawing, fit=None,
        attention="", audiences=None, preview=preview_view(page, reader),
    )  # fmt: skip


@blueprint.get("/stakeholders/<id>/edit")
@allow("stakeholder.edit")
def edit(id: str) -> str:
    """The form with what is known."""
    stakeholder = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", stakeholder)
    form = filled(stakeholder)
    return render_template("stakeholders/edit.html", form=form.asked_of(stakeholder), stakeholder=stakeholder)


@blueprint.post("/stakeholders/<id>/edit")
@allow("stakeholder.edit")
def edit_send(id: str) -> Answer:
    """Change a stakeholder."""
    stakeholder = profiles.get_stakeholder(context.session(), context.actor(), id)
    require(context.actor(), "stakeholder.edit", stakeholder)
    form = decided(FORMS[stakeholder.kind]).asked_of(stakeholder)
    try:
        form.check()
        profiles.update_stakeholder(
            context.session(), context.actor(), id, form.values(stakeholder),
            opened=form.version, evidence=form.how_known, now=context.now(),
        )  # fmt: skip
    except Changed:
        return clashed(form, filled(stakeholder), back=url_for(".show", id=id))
    except Invalid as error:
        return refuse(form, error, "stakeholders/edit.html", stakeholder=stakeholder)
    flash(_("Saved. Suggestions follow what you changed at once."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.post("/stakeholders/<id>/confirm")
@allow("stakeholder.edit")
def confirm(id: str) -> Response:
    """Say that all of it is still true."""
    profiles.confirm_stakeholder(context.session(), context.actor(), id, now=context.now())
    flash(_("Thank you. The page now says that it was confirmed today."), "done")
    return redirect(url_for(".show", id=id), 303)


@blueprint.get("/places")
@allow("page.read")
def towns() -> Response:
    """Towns whose names begin so, for the field that suggests while one types."""
    regions, language = places.get_regions(), context.language()
    found = places.list_towns(request.args.get("q", ""))
    rows = [
        {
            "value": town.name,
            "text": town.name,
            "note": ", ".join(
                filter(None, (regions.name(town.region), i18n.country_name(town.country, language)))
            ),
            "code": town.country,
        }
        for town in found
    ]
    return jsonify(places=rows, said=ngettext("%(num)d place", "%(num)d places", len(rows)))


def _form(kind: str) -> StakeholderForm:
    if kind not in {one.value for one in Kind}:
        raise NotFound("There is no such kind. Choose one of the four.")
    return FORMS[Kind(kind)]()
