"""One letter that asks about several others, each with an answer of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.introductions.states import ENDS, Consent, Side
from matchmaker.mail import Letter, Line, Section
from matchmaker.models import Introduction, Mail, MailLink
from matchmaker.services import notifications
from matchmaker.services.introductions.letters.asking import asked, reminder
from matchmaker.services.introductions.letters.parts import answers, opening, why, written
from matchmaker.services.introductions.letters.setting import (
    Setting,
    broker_of,
    letter_of,
    setting_of,
    writer_of,
)
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.notifications import Addresses

one_question, one_reminder = writer_of(asked), writer_of(reminder)


def ask(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """The question about one other, or about several in one mail.

    Those that the reader has answered, or is not asked about any more, are left out; if one is left, the
    letter reads as if there had been no others.
    """
    if not mail.params.get("together"):
        return one_question(session, mail, link, addresses)
    open_still = _open_still(session, mail, addresses)
    if len(open_still) > 1:
        return _question(open_still)
    return asked(open_still[0]) if open_still else None


def remind(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """The same when the answers are still waited for."""
    if not mail.params.get("together"):
        return one_reminder(session, mail, link, addresses)
    open_still = _open_still(session, mail, addresses)
    if len(open_still) > 1:
        return _reminder(open_still)
    return reminder(open_still[0]) if open_still else None


def _open_still(session: Session, mail: Mail, addresses: Addresses) -> list[Setting]:
    links = {link.introduction_id: link for link in notifications.list_links(session, mail.id)}
    found = []
    for id_ in mail.params["together"]:
        one, link = session.get(Introduction, id_), links.get(id_)
        if one is None or link is None or one.state in ENDS:
            continue
        side = Side(link.side)
        if position_of(one).consent(side) is Consent.ASKED:
            found.append(setting_of(session, mail, one, side, link, addresses))
    return found


def _question(parts: Sequence[Setting]) -> Letter:
    _ = parts[0].gettext
    title = _("Shall we introduce you to %(names)s?") % {"names": _names(parts)}
    text = _(
        "We think that you could do something with each of them. Say yes or no to each by itself: "
        "one answer says nothing about the others."
    )
    return _together(parts, title, [text])


def _reminder(parts: Sequence[Setting]) -> Letter:
    _ = parts[0].gettext
    title = _("May we have your answers about %(names)s?") % {"names": _names(parts)}
    text = _(
        "You have not answered yet. Say yes or no to each by itself: "
        "one answer says nothing about the others."
    )
    return _together(parts, title, [text])


def _together(parts: Sequence[Setting], title: str, paragraphs: Sequence[str]) -> Letter:
    # One of those who broker signs, and reads the reply: each may have another one, or none any more.
    at = next((part for part in parts if broker_of(part)), parts[0])
    _ = at.gettext
    return letter_of(
        at,
        title,
        paragraphs=paragraphs,
        lists=[section for part in parts for section in _about(part)],
        after=[
            _(
                "If you say yes, and they do too, we give each of you the other’s name and e-mail address. "
                "If you say no, they learn only that it does not fit now."
            ),
            _("Each link opens a page; nothing is decided before you press a button there."),
        ],
        foot=_foot(at),
    )


def _names(parts: Sequence[Setting]) -> str:
    return i18n.list_of([part.other.name for part in parts], parts[0].mail.language)


def _about(at: Setting) -> list[Section]:
    """Who one of the others is, why, and the way to an answer about this one."""
    _ = at.gettext
    # That one thinks they could do something together is said at the head; that they asked for it is not.
    lines: list[Line] = [" ".join(opening(at) if at.asked_for else opening(at)[:-1])]
    lines += [line for section in why(at) for line in section.lines]
    for section in written(at):
        lines += [section.heading, *section.lines]
    actions = answers(at, _("Yes, introduce us to %(other)s") % at.names)
    return [Section(at.other.name, [line for line in lines if line], listed=False, actions=actions)]


def _foot(at: Setting) -> str:
    _ = at.gettext
    why_ = _("You get this e-mail because it is about introductions of %(name)s.") % {"name": at.own.name}
    if at.link is None:
        return why_
    day = i18n.day(at.link.expires_at.date(), at.mail.language)
    until = _("Each link works for one answer, until %(day)s.") % {"day": day}
    return f"{why_} {until}"
