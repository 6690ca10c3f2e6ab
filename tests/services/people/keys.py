"""The mails about roles, and the links in them."""

from __future__ import annotations

from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.mail import Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services import people
from tests.services.accounts.keys import ADDRESSES


def link_of(database: Database, kind: MailKind, address: str) -> str:
    """The id of the newest link of a kind that went to an address."""
    with database.reading() as session:
        query = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
        query = query.where(Mail.kind == kind, Mail.address == address)
        return session.scalars(query.order_by(MailLink.made_at.desc(), MailLink.id.desc())).first() or ""


def letter_to(database: Database, kind: MailKind, address: str) -> Letter | None:
    """What the newest mail of a kind to an address says, as it would go out now."""
    with database.reading() as session:
        link = session.get_one(MailLink, link_of(database, kind, address))
        return people.WRITERS[kind](session, session.get_one(Mail, link.mail_id), link, ADDRESSES)
