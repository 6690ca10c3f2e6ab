"""Records that may be the same: the list, two side by side, the merge and its undo."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.duplicates.states import PairState
from matchmaker.errors import Invalid
from matchmaker.permissions import may_enter
from matchmaker.services import duplicates
from matchmaker.web.access import allow
from matchmaker.web.forms.duplicates import merge_form
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.duplicates import index_view, merges_view
from matchmaker.web.views.merged import merged_view
from matchmaker.web.views.side_by_side import pair_view
from matchmaker.web.words import _

blueprint = Blueprint("duplicates", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/duplicates")
@allow("duplicate.decide")
def index() -> str:
    """Pairs that wait for a decision, the likeliest first; or those that were told apart."""
    apart = request.args.get("state") == PairState.DIFFERENT
    state = PairState.DIFFERENT if apart else PairState.OPEN
    region = request.args.get("region", "").upper()[:5]
    found = duplicates.list_pairs(
        context.session(),
        context.actor(),
        state=state,
        region=region,
        after=request.args.get("after", ""),
    )
    view = index_view(found, state, region, request.args.get("apart", ""))
    runs_site = may_enter(context.actor(), "site.administer")
    return render_template("duplicates/index.html", view=view, runs_site=runs_site)


@blueprint.get("/duplicates/<id>")
@allow("duplicate.decide")
def show(id: str) -> Answer:
    """Two records side by side; of a pair that was merged, what the merge did."""
    merged = duplicates.find_merge_of(context.session(), context.actor(), id)
    if merged is not None:
        return redirect(url_for(".merged", id=merged.id), 303)
    page = duplicates.get_page(context.session(), context.actor(), id)
    form = merge_form(page)
    return render_template("duplicates/show.html", form=form, view=pair_view(page, form))


@blueprint.post("/duplicates/<id>/merge")
@allow("duplicate.decide")
def merge(id: str) -> Answer:
    """Make one record of the two."""
    page = duplicates.get_page(context.session(), context.actor(), id)
    form = merge_form(page)
    try:
        form.check()
        made = duplicates.merge(
            context.session(),
            context.actor(),
            id,
            form.choice(page),
            seen=request.form.get("seen", ""),
            now=context.now(),
        )
    except Invalid as error:
        return refuse(form, error, "duplicates/show.html", view=pair_view(page, form))
    flash(_("Merged. The two are one record now."), "done")
    return redirect(url_for(".merged", id=made.id), 303)


@blueprint.post("/duplicates/<id>/different")
@allow("duplicate.decide")
def different(id: str) -> Response:
    """Say that the two are not the same; the list offers to ask again."""
    duplicates.tell_apart(context.session(), context.actor(), id, now=context.now())
    return redirect(url_for(".index", apart=id), 303)


@blueprint.post("/duplicates/<id>/again")
@allow("duplicate.decide")
def again(id: str) -> Response:
    """Put a pair that was told apart back on the list."""
    duplicates.ask_again(context.session(), context.actor(), id, now=context.now())
    flash(_("The pair is back on the list."), "done")
    return redirect(url_for(".index"), 303)


@blueprint.get("/merges")
@allow("duplicate.decide")
def merges() -> str:
    """What was merged, the newest first."""
    after = request.args.get("after", "")
    found = duplicates.list_merges(context.session(), context.actor(), after=after)
    return render_template("duplicates/merges.html", view=merges_view(found))


@blueprint.get("/merges/<id>")
@allow("duplicate.decide")
def merged(id: str) -> str:
    """What one merge did, and the way back."""
    made = duplicates.get_merge(context.session(), context.actor(), id)
    return render_template("duplicates/merged.html", view=merged_view(made))


@blueprint.post("/merges/<id>/undo")
@allow("duplicate.decide")
def undo(id: str) -> Response:
    """Make two records of one again."""
    duplicates.undo(context.session(), context.actor(), id, now=context.now())
    flash(_("Undone. There are two records again."), "done")
    return redirect(url_for(".merged", id=id), 303)
