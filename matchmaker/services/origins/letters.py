"""The words of the mail that tells where a record comes from, and how to claim, correct or remove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailKind
from matchmaker.core.origins import ANSWERABLE
from matchmaker.core.privacy.records import TO_MATCH
from matchmaker.errors import NotFound
from matchmaker.mail import Action, Frame, Letter, Section, render
from matchmaker.models import Mail, MailLink, OriginNotice, Stakeholder
from matchmaker.services import exchange
from matchmaker.services.notifications import Addresses, Writer
from matchmaker.services.origins.facts import Facts, Source, facts_of, facts_of_record, lines, list_sources
from matchmaker.services.origins.finding import unclaimed


@dataclass(frozen=True, slots=True)
class Part:
    """One record of a mail: its facts, and the page on which its reader answers."""

    facts: Facts
    url: str


@dataclass(frozen=True, slots=True)
class Example:
    """How a mail would read, and the list that it is about."""

    subject: str
    text: str
    source: str


def origin(session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Where the records come from; None where all of them were claimed, hidden or changed meanwhile."""
    rows = _rows(session, mail)
    sources = list_sources(session, [one for one, _made in rows])
    parts = [Part(facts_of_record(one, sources[one.id]), addresses.origin(link)) for one, link in rows]
    again = _wrote_before(session, mail)
    return _letter(parts, mail.language, mail.created_at, addresses, again=again) if parts else None


def example_of_import(
    session: Session, actor: Actor, import_id: str, *, language: str, addresses: Addresses, now: datetime
) -> Example:
    """How the mail about the first row of an import with an address would read; its links lead nowhere.

    Raises:
        NotFound: there is no such import, or nobody would be told; NotAllowed.
    """
    made = exchange.get_import(session, actor, import_id)
    values = made.preview.get("contacts", {}).get("first")
    if not values:
        raise NotFound("This import brings no addresses, so nobody is written to.")
    facts = facts_of(values, {}, Source(made.source, now, imported=True))
    letter = _letter([Part(facts, addresses.page("/o/…"))], language, now, addresses)
    words = render(letter, Frame(language=language, site_name=addresses.site_name))
    return Example(letter.subject, words.text, made.source)


WRITERS: Mapping[MailKind, Writer] = {MailKind.ORIGIN: origin}
"""Who makes the words of the mail."""


def _rows(session: Session, mail: Mail) -> Sequence[tuple[Stakeholder, MailLink]]:
    """The records of a mail that are still as they were when it was written, with their links."""
    query = select(Stakeholder, MailLink).join(OriginNotice, OriginNotice.stakeholder_id == Stakeholder.id)
    query = query.join(MailLink, MailLink.id == OriginNotice.link_id)
    query = query.where(OriginNotice.mail_id == mail.id, MailLink.used_at.is_(None), unclaimed())
    found = session.execute(query.order_by(OriginNotice.id))
    return [(one, link) for one, link in found if one.email.strip().lower() == mail.address]


def _wrote_before(session: Session, mail: Mail) -> bool:
    """Whether its reader was told of one of its records in an earlier year."""
    mine = select(OriginNotice.stakeholder_id).where(OriginNotice.mail_id == mail.id)
    before = select(OriginNotice.id).where(OriginNotice.stakeholder_id.in_(mine))
    before = before.where(OriginNotice.address == mail.address, OriginNotice.told_at < mail.created_at)
    return session.scalar(before.limit(1)) is not None


def _letter(
    parts: Sequence[Part], language: str, written: datetime, addresses: Addresses, *, again: bool = False
) -> Letter:
    _ = i18n.gettext_for(language)
    names, site = i18n.list_of([one.facts.name for one in parts], language), addresses.site_name
    if len(parts) == 1:
        title = _("What %(site)s says about %(name)s") % {"site": site, "name": names}
        asked = _(
            "%(site)s helps organisations of the social economy to find partners. It keeps a record of "
            "%(name)s, and your address stands in it as the contact. We did not get it from you; so we tell"
            " you."
        ) % {"site": site, "name": names}
    else:
        title = _("What %(site)s says about your organisations") % {"site": site}
        asked = _(
            "%(site)s helps organisations of the social economy to find partners. It keeps records of "
            "%(names)s, and your address stands in them as the contact. We did not get it from you; so we "
            "tell you."
        ) % {"site": site, "names": names}
    wrote = _("We wrote to you about this before, and nobody has answered; so we ask again.")
    return Letter(
        subject=title,
        title=title,
        greeting=_("Good day,"),
        paragraphs=[
            asked,
            *([wrote] if again else []),
            _("If it is right as it is, you need not do anything."),
        ],
        lists=[*_sections(parts, language), *_law(language, addresses)],
        after=[_("A link opens a page; nothing is changed before you press a button. You need not sign in.")],
        foot=_foot(language, written),
    )


def _sections(parts: Iterable[Part], language: str) -> list[Section]:
    _ = i18n.gettext_for(language)
    return [
        Section(
            one.facts.name,
            lines(one.facts, language),
            actions=[
                Action(_("See, claim or correct it"), one.url, main=True),
                Action(_("Remove it"), f"{one.url}/remove"),
            ],
        )
        for one in parts
    ]


def _law(language: str, addresses: Addresses) -> list[Section]:
    """What the law wants told besides: who, why, how long, which rights."""
    _ = i18n.gettext_for(language)
    who = addresses.operator or addresses.site_name
    asked = addresses.feedback or addresses.sender
    return [
        Section(
            _("Who keeps it, and why"),
            [
                _("Responsible: %(who)s. Questions: %(address)s.") % {"who": who, "address": asked},
                _("Why we keep it: %(purpose)s") % {"purpose": _(TO_MATCH)},
                _("The law calls that a legitimate interest (Article 6(1)(f) GDPR)."),
                _("It stays until you or those who run the site remove it. Removed means erased for good."),
            ],
        ),
        Section(
            _("Your rights"),
            [
                _("You may see what we keep, have it corrected or removed, and object to it at any time."),
                _("You may complain to the data protection authority of your country."),
            ],
            actions=[Action(_("All that we keep, and for how long"), addresses.page("/your-data"))],
        ),
    ]


def _foot(language: str, written: datetime) -> str:
    _ = i18n.gettext_for(language)
    until = i18n.day((written + ANSWERABLE).date(), language)
    said = _(
        "We write to you about this once a year, until somebody answers; “Keep it without e-mails” on the"
        " page is an answer, too. The links work once each, until %(day)s."
    )
    return said % {"day": until}
