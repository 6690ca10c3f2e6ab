"""What the tests of telling contacts share: a list with addresses, the clock, the mails and their links."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.jobs.handlers import HANDLERS, HOURLY, Handler
from matchmaker.jobs.posting import WRITERS
from matchmaker.jobs.worker import Worker
from matchmaker.mail import MemoryPost
from matchmaker.models import Mail, MailLink, OriginNotice, Stakeholder
from matchmaker.services import jobs, notifications, origins
from tests.factories import NOW
from tests.services.notifications.posting import ADDRESSES
from tests.smtp import Server

HEAD = "id,name,country,city,email,languages\n"
BARREL = "1,Rain Barrel Workshop,Germany,Stuttgart,info@barrel.example,English\n"
KETTLE = "2,Kettle Kitchen,Germany,Ulm,post@kettle.example,English\n"
LANTERN = "3,Lantern School,Germany,Ulm,INFO@barrel.example,English\n"
LIST = HEAD + BARREL + KETTLE

FULL = replace(ADDRESSES, feedback="help@match.example", operator="City of Example, Square 1")
OURS: dict[str, Handler] = {
    name: HANDLERS[name] for name in (*HOURLY, "origins.due", "origins.tell", "mail.send")
}

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


def send(database: Database, post: MemoryPost, now: datetime = SETTLED) -> None:
    """Send what waits into a memory."""
    for one in mails(database):
        with database.transaction() as session:
            notifications.send(session, one.id, post=post, writers=WRITERS, addresses=FULL, now=now)


def work(database: Database, settings: Settings, server: Server, now: datetime) -> None:
    """A day of the clock with a real server of mails."""
    ours = replace(settings, mail_host="127.0.0.1", mail_port=server.port, mail_security="none")
    ours = replace(ours, base_url="https://match.example")
    worker = Worker(database, ours, clock=lambda: now, handlers=OURS)
    worker._scheduled_for = now.date()
    with database.transaction() as session:
        jobs.enqueue_once(session, "origins.due", now.date().isoformat(), now=now)
    worker.run_due()
