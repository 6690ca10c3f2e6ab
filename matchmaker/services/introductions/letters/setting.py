"""What every letter is made of: the introduction, the two as the reader sees them, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.audience import Closeness
from matchmaker.core.introductions.states import Mover, Origin, Side
from matchmaker.core.seen import Seen, seen_as
from matchmaker.mail import BEGIN, END, Action, Attachment, Letter, Section
from matchmaker.models import Account, Introduction, Mail, MailLink, Stakeholder
from matchmaker.services import network
from matchmaker.services.introductions.begun import begun_by
from matchmaker.services.introductions.hands import get_introduction
from matchmaker.services.introductions.messages import TALKING
from matchmaker.services.introductions.nearness import near_side
from matchmaker.services.introductions.telling import id_of
from matchmaker.services.notifications import Addresses, Writer

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """`own` and `other` are the two as the reader sees them; a broker, of neither `side`, sees a and b."""

    session: Session
    mail: Mail
    one: Introduction
    side: Side | None
    own: Seen
    other: Seen
    link: MailLink | None
    addresses: Addresses
    gettext: Gettext

    @property
    def url(self) -> str:
        """Where the reader acts: by the link of this mail, else on the page of the introduction."""
        return self.addresses.answer(self.link) if self.link is not None else self.page

    @property
    def page(self) -> str:
        """The page of the introduction, for who has an account."""
        return self.addresses.page(f"/introductions/{self.one.id}")

    @property
    def reply_to(self) -> str:
        """Where an answer by mail becomes a message to the other; "" where that is not possible now."""
        talking = self.side is not None and self.one.state in TALKING
        return self.addresses.reply(self.mail) if talking else ""

    @property
    def begun_by(self) -> frozenset[Mover]:
        """Who brought the two together."""
        return begun_by(self.session, self.one)

    @property
    def asked_for(self) -> bool:
        """Whether the other one asked to be introduced to the reader."""
        # Whom a broker put in the place of another was not asked for.
        return self.side is Side.B and Mover.A in self.begun_by and self.one.origin is not Origin.HAND

    @property
    def names(self) -> dict[str, str]:
        """The names of the two, for the slots of a sentence."""
        return {"a": self.own.name, "b": self.other.name, "other": self.other.name}

    def moment(self, at: datetime, where: Seen) -> str:
        """A day and an hour on the clock of one of the two."""
        return i18n.moment(at, self.mail.language, i18n.zone_of(where.country))


Words = Callable[[Setting], Letter | None]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who writes: an answer to the mail reaches them."""

    name: str = ""
    role: str = ""
    address: str = ""


def writer_of(words: Words) -> Writer:
    """Make a writer of words: it looks up what they are about."""

    def write(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
        one = get_introduction(session, mail.introduction_id or "")
        side = Side(mail.params["side"]) if mail.params.get("side") else None
        return words(setting_of(session, mail, one, side, link, addresses))

    return write


def setting_of(
    session: Session,
    mail: Mail,
    one: Introduction,
    side: Side | None,
    link: MailLink | None,
    addresses: Addresses,
) -> Setting:
    """What a letter about one introduction is made of: only what is for its reader.

    Whoever has no account reads what everybody may, until both said yes.
    """
    closeness = Closeness.MEMBER if mail.account_id else Closeness.VISITOR
    network.read_as(session, closeness)
    near = near_side(session, one, side, closeness) if side else lambda _record: closeness
    mine = id_of(one, side or Side.A), id_of(one, (side or Side.A).other)
    people = [session.get_one(Stakeholder, id_) for id_ in mine]
    own, other = (seen_as(record, near(record)) for record in people)
    return Setting(session, mail, one, side, own, other, link, addresses, i18n.gettext_for(mail.language))


def letter_of(
    at: Setting,
    title: str,
    *,
    paragraphs: Sequence[str] = (),
    lists: Sequence[Section] = (),
    actions: Sequence[Action] = (),
    after: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    signer: Signer | None = None,
    foot: str = "",
) -> Letter:
    """A letter, signed by the broker where there is one; `foot` is said in the place of the usual one."""
    _ = at.gettext
    signed = signer or _broker(at)
    reply_to = at.reply_to or signed.address
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": at.mail.name} if at.mail.name else _("Good day,"),
        paragraphs=paragraphs,
        lists=lists,
        actions=actions,
        after=after,
        signature=signed.name,
        role=signed.role,
        reply_to=reply_to,
        above=_above(at),
        foot=" ".join([foot or _foot(at), *_replies(at, reply_to)]),
        attachments=attachments,
    )


def broker_of(at: Setting) -> Account | None:
    """Whoever brokers it now; None where nobody does, or the account is closed."""
    broker = at.session.get(Account, at.one.broker_id) if at.one.broker_id else None
    return broker if broker is not None and broker.disabled_at is None else None


def _broker(at: Setting) -> Signer:
    broker = broker_of(at) if at.side else None
    if broker is None:
        return Signer()
    if at.reply_to:
        return Signer(broker.name, at.gettext("Broker"), broker.email)
    return Signer(broker.name, at.gettext("Broker. Reply to this e-mail and it reaches me."), broker.email)


def _above(at: Setting) -> str:
    """The line above which the reader writes an answer; whatever the language, it is known by its ends."""
    said = at.gettext("Write your answer above this line; %(other)s reads it.") % at.names
    return f"{BEGIN} {said} {END}" if at.reply_to else ""


def _foot(at: Setting) -> str:
    _ = at.gettext
    if at.side is None:
        return _("You get this e-mail because you broker introductions there.")
    why = _("You get this e-mail because it is about an introduction of %(name)s.") % {"name": at.own.name}
    if at.link is None:
        return why
    day = i18n.day(at.link.expires_at.date(), at.mail.language)
    # In a call of its own: inside an f-string no catalogue finds it.
    until = _("The link works for one answer, until %(day)s.") % {"day": day}
    return f"{why} {until}"


def _replies(at: Setting, reply_to: str) -> list[str]:
    """Where a reply goes, if not to whom the letter names."""
    _ = at.gettext
    if reply_to or at.side is None:
        return []
    if at.addresses.feedback:
        return [
            _("Your reply to this e-mail reaches those who run %(site)s.") % {"site": at.addresses.site_name}
        ]
    return [_("Nobody reads replies to this e-mail.")]
