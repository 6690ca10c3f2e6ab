"""What the tests of mails about accounts share: the outbox, and the links in it."""

from __future__ import annotations

from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.mail import Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services import accounts
from matchmaker.services.notifications import Addresses, link_token

SECRET = "only for tests"
ADDRESSES = Addresses(
    site="https://match.example", site_name="Matchmaker", sender="site@match.example", secret=SECRET
)


def mails(database: Database, kind: MailKind) -> list[Mail]:
    """The mails of a kind, the oldest first."""
    with database.reading() as session:
        query = select(Mail).where(Mail.kind == kind).order_by(Mail.created_at, Mail.id)
        return list(session.scalars(query))


def token_of(database: Database, mail: Mail) -> str:
    """What the link of a mail carries; "" where it has none."""
    with database.reading() as session:
        link = session.scalar(select(MailLink).where(MailLink.mail_id == mail.id))
        return link_token(link.id, SECRET) if link else ""


def newest_path(database: Database, kind: MailKind, secret: str) -> str:
    """Where the link of the newest mail of a kind leads on a site with this secret."""
    with database.reading() as session:
        query = select(MailLink).join(Mail, Mail.id == MailLink.mail_id).where(Mail.kind == kind)
        newest = session.scalars(query.order_by(MailLink.made_at.desc()).limit(1)).one()
        return f"/a/{link_token(newest.id, secret)}"


def letter(database: Database, mail: Mail) -> Letter:
    """What a mail says."""
    with database.reading() as session:
        link = session.scalar(select(MailLink).where(MailLink.mail_id == mail.id))
        found = accounts.WRITERS[mail.kind](session, mail, link, ADDRESSES)
    assert found is not None
    return found
