"""What the tests of telling contacts share: a list with addresses, the clock, the mails and their links."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.models import Mail, MailLink, OriginNotice, Stakeholder
from matchmaker.services import origins
from tests.factories import NOW

HEAD = "id,name,country,city,email,languages\n"
BARREL = "1,Rain Barrel Workshop,Germany,Stuttgart,info@barrel.example,English\n"
KETTLE = "2,Kettle Kitchen,Germany,Ulm,post@kettle.example,English\n"
LANTERN = "3,Lantern School,Germany,Ulm,INFO@barrel.example,English\n"
LIST = HEAD + BARREL + KETTLE

SETTLED = NOW + timedelta(days=3)
"""A day on which it is time to tell who came in at NOW."""


def tell(database: Database, *, a_day: int = 500, now: datetime = SETTLED) -> int:
    """What the clock does on a day, without sending; how many mails that makes."""
    with database.transaction() as session:
        due = origins.list_due(session, most=a_day, now=now)
        return origins.tell(session, [one for ids in due.values() for one in ids], now=now)


def mails(database: Database) -> list[Mail]:
    """The mails that tell somebody, the oldest first."""
    with database.reading() as session:
        query = select(Mail).where(Mail.kind == MailKind.ORIGIN).order_by(Mail.created_at, Mail.address)
        return list(session.scalars(query))


def link_of(session: Session, name: str) -> MailLink:
    """The link that answers for the record of a name."""
    query = select(MailLink).join(OriginNotice, OriginNotice.link_id == MailLink.id)
    query = query.join(Stakeholder, Stakeholder.id == OriginNotice.stakeholder_id)
    return session.scalars(query.where(Stakeholder.name == name)).one()


def names(database: Database) -> list[str]:
    """The records that are there."""
    with database.reading() as session:
        return sorted(session.scalars(select(Stakeholder.name)))
