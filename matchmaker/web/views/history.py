"""The view of a profile's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.models import Change
from matchmaker.permissions import may
from matchmaker.services import profiles
from matchmaker.services.profiles import PastPage, Save
from matchmaker.web.views.facets import Facet, Option
from matchmaker.web.views.field_words import field_name, in_words
from matchmaker.web.views.paging import Pages
from matchmaker.web.views.provenance import source_words
from matchmaker.web.words import _

TIE, MET_BY = "tie", "met_by_id"
SHORT = 300
"""So many signs of a text stand in the list; the comparison shows all."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field that was changed; without values for who may not change the page."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SaveRow:
    """What was changed at once, and by whom."""

    title: str
    who: str
    source: str
    source_url: str
    evidence: str
    evidence_url: str
    rows: list[ChangeRow]
    compare_url: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What the page shows; `first_url` compares today with what was there before all of it."""

    name: str
    url: str
    saves: list[SaveRow]
    facets: list[Facet]
    action: str
    clear_url: str
    pages: Pages
    first_url: str
    with_values: bool
    # The id of the one offer or need of which it is, and its text.
    of: str = ""
    of_text: str = ""


def history_view(
    page: PastPage, field: str, zone: tzinfo, *, of: str = "", begins: bool = True
) -> HistoryView:
    """A page of the history, the first where it `begins`; its times are those of a `zone`.

    `of` is the id of an offer or a need where it is only of that.
    """
    one, here = page.stakeholder, url_for("history.show", id=page.stakeholder.id)
    narrowed: dict[str, Any] = {"field": field or None, "of": of or None}
    older = url_for("history.show", id=one.id, **narrowed, after=page.after) if page.after else ""
    # What the newest save left is what stands there today.
    newest = max((save.number for save in page.saves), default=0) if begins and not (field or of) else 0
    return HistoryView(
        name=one.name,
        url=url_for("stakeholders.show", id=one.id),
        saves=[_save(page, save, zone, newest) for save in page.saves],
        facets=[_facet(page, field)] if len(page.fields) > 1 else [],
        action=here,
        clear_url=here if field or of else "",
        pages=Pages("", older),
        first_url=url_for("history.compare", id=one.id, a=0)
        if page.may_edit and not (page.after or of)
        else "",
        with_values=page.may_edit,
        of=of,
        of_text=page.texts.get(of, "") if page.may_edit else "",
    )


def _facet(page: PastPage, field: str) -> Facet:
    names = sorted((field_name(name), name) for name in page.fields)
    options = [Option("", _("All fields"), None, not field)]
    options += [Option(name, label, None, name == field) for label, name in names]
    return Facet("field", _("Field"), "select", options)


def _save(page: PastPage, save: Save, zone: tzinfo, newest: int) -> SaveRow:
    file, editor = save.came_with, page.may_edit
    filename = (file.filename or file.ties_filename or file.source) if file and editor else None
    evidence = next((one.evidence for one in save.changes if one.evidence), "") if editor else ""
    readable = file is not None and editor and may(context.actor(), "import.read", file)
    source = source_words(save.source, filename, bool(file and file.undone_at == save.at))
    return SaveRow(
        title=i18n.moment(save.at, context.language(), zone),
        who=_who(page, save),
        source=_("From an import") if file and not editor else source,
        source_url=url_for("imports.show", id=file.id) if readable and file else "",
        evidence=evidence,
        evidence_url=profiles.web_address(evidence) or "",
        rows=_rows(page, save),
        compare_url=url_for("history.compare", id=page.stakeholder.id, a=save.number)
        if editor and save.number != newest
        else "",
    )


def _who(page: PastPage, save: Save) -> str:
    if save.who:
        return save.who
    if not save.by_account:
        return ""
    return _("Somebody who has left") if page.may_edit else _("A member")


def _rows(page: PastPage, save: Save) -> list[ChangeRow]:
    """The fields of a save; the first of each offer or need says which it is."""
    rows, earlier = [], page.stakeholder.id
    for change in save.changes:
        about = "" if change.subject == earlier or change.field == TIE else _about(page, change)
        earlier = change.subject
        rows.append(_row(page, change, about))
    return rows


def _about(page: PastPage, change: Change) -> str:
    """Whose field it is."""
    if change.subject == page.stakeholder.id:
        return _("Profile") + ": "
    what = _("Offer") if change.subject.startswith("o-") else _("Need")
    text = _short(page.texts.get(change.subject, ""), 60)
    return f"{what} “{text}”: " if text else f"{what}: "


def _row(page: PastPage, change: Change, about: str) -> ChangeRow:
    offer, label = change.subject.startswith("o-"), f"{about}{field_name(change.field)}"
    if change.field == TIE:
        other = page.partners.get(str(change.after or change.before), "")
        return ChangeRow(label, other if change.before else "", other if change.after else "")
    if not page.may_edit:
        return ChangeRow(label, "", "")
    if change.field == MET_BY:
        before, after = (page.partners.get(str(one), "") for one in (change.before, change.after))
        return ChangeRow(label, before, after)
    before, after = (in_words(change.field, one, offer=offer) for one in (change.before, change.after))
    return ChangeRow(label, _short(before), _short(after))


def _short(text: str, most: int = SHORT) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
