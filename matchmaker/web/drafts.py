"""The guided way to a profile: a page for each topic, all of it kept until it is published."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.drafts import Step
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import ProfileDraft
from matchmaker.services import profiles
from matchmaker.web.access import allow
from matchmaker.web.forms.drafts import DraftForm
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.problems import in_words
from matchmaker.web.views.drafts import form_of, sections_of, step_view
from matchmaker.web.views.openings import draft_openings
from matchmaker.web.words import _

blueprint = Blueprint("drafts", __name__)

Answer = str | Response | tuple[str, int] | tuple[Response, int]

ONE = f"/drafts/<id>/<any({', '.join(Step)}):step>"
PAGE = "drafts/step.html"
KEEP, NEXT, SUGGEST, LEAVE = "keep", "next", "suggest", "leave"
# What a form carries besides answers.
CARRIED = frozenset({"csrf_token", "version", "go"})


@blueprint.post("/drafts")
@allow("draft.begin")
def begin() -> Response:
    """Begin a draft, unless an organisation of this name is here already: then look at it first."""
    name, sure = request.form.get("name", "").strip(), request.form.get("new") == "1"
    today = context.now().date()
    if name and not sure and profiles.list_same_name(context.session(), name, today=today):
        return redirect(url_for("stakeholders.choose", name=name), 303)
    known = {"name": name, "languages": [context.language()]} if name else {}
    draft = profiles.begin_draft(context.session(), context.actor(), known, now=context.now())
    return redirect(url_for(".step", id=draft.id, step=Step.WHO), 303)


@blueprint.get(ONE)
@allow("draft.begin")
def step(id: str, step: str) -> Answer:
    """One page of the way; what was published lies elsewhere."""
    draft = profiles.get_draft(context.session(), context.actor(), id)
    if draft.stakeholder_id:
        return redirect(url_for("stakeholders.show", id=draft.stakeholder_id), 303)
    if step == Step.CHECK:
        return check_page(draft)
    form = form_of(draft, Step(step))
    return render_template(PAGE, form=form, view=step_view(draft, Step(step)))


@blueprint.post(ONE)
@allow("draft.keep")
def step_send(id: str, step: str) -> Answer:
    """Keep a page; go on, stay for suggestions, leave, or just keep what is being typed."""
    here, go = Step(step), request.form.get("go", NEXT)
    if not context.actor().signed_in:
        return signed_out(go)
    draft = profiles.get_draft(context.session(), context.actor(), id)
    form = form_of(draft, here, sent=True)
    if go == KEEP:
        return keep_quietly(draft, here, form)
    try:
        return keep_and_go(draft, here, form, go)
    except Invalid as error:
        return refuse(form, error, PAGE, view=step_view(draft, here))


@blueprint.post("/drafts/<id>/publish")
@allow("draft.begin")
def publish(id: str) -> Answer:
    """Make the profile, then show the first suggestions."""
    try:
        made = profiles.publish_draft(context.session(), context.actor(), id, now=context.now())
    except Invalid as error:
        draft = profiles.get_draft(context.session(), context.actor(), id)
        return check_page(draft, error), error.status
    flash(_("%(name)s is public now. Here is who could help first.", name=made.name), "done")
    return redirect(url_for("suggestions.show", id=made.id), 303)


@blueprint.post("/drafts/<id>/drop")
@allow("draft.begin")
def drop(id: str) -> Response:
    """Throw a draft away."""
    profiles.drop_draft(context.session(), context.actor(), id, now=context.now())
    flash(_("The draft is thrown away."), "done")
    return redirect(url_for("accounts.mine"), 303)


def check_page(draft: ProfileDraft, error: Invalid | None = None) -> str:
    """All answers with their faults; only what was refused says so at the top."""
    faults = profiles.find_faults(draft.answers, today=context.now().date())
    form = form_of(draft, Step.CHECK)
    if error is not None:
        form.problem = in_words(error)
    facts = profiles.openings_of_draft(context.session(), draft.answers, today=context.now().date())
    return render_template(
        "drafts/check.html",
        form=form,
        view=step_view(draft, Step.CHECK),
        sections=sections_of(draft, faults),
        open=draft_openings(facts, draft.id),
    )


def keep_and_go(draft: ProfileDraft, here: Step, form: DraftForm, go: str) -> Answer:
    """Keep a page that a button sent; only who goes on must have answered well."""
    if not form.is_ours():
        raise Invalid("You signed in anew since this page came. Nothing is lost: press the button once more.")
    given = form.given()
    together = {name: value for name, value in (draft.answers | given).items() if value}
    if go == NEXT:
        form.check()
        profiles.check_step(together, here, today=context.now().date())
    there = profiles.after(here, together.get("kind", "")) if go == NEXT else here
    kept = profiles.keep_step(
        context.session(), context.actor(), draft.id, there, given, seen=form.seen, now=context.now()
    )
    if kept.clashes:
        form.version.data = str(kept.draft.version)
        view = step_view(kept.draft, here, kept.clashes)
        return render_template(PAGE, form=form, view=view), Conflict.status
    if go == LEAVE:
        flash(_("Saved. Go on whenever you like: the draft waits for you here."), "done")
        return redirect(url_for("accounts.mine"), 303)
    return redirect(
        url_for(".step", id=draft.id, step=there, _anchor="suggested" if go == SUGGEST else None), 303
    )


def keep_quietly(draft: ProfileDraft, here: Step, form: DraftForm) -> Answer:
    """Keep what is being typed, and say so in a word."""
    if not form.is_ours():
        # Only our own pages can read this answer, so the new token goes to nobody else.
        return jsonify(said=_("Not saved yet."), token=form.csrf_token.current_token), Invalid.status
    try:
        kept = profiles.keep_step(
            context.session(),
            context.actor(),
            draft.id,
            here,
            form.given(),
            seen=form.seen,
            now=context.now(),
        )
    except Conflict as error:
        return jsonify(said=in_words(error)), error.status
    if kept.clashes:
        said = _("Not saved: you changed this in another window. Press “Save and go on” to see both.")
        return jsonify(said=said), Conflict.status
    return jsonify(said=_("Saved"), version=kept.draft.version)


def signed_out(go: str) -> Answer:
    """Somebody was signed out while they typed: what they send is given back, and nothing is kept."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in CARRIED]
    if not typed:
        return redirect(url_for("accounts.sign_in"), 303)
    if go == KEEP:
        return jsonify(
            said=_("Not saved: you are signed out. Sign in in another window, then go on here.")
        ), 403
    return render_template("drafts/signed_out.html", typed=typed, seen=request.form.get("version", "0")), 403
