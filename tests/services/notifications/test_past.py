"""Mails of a past that is told afterwards: in the outbox as sent, with nothing left that would send them."""

from __future__ import annotations

from sqlalchemy import func, select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.db import Database
from matchmaker.models import Job, Mail
from matchmaker.services import notifications
from tests.factories import NOW
from tests.services.notifications.posting import UTE, put


def test_what_is_told_afterwards_was_sent_and_what_follows_waits(database: Database) -> None:
    with database.transaction() as session:
        with notifications.told_afterwards(session):
            put(session, "then")
        put(session, "now")
    with database.reading() as session:
        then, now = session.scalars(select(Mail).order_by(Mail.key.desc()))
        assert (then.state, then.sent_at, then.attempts) == (MailState.SENT, then.created_at, 1)
        assert now.state is MailState.WAITING
        assert session.scalars(select(func.count()).select_from(Job)).one() == 1


def test_who_wants_none_gets_none_in_the_past_either(database: Database) -> None:
    with database.transaction() as session:
        notifications.unsubscribe(session, UTE.address, MailKind.ASKED, now=NOW)
        with notifications.told_afterwards(session):
            assert put(session) is None
        assert notifications.channel_for(session, UTE, MailKind.ASKED) is Channel.NEVER
        assert notifications.sweep(session, now=NOW) == 0
        page = notifications.list_outbox(session, SYSTEM, outbox=notifications.Outbox(demo=True))
        assert page.rows == ()
