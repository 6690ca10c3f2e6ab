"""Claims: somebody says that a record is theirs, and those who look after its place decide."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.claims.states import ClaimState
from matchmaker.errors import Invalid, TooMany
from matchmaker.services import claims
from matchmaker.web.access import allow
from matchmaker.web.forms.claims import AddressForm, DecisionForm, WordsForm
from matchmaker.web.forms.refusal import Form, refuse
from matchmaker.web.views.claims import decision_view, queue_view, ways_view
from matchmaker.web.words import _

blueprint = Blueprint("claims", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/stakeholders/<id>/claim")
@allow("claim.make")
def claim(id: str) -> str:
    """The ways to show that a record is one's own."""
    page = _page(id)
    return render_template("claims/claim.html", form=page["address_form"], **page)


@blueprint.post("/stakeholders/<id>/claim/mail")
@allow("claim.make")
def by_mail(id: str) -> Answer:
    """Write to an address of the record; without `typed` to its contact address."""
    form = AddressForm()
    typed = bool(request.form.get("typed"))
    try:
        if typed:
            form.check()
        to = form.address.data or "" if typed else ""
        claims.ask_by_mail(
            context.session(), context.actor(), id, to=to, language=context.language(), now=context.now()
        )
    except (Invalid, TooMany) as error:
        return _refused(id, form, error, "address_form")
    flash(_("We write to this address. Open the link in the e-mail within 14 days."), "done")
    return redirect(url_for(".claim", id=id), 303)


@blueprint.post("/stakeholders/<id>/claim/now")
@allow("claim.make")
def at_once(id: str) -> Response:
    """Take the record: one's own address shows it already."""
    claims.claim_at_once(context.session(), context.actor(), id, now=context.now())
    flash(_("You look after this profile now. Check what stands here, and change what is wrong."), "done")
    return redirect(url_for("stakeholders.edit", id=id), 303)


@blueprint.post("/stakeholders/<id>/claim/words")
@allow("claim.make")
def by_decision(id: str) -> Answer:
    """Say who one is there, and let somebody decide."""
    form = WordsForm()
    try:
        form.check()
        claims.ask_for_decision(
            context.session(), context.actor(), id, words=form.words.data or "", now=context.now()
        )
    except (Invalid, TooMany) as error:
        return _refused(id, form, error, "words_form")
    flash(_("Your claim waits for a decision. We write to you as soon as there is one."), "done")
    return redirect(url_for(".claim", id=id), 303)


@blueprint.post("/claims/<id>/withdraw")
@allow("claim.withdraw")
def withdraw(id: str) -> Response:
    """Take one's own claim back."""
    claims.withdraw(context.session(), context.actor(), id, now=context.now())
    flash(_("You took your claim back."), "done")
    return redirect(url_for("accounts.mine"), 303)


@blueprint.get("/claims")
@allow("claim.decide")
def index() -> str:
    """What waits for a decision, the oldest first."""
    found = claims.list_waiting(context.session(), context.actor(), after=request.args.get("after", ""))
    return render_template("claims/index.html", view=queue_view(found))


@blueprint.get("/claims/<id>")
@allow("claim.decide")
def show(id: str) -> str:
    """One claim, with the others of the same record."""
    found = claims.get_to_decide(context.session(), context.actor(), id)
    form = DecisionForm()
    form.seen.data = found.seen
    return render_template("claims/show.html", form=form, view=decision_view(found))


@blueprint.post("/claims/<id>/<any(give, refuse):act>")
@allow("claim.decide")
def decide(id: str, act: str) -> Answer:
    """Give the record to the claimant, or refuse the claim, with a reason."""
    form = DecisionForm()
    try:
        form.check()
        made = claims.decide(
            context.session(), context.actor(), id, give=act == "give", reason=form.reason.data or "",
            seen=form.seen.data or "", instead=bool(form.instead.data), now=context.now(),
        )  # fmt: skip
    except Invalid as error:
        found = claims.get_to_decide(context.session(), context.actor(), id)
        return refuse(form, error, "claims/show.html", view=decision_view(found))
    given = made.state is ClaimState.GIVEN
    flash(
        _("Given. We tell all who are concerned.") if given else _("Refused. We tell the claimant."), "done"
    )
    return redirect(url_for(".index"), 303)


def _page(id: str) -> dict[str, Any]:
    view = ways_view(claims.get_claimable(context.session(), context.actor(), id))
    words_form = WordsForm(formdata=None)
    words_form.words.data = view.words
    return {"view": view, "address_form": AddressForm(formdata=None), "words_form": words_form}


def _refused(id: str, form: Form, error: Invalid | TooMany, name: str) -> tuple[str, int]:
    """The page with the refused form in its place, and the other one as it was."""
    return refuse(form, error, "claims/claim.html", **(_page(id) | {name: form}))
