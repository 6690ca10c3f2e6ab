"""The page of a contact who was told that a record is kept: the record, its source, and what one may do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.models import Import
from matchmaker.services import origins
from matchmaker.services.origins import seen_by, source_in_words
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.views.administration import Row
from matchmaker.web.views.profile import ProfileView, profile_view
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class OriginView:
    """One record for its contact; `page` and `profile` are None where nobody sees it at present."""

    token: str
    name: str
    address: str
    source: str
    seen_by: list[str]
    claim_url: str
    page: ProfilePage | None
    profile: ProfileView | None


def origin_view(found: origins.Opened, token: str) -> OriginView:
    """The page behind the link of a mail."""
    language = context.language()
    return OriginView(
        token=token,
        name=found.facts.name,
        address=found.address,
        source=source_in_words(found.facts.source, language),
        seen_by=seen_by(found.facts, language),
        claim_url=claim_url(found.record.id),
        page=found.page,
        profile=profile_view(found.page) if found.page else None,
    )


@dataclass(frozen=True, slots=True)
class ContactsView:
    """What becomes of the contacts of an import, in a sentence, and where the mail to them can be read."""

    said: str
    mail_url: str = ""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A mail as it would read."""

    title: str
    sender: str
    text: str
    back: str
    back_url: str


def contacts_view(made: Import) -> ContactsView | None:
    """That contacts will be told of their records, or how far that is; None where there are none."""
    if made.state == "done":
        return _told(origins.count_of_import(context.session(), context.actor(), made.id))
    count = made.preview.get("contacts", {}).get("count", 0)
    if not count:
        return None
    said = ngettext(
        "%(num)d contact will be told by e-mail, within a month, what stands here and where it comes from.",
        "%(num)d contacts will be told by e-mail, within a month, what stands here and where it comes from.",
        count,
    )
    sent = _("The e-mail comes from %(address)s.", address=context.settings().mail_from)
    return ContactsView(f"{said} {sent}", url_for("origins.example", id=made.id))


def example_view(found: origins.Example, import_id: str) -> ExampleView:
    """A mail as it would read, for who brings the list in."""
    back = _("Import of %(name)s", name=found.source)
    sender = context.settings().mail_from
    return ExampleView(found.subject, sender, found.text, back, url_for("imports.show", id=import_id))


def told_row(found: origins.Tally) -> Row:
    """Contacts of records that nobody claimed: who was told, who waits; what needs a person."""
    told = ngettext(
        "%(num)d told where its record comes from", "%(num)d told where their records come from", found.told
    )
    waiting = ngettext("%(num)d to be told", "%(num)d to be told", found.waiting)
    removed = ngettext("%(num)d removed its record", "%(num)d removed their records", found.removed)
    said = (told, found.told), (waiting, found.waiting), (removed, found.removed)
    text = ", ".join(words for words, number in said if number) or _("Nobody is to be told.")
    needs = []
    if found.late:
        needs.append(
            ngettext(
                "%(num)d would be told too late: let more e-mails a day go out.",
                "%(num)d would be told too late: let more e-mails a day go out.", found.late,
            )
        )  # fmt: skip
    if found.undelivered:
        some = found.undelivered
        needs.append(ngettext("%(num)d could not be reached.", "%(num)d could not be reached.", some))
    url = url_for("administration.audit", act="origins.tell")
    return Row(_("Contacts of unclaimed records"), text, " ".join(needs), url)


def _told(told: origins.Told) -> ContactsView | None:
    if not told.told + told.waiting:
        return None
    done = ngettext(
        "%(num)d contact was told where its record comes from.",
        "%(num)d contacts were told where their records come from.",
        told.told,
    )
    said = [done if told.told else _("No contact was told yet where its record comes from.")]
    if told.until:
        said.append(
            ngettext(
                "%(num)d is to be told by %(day)s.", "%(num)d are to be told by %(day)s.", told.waiting,
                day=day(told.until),
            )
        )  # fmt: skip
    return ContactsView(" ".join(said))


def claim_url(stakeholder_id: str) -> str:
    """Where somebody of the organisation makes a record their own."""
    return url_for("claims.claim", id=stakeholder_id)
