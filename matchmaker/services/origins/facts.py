"""What stands about a record, who sees it, and where it comes from: facts for a mail and its page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.audience import FIELDS, audience_of
from matchmaker.core.entities import Audience, Kind
from matchmaker.core.vocabulary import KINDS
from matchmaker.core.words import N_
from matchmaker.models import Change, Import, Stakeholder
from matchmaker.services import history

NAMES: Mapping[str, str] = {
    "about": N_("what it does"),
    "place": N_("the town"),
    "region": N_("the region"),
    "languages": N_("languages"),
    "themes": N_("themes"),
    "website": N_("the website"),
    "email": N_("the mail address"),
    "register_number": N_("the register number"),
    "legal_form": N_("the legal form"),
    "people": N_("how many people work there"),
    "founded": N_("since which year it is there"),
}
"""What an imported record may say besides its name, in a sentence that lists it."""

SEEN: Mapping[Audience, str] = {
    Audience.PUBLIC: N_("Everybody sees: %(what)s."),
    Audience.MEMBERS: N_("Only those who have signed in see: %(what)s."),
    Audience.MATCHED: N_("Only partners see, after both sides have said yes: %(what)s."),
    Audience.OURSELVES: N_("Nobody but the organisation sees: %(what)s."),
}

TYPED = N_("Somebody who looks after this site or its region typed it in on %(day)s.")
LISTED = N_("It comes from the list “%(list)s”, which was brought in on %(day)s.")
READ = N_("It was read from “%(list)s” on %(day)s.")


@dataclass(frozen=True, slots=True)
class Source:
    """From which list something comes, "" where it was typed, and since when it is here."""

    name: str
    at: datetime
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says, without the texts themselves; `fields` are those that say something."""

    name: str
    kind: Kind | None
    place: str
    country: str
    fields: tuple[str, ...]
    audiences: Mapping[str, str]
    source: Source


def facts_of(values: Mapping[str, object], audiences: Mapping[str, str], source: Source) -> Facts:
    """The facts of the values of a record, or of a row that may become one."""
    kind = values.get("kind")
    return Facts(
        name=str(values.get("name") or ""),
        kind=Kind(str(kind)) if kind else None,
        place=str(values.get("place") or ""),
        country=str(values.get("country") or ""),
        fields=tuple(one for one in NAMES if values.get(FIELDS[one][0])),
        audiences=audiences,
        source=source,
    )


def facts_of_record(one: Stakeholder, source: Source) -> Facts:
    """The facts of a record."""
    columns = {column for name in NAMES for column in FIELDS[name]} | {"name", "kind", "country"}
    values = {column: getattr(one, column) for column in columns}
    return facts_of(values, one.audiences, source)


def list_sources(session: Session, those: Collection[Stakeholder]) -> dict[str, Source]:
    """Where the address of each record comes from: the list or the form of its last change."""
    found = {one.id: Source(one.source, one.created_at) for one in those}
    last = select(func.max(Change.id)).where(Change.field == "email").group_by(Change.stakeholder_id)
    query = select(Change.stakeholder_id, Change.at, Change.source, Import.source)
    query = query.outerjoin(Import, Import.id == Change.source)
    for some in history.batched(sorted(found), history.BATCH):
        mine = Change.id.in_(last.where(Change.stakeholder_id.in_(some)))
        for id_, at, kind, name in session.execute(query.where(mine)):
            # A change that was no import and no form, such as a merge, says less than the record itself.
            if kind == history.FORM:
                found[id_] = Source("", at)
            elif name:
                found[id_] = Source(name, at, imported=True)
    return found


def lines(facts: Facts, language: str) -> list[str]:
    """What stands about a record, who sees what, and where it comes from, in sentences."""
    _ = i18n.gettext_for(language)
    where = ", ".join(filter(None, (facts.place, i18n.country_name(facts.country, language))))
    kind = _(KINDS[facts.kind].one) if facts.kind else ""
    said = f"{kind or where}."
    if kind and where:
        said = _("%(kind)s in %(place)s.") % {"kind": kind, "place": where}
    known = [said] if kind or where else []
    return [*known, *seen_by(facts, language), source_in_words(facts.source, language)]


def seen_by(facts: Facts, language: str) -> list[str]:
    """Who sees what, a sentence for each kind of reader."""
    _ = i18n.gettext_for(language)
    told = []
    for audience, sentence in SEEN.items():
        seen = [NAMES[one] for one in facts.fields if audience_of(one, facts.audiences) is audience]
        first: Sequence[str] = (_("the name"),) if audience is Audience.PUBLIC else ()
        if words := [*first, *(_(one) for one in seen)]:
            told.append(_(sentence) % {"what": i18n.list_of(words, language)})
    return told


def source_in_words(source: Source, language: str) -> str:
    """Where something comes from, and when it came."""
    _ = i18n.gettext_for(language)
    said = LISTED if source.imported else READ if source.name else TYPED
    return _(said) % {"list": source.name, "day": i18n.day(source.at.date(), language)}
