"""What every letter is made of, and how it is framed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.introductions.states import Side
from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.models import Account, Introduction, Mail, MailLink, Stakeholder
from matchmaker.services.introductions.hands import get_introduction
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.notifications import Addresses, Writer

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every letter is made of; `own` and `other` are the two as the reader sees them."""

    session: Session
    mail: Mail
    one: Introduction
    side: Side | None
    own: Stakeholder
    other: Stakeholder
    link: MailLink | None
    addresses: Addresses
    gettext: Gettext

    @property
    def url(self) -> str:
        """Where the reader acts: by the link of this mail, else on the page of the introduction."""
        if self.link is not None:
            return self.addresses.answer(self.link)
        return self.addresses.page(f"/introductions/{self.one.id}")

    def day(self, at: datetime) -> str:
        """A day and an hour on the reader's clock."""
        here = at.astimezone(i18n.zone_of(self.own.country))
        return f"{i18n.day(here.date(), self.mail.language)}, {here:%H:%M}"


Words = Callable[[Setting], Letter | None]


def writer_of(words: Words) -> Writer:
    """Make a writer of words: it looks up what they are about."""

    def write(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
        one = get_introduction(session, mail.introduction_id or "")
        side = Side(mail.params["side"]) if mail.params.get("side") else None
        mine = id_of(one, side or Side.A), id_of(one, (side or Side.A).other)
        own, other = (session.get_one(Stakeholder, id_) for id_ in mine)
        _ = i18n.gettext_for(mail.language)
        return words(Setting(session, mail, one, side, own, other, link, addresses, _))

    return write


def letter(
    at: Setting,
    title: str,
    *,
    paragraphs: Sequence[str] = (),
    lists: Sequence[Section] = (),
    actions: Sequence[Action] = (),
    after: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> Letter:
    """A letter from the broker, if there is one: an answer to the mail reaches them."""
    _ = at.gettext
    broker = at.session.get(Account, at.one.broker_id) if at.one.broker_id and at.side else None
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": at.mail.name} if at.mail.name else _("Good day,"),
        paragraphs=paragraphs,
        lists=lists,
        actions=actions,
        after=after,
        signature=broker.name if broker else "",
        role=_("Broker") if broker else "",
        reply_to=broker.email if broker else "",
        foot=_("You get this mail because an introduction concerns you."),
        attachments=attachments,
    )
