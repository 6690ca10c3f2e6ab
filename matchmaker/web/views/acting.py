"""The views of acting for a stakeholder: who may, who asks, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.models import ActingConsent, Stakeholder
from matchmaker.permissions import may
from matchmaker.services.people import Candidate, Consent, Done
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.people import ConsentForm
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.people import Button
from matchmaker.web.words import _

ACTS = {
    "acting.start": N_("began to act for you"),
    "acting.stop": N_("stopped acting for you"),
    "stakeholder.update": N_("changed the profile"),
    "stakeholder.confirm": N_("confirmed the profile"),
    "statement.create": N_("added an offer or a need"),
    "statement.update": N_("changed an offer or a need"),
    "statement.state": N_("opened or closed an offer or a need"),
    "pilot.join": N_("joined a pilot"),
    "pilot.leave": N_("left a pilot"),
}
"""What was done, in words; what is not here is told by its beginning."""

KINDS_OF_ACTS = {
    "introduction": N_("took a step in an introduction"),
    "suggestion": N_("judged a suggestion"),
    "statement": N_("changed an offer or a need"),
}
ELSE = N_("did something else")


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent that holds, or a request that waits, with what the reader may do about it."""

    title: str
    said: str
    reason: str
    buttons: Sequence[Button]


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One act that was done for a stakeholder."""

    when: str
    said: str


@dataclass(frozen=True, slots=True)
class ActingView:
    """Who may act for a stakeholder, who asks to, and what was done; no `form` for who may not consent.

    `told` says whether the reader is told who may act: those who only act are not.
    """

    told: bool
    form: ConsentForm | None
    give_url: str
    rows: Sequence[ConsentRow]
    done: Sequence[DoneRow]


def acting_view(
    form: ConsentForm,
    stakeholder: Stakeholder,
    consents: Sequence[Consent],
    candidates: Sequence[Candidate],
    done: Sequence[Done],
) -> ActingView:
    """The part of the page of a stakeholder's people."""
    owner = may(context.actor(), "acting.consent", stakeholder) and not context.actor().system
    form.to.choices = choices_from((one.key, candidate_name(one)) for one in candidates)
    return ActingView(
        told=may(context.actor(), "acting.withdraw", stakeholder),
        form=form if owner and candidates else None,
        give_url=url_for("people.consent", id=stakeholder.id),
        rows=[_consent_row(one, owner) for one in consents],
        done=[_done_row(one) for one in done],
    )


def candidate_name(one: Candidate) -> str:
    """Whom one may let act, in words."""
    names = {"place": one.place_name, "name": one.name}
    if one.name:
        return _("%(name)s, for %(place)s") % names
    if one.role is Role.OFFICIAL:
        return _("All who look after %(place)s") % names
    return _("All who organise “%(place)s”") % names


def role_name(row: ActingConsent, pilot: str = "") -> str:
    """In which role somebody acts."""
    if row.role is Role.OFFICIAL:
        return _("official of %(region)s", region=region_name(row.place))
    if row.role is Role.ORGANISER:
        return _("organiser of “%(pilot)s”", pilot=pilot) if pilot else _("organiser of a pilot")
    return _("administrator of this site")


def all_of(row: ActingConsent, pilot: str) -> str:
    """All who act by a consent that names nobody."""
    if row.role is Role.OFFICIAL:
        return _("All who look after %(place)s", place=region_name(row.place))
    return _("All who organise “%(place)s”", place=pilot)


def _consent_row(one: Consent, owner: bool) -> ConsentRow:
    row = one.row
    title = f"{one.person}, {role_name(row, one.pilot)}" if one.person else all_of(row, one.pilot)
    if row.until is None:
        answers = (("give", _("Yes, for 30 days")), ("refuse", _("No")))
        buttons = [Button(text, url_for("acting.answer", id=row.id, act=act)) for act, text in answers]
        return ConsentRow(title, _("asks to act for you"), row.reason, buttons if owner else [])
    until = i18n.day(row.until, context.language())
    end = Button(_("End it now"), url_for("acting.withdraw", id=row.id))
    return ConsentRow(title, _("may act for you until %(day)s", day=until), "", [end])


def _done_row(one: Done) -> DoneRow:
    said = _(ACTS.get(one.act) or KINDS_OF_ACTS.get(one.act.partition(".")[0], ELSE))
    name = one.name or _("Somebody whose account is closed")
    return DoneRow(i18n.moment(one.at, context.language(), i18n.zone_of("")), f"{name} {said}")
