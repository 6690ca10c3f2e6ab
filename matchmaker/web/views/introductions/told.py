"""What has happened in an introduction: its history, messages, notes, and the receipts of what was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.introductions.states import TOGETHER, Side
from matchmaker.core.words import N_
from matchmaker.models import IntroductionMessage
from matchmaker.services.introductions import Story
from matchmaker.web.layout import day
from matchmaker.web.views.introductions.files import Enclosed, enclosed_by_message
from matchmaker.web.views.introductions.words import TAKEN, moment, mover_said
from matchmaker.web.words import _

FIELDS: Mapping[str, str] = {
    "contact persons": N_("contact persons"),
    "email": N_("mail address"),
    "website": N_("website"),
}
"""What may be disclosed, in words."""


ERASED = N_("Erased at the wish of who wrote it.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history; `note` is what the mover said."""

    when: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message."""

    id: str
    who: str
    when: str
    text: str
    own: bool
    reported: bool
    report_url: str
    files: Sequence[Enclosed]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of one side to write to; of a record that nobody claimed only the address is known."""

    side: Side
    name: str
    email: str


def history_of(story: Story, names: Mapping[Side, str], zone: tzinfo) -> list[Line]:
    """Every step that was taken, the newest first."""
    reader = story.hand.mover
    return [
        Line(moment(step.at, zone), _(TAKEN[step.step], who=mover_said(step.mover, names, reader)), step.note)
        for step in reversed(story.steps)
    ]


def notes_of(story: Story, zone: tzinfo) -> list[Line]:
    """The notes of colleagues, the newest first."""
    return [Line(moment(note.at, zone), note.text or _(ERASED), "") for note in reversed(story.notes)]


def talk_of(story: Story, names: Mapping[Side, str], zone: tzinfo, token: str) -> list[Said]:
    """The messages, the oldest first."""
    reader, files = story.hand.mover, enclosed_by_message(story, token)
    return [
        Said(
            id=one.id,
            who=mover_said(one.mover, names, reader),
            when=moment(one.at, zone),
            text=one.text or _absent(one),
            own=one.mover is reader,
            reported=one.reported_at is not None and one.taken_at is None,
            report_url=_report_url(story, one, token),
            files=files.get(one.id, ()),
        )
        for one in story.messages
    ]


def _absent(one: IntroductionMessage) -> str:
    """What stands in the place of words that are not there any more."""
    return _("Taken away on %(day)s.", day=day(one.taken_at)) if one.taken_at else _(ERASED)


def _report_url(story: Story, one: IntroductionMessage, token: str) -> str:
    """Where one of the two reports what it received; who comes by a link signs in first."""
    reader = story.hand.mover
    if token or reader.side is None or one.mover is reader or one.taken_at is not None:
        return ""
    if story.introduction.state not in TOGETHER:
        return ""
    return url_for("reports.message", id=story.introduction.id, message_id=one.id)


def contacts_of(story: Story) -> list[Contact]:
    """The contact persons whom the reader may see."""
    return [Contact(side, one.name, one.email) for side, people in story.contacts.items() for one in people]


def receipts_of(story: Story, names: Mapping[Side, str]) -> list[str]:
    """What of whom was shown to whom, when, on which consent; and what was taken back since."""
    by_id = {story.a.id: names[Side.A], story.b.id: names[Side.B]}
    said = []
    for one in story.disclosures:
        fields = fields_said(one.fields)
        values = {"fields": fields, "of": by_id[one.of_id], "to": by_id[one.to_id], "day": day(one.at)}
        if one.withdrawn_at is None:
            text = _("%(to)s sees of %(of)s since %(day)s: %(fields)s. %(of)s had agreed to it.", **values)
        else:
            text = _(
                "%(to)s saw of %(of)s from %(day)s until it was taken back on %(until)s: %(fields)s.",
                **values, until=day(one.withdrawn_at),
            )  # fmt: skip
        said.append(text)
    return said


def fields_said(fields: Iterable[str]) -> str:
    """Names of what is disclosed, in words."""
    return i18n.list_of([_(FIELDS.get(name, name)) for name in fields], context.language())
