"""From a draft to a profile: what was answered as values, looked at, and made public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Grant
from matchmaker.core.audience import DEFAULTS
from matchmaker.core.declaration import declared
from matchmaker.core.drafts import Answers, Step
from matchmaker.core.entities import Kind, Reach, Role
from matchmaker.core.vocabulary import LANGUAGES, find_term
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.models import ProfileDraft, Stakeholder
from matchmaker.services import audit, places
from matchmaker.services.profiles.checks import AGAIN, checked_profile, checked_statement
from matchmaker.services.profiles.declaring import declare
from matchmaker.services.profiles.drafts import get_draft
from matchmaker.services.profiles.stakeholders import create_stakeholder, locate
from matchmaker.services.profiles.statements import add_statement
from matchmaker.services.profiles.values import ProfileValues, StatementValues

WHATS = ("need", "offer")
TEXTS = ("name", "about", "place", "country", "website", "email")
TERMS = {
    "people": "headcount", "stage": "stage", "authority_level": "authority-level",
    "support_type": "support-type",
}  # fmt: skip
"""Answers that are one term of a list."""

SUBJECTS = {"themes": "theme", "groups": "group", "rights": "right"}
"""Answers that are several terms of a list, which a profile keeps together."""

OTHER_FORM = "other"
"""Chosen in place of a legal form that the list of the country has."""

FIELDS: Mapping[Step, frozenset[str]] = {
    Step.WHO: frozenset({"name", "kind", "about"}),
    Step.WHERE: frozenset({"place", "country", "languages"}),
    Step.WORK: frozenset({"about", *SUBJECTS}),
    Step.NEED: frozenset({"need_text", "need_cooperation", "need_reach"}),
    Step.OFFER: frozenset({"offer_text", "offer_cooperation", "offer_reach"}),
    Step.MORE: frozenset(
        {"legal_form", "website", "email", "audiences", "people", "founded", "stage"}
        | {"authority_level", "support_type", "country"}
    ),
    Step.DECLARATION: frozenset({"declaration"}),
}
"""Which answers are asked for in which step."""


def profile_of(answers: Answers) -> ProfileValues:
    """What a draft says of the stakeholder itself; what no list knows is left out: nobody chose it there."""
    kind, legal = answers.get("kind"), answers.get("legal_form", "")
    texts = {name: str(answers.get(name, "")) for name in TEXTS}
    chosen = {name: _term(answers, name, scheme) for name, scheme in TERMS.items()}
    values = ProfileValues(
        name=texts["name"],
        kind=Kind(kind) if kind in set(Kind) else None,
        about=texts["about"],
        place=texts["place"],
        country=texts["country"],
        languages=tuple(code for code in answers.get("languages", ()) if code in LANGUAGES),
        themes=tuple(_terms(answers)),
        website=texts["website"],
        email=texts["email"],
        legal_form=str(legal if legal not in {"", OTHER_FORM} else answers.get("legal_form_other", "")),
        people=chosen["people"],
        founded=answers.get("founded"),
        stage=chosen["stage"],
        authority_level=chosen["authority_level"],
        support_type=chosen["support_type"],
        audiences={"email": answers.get("email_audience") or DEFAULTS["email"].value},
    )
    return _own_questions(values)


def _term(answers: Answers, name: str, scheme: str) -> str:
    key = str(answers.get(name, ""))
    return key if find_term(key, scheme) else ""


def _terms(answers: Answers) -> Iterator[str]:
    for name, scheme in SUBJECTS.items():
        yield from (key for key in answers.get(name, ()) if find_term(key, scheme))


def _own_questions(values: ProfileValues) -> ProfileValues:
    """Only what its kind is asked: who changes the kind half-way has answered more."""
    if values.kind is not Kind.ENTERPRISE:
        values = replace(values, legal_form="", founded=None)
    if values.kind not in {Kind.ENTERPRISE, Kind.SUPPORT}:
        values = replace(values, people="")
    if values.kind is not Kind.INNOVATOR:
        values = replace(values, stage="")
    if values.kind is not Kind.POLICYMAKER:
        kept = tuple(key for key in values.themes if not find_term(key, "right"))
        values = replace(values, authority_level="", themes=kept)
    return values if values.kind is Kind.SUPPORT else replace(values, support_type="")


def list_legal_forms(country: str) -> list[str]:
    """The legal forms of a country as one would write them, those of social enterprises first."""
    ours = "social-enterprise"
    forms = sorted(
        places.list_forms(country), key=lambda one: (ours not in one.families, one.name.casefold())
    )
    named = (f"{one.name} ({one.abbreviation})" if one.abbreviation else one.name for one in forms)
    return list({name.casefold(): name for name in named}.values())


def statement_of(answers: Answers, what: str) -> StatementValues | None:
    """The need or the offer that a draft states; None where it states none."""
    text = str(answers.get(f"{what}_text", "")).strip()
    reach, chosen = answers.get(f"{what}_reach"), answers.get(f"{what}_cooperation", ())
    if not text:
        return None
    return StatementValues(
        text=text,
        cooperation=tuple(key for key in chosen if find_term(key, f"cooperation-{what}")),
        reach=Reach(reach) if reach in set(Reach) else Reach.EUROPEAN,
    )


def find_faults(answers: Answers, *, today: date) -> dict[str, str]:
    """What keeps a draft from being published: the name of an answer -> what is wrong with it."""
    values, faults = profile_of(answers), dict[str, str]()
    try:
        checked_profile(values, today=today)
    except Invalid as error:
        faults |= error.fields
    try:
        locate(values)
    except Invalid as error:
        faults |= error.fields
    for what in WHATS:
        statement = statement_of(answers, what)
        try:
            if statement:
                checked_statement(statement, today=today)
        except Invalid as error:
            faults |= {f"{what}_{name}": message for name, message in error.fields.items()}
    return faults


def check_step(answers: Answers, step: Step, *, today: date) -> None:
    """Raise Invalid for what is wrong with the answers of one step."""
    asked = FIELDS.get(step, frozenset())
    faults = {name: text for name, text in find_faults(answers, today=today).items() if name in asked}
    if faults:
        raise Invalid(AGAIN, fields=faults)


def publish_draft(session: Session, actor: Actor, draft_id: str, *, now: datetime) -> Stakeholder:
    """Make the profile, with its need, its offer and its declaration; the draft's answers go.

    Pressed twice, the answer is the same profile.

    Raises:
        NotFound, NotAllowed; Invalid: with one message per answer.
    """
    draft = get_draft(session, actor, draft_id, writing=True)
    if draft.stakeholder_id:
        known = session.get(Stakeholder, draft.stakeholder_id)
        assert known is not None  # a draft goes with its profile
        return known
    answers, faults = draft.answers, find_faults(draft.answers, today=now.date())
    if faults:
        raise Invalid(N_("The profile is not ready yet. Look at the answers named here."), fields=faults)
    made = create_stakeholder(session, actor, profile_of(answers), now=now)
    # The grant is new: the actor of this request does not hold it yet.
    mine = replace(actor, grants=actor.grants | {Grant(Role.MEMBER, made.id)})
    for what in WHATS:
        if (statement := statement_of(answers, what)) is not None:
            add_statement(session, mine, made.id, what, statement, now=now)
    said = declared(answers.get("declaration", {}))
    if said and made.kind is Kind.ENTERPRISE:
        declare(session, mine, made.id, said, now=now)
    _close(draft, made, now)
    audit.record(session, actor, "draft.publish", draft_id, now=now, stakeholder=made.id)
    return made


def _close(draft: ProfileDraft, made: Stakeholder, now: datetime) -> None:
    draft.answers, draft.stamps = {}, {}
    draft.stakeholder_id, draft.updated_at = made.id, now
