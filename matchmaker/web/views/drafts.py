"""The views of the guided way: one step, the answers to check, the drafts one may go on with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from matchmaker.core.drafts import Answers, Step
from matchmaker.core.entities import Kind
from matchmaker.core.words import N_
from matchmaker.models import ProfileDraft
from matchmaker.services import profiles
from matchmaker.services.profiles import Found
from matchmaker.web.forms.drafts import FORMS, DraftForm
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _

TITLES: Mapping[Step, str] = {
    Step.WHO: N_("Who you are"),
    Step.WHERE: N_("Where you are"),
    Step.WORK: N_("What you do"),
    Step.NEED: N_("What you need"),
    Step.OFFER: N_("What you offer"),
    Step.MORE: N_("More about you"),
    Step.DECLARATION: N_("What makes you a social enterprise"),
    Step.CHECK: N_("Check your answers"),
}
LEADS: Mapping[Step, str] = {
    Step.WHO: N_("Only the kind and the name must be there. Everything can be changed later."),
    Step.WHERE: N_("Partners near you can find you, and you find them."),
    Step.WORK: N_("Your text suggests the themes. Tap those that fit."),
    Step.NEED: N_("One need is enough to start. It finds those who could help."),
    Step.OFFER: N_("One offer is enough to start. Others find you by it."),
    Step.MORE: N_("All of this may stay empty."),
    Step.DECLARATION: N_(
        "Eight short questions after the definition of the European Commission. An official of your region"
        " or an organiser checks the answers. You may also skip this page and answer later."
    ),
    Step.CHECK: N_("Nothing is public yet. Look at what others will see, then publish it."),
}

FOLLOWING: Mapping[str, str] = {
    "need_cooperation": "need_text",
    "need_reach": "need_text",
    "offer_cooperation": "offer_text",
    "offer_reach": "offer_text",
    "email_audience": "email",
}
"""Answers that mean nothing without another one."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as its page shows it; `chips` has for each list of boxes what its text suggests."""

    draft_id: str
    step: str
    title: str
    lead: str
    position: str
    back_url: str
    chips: dict[str, tuple[str, ...]]
    written: bool
    clashes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to check: `fault` says what is wrong with it."""

    label: str
    value: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one step."""

    title: str
    url: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft that one may go on with."""

    name: str
    where: str
    url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A record that may be the same organisation."""

    name: str
    text: str
    where: str
    url: str
    claim_url: str
    claimed: bool


def form_of(draft: ProfileDraft, step: Step, *, sent: bool = False) -> DraftForm:
    """The form of a step: as it was sent, else with what is known."""
    form = FORMS[step]() if sent else FORMS[step](formdata=None)
    form.ask(draft.answers)
    if not sent:
        form.show(draft.answers)
        form.version.data = str(draft.version)
    return form


def step_view(draft: ProfileDraft, step: Step, clashes: Mapping[str, Any] | None = None) -> StepView:
    """One step; `clashes` are the answers of another window."""
    kind = draft.answers.get("kind", "")
    steps = profiles.steps_of(kind or Kind.ENTERPRISE)
    back = profiles.before(step, kind)
    other = form_of(draft, step) if clashes else None
    return StepView(
        draft_id=draft.id,
        step=step.value,
        title=_(TITLES[step]),
        lead=_(LEADS[step]),
        position=_("Step %(number)s of %(all)s", number=steps.index(step) + 1, all=len(steps)),
        back_url=url_for("drafts.step", id=draft.id, step=back) if back else url_for("accounts.mine"),
        chips=profiles.hints_of(draft.answers, step),
        written=profiles.is_written(draft.answers, step),
        clashes=[(one.label, one.value) for one in rows_of(other, only=clashes)] if other else [],
    )


def sections_of(draft: ProfileDraft, faults: Mapping[str, str]) -> list[Section]:
    """All answers by step, each with what keeps it from being published."""
    steps = [step for step in profiles.steps_of(draft.answers.get("kind", "")) if step is not Step.CHECK]
    return [
        Section(
            title=_(TITLES[step]),
            url=url_for("drafts.step", id=draft.id, step=step),
            rows=rows_of(form_of(draft, step), faults, only=_said_in(step, draft.answers)),
        )
        for step in steps
    ]


def _said_in(step: Step, answers: Answers) -> Collection[str]:
    """The answers to show of a step: none that says something of what was left out, none twice."""
    names = {item.name for item in FORMS[step](formdata=None)}
    if step is Step.WHO:
        return names - {"about"}
    return names - {name for name, text in FOLLOWING.items() if not answers.get(text)}


def rows_of(
    form: DraftForm, faults: Mapping[str, str] | None = None, only: Collection[str] | None = None
) -> list[Row]:
    """What a form holds, in words."""
    return [
        Row(str(item.label.text), _in_words(item), _((faults or {}).get(item.name, "")) if faults else "")
        for item in form
        if item.type not in {"HiddenField", "CSRFTokenField"} and (only is None or item.name in only)
    ]


def _in_words(item: Any) -> str:
    """What stands in a field, as its page shows it."""
    if not item.data:
        return ""
    if not hasattr(item, "choices") or item.choices is None:
        return str(item.data)
    chosen = set(item.data) if isinstance(item.data, list) else {item.data}
    return ", ".join(str(one.label) for one in item.choices if one.value in chosen and one.value)


def found_rows(found: list[Found]) -> list[FoundRow]:
    """Records that may be the same organisation."""
    return [
        FoundRow(
            name=one.profile.name,
            text=one.profile.about,
            where=one.profile.place or region_name(one.profile.region),
            url=url_for("stakeholders.show", id=one.profile.id),
            claim_url=url_for("claims.claim", id=one.profile.id),
            claimed=one.claimed,
        )
        for one in found
    ]


def draft_rows(drafts: list[ProfileDraft]) -> list[DraftRow]:
    """The drafts of a person, the one touched last first."""
    return [
        DraftRow(
            name=draft.answers.get("name") or _("A profile without a name"),
            where=_(
                "%(step)s. Last saved on %(day)s.", step=_(TITLES[draft.step]), day=day(draft.updated_at)
            ),
            url=url_for("drafts.step", id=draft.id, step=draft.step),
            drop_url=url_for("drafts.drop", id=draft.id),
        )
        for draft in drafts
    ]
