"""Sending: each mail goes out once, a server that is away loses none, and what is given up is seen."""

from __future__ import annotations

from datetime import datetime

from matchmaker.core.notifications import MailState
from matchmaker.db import Database
from matchmaker.mail import MemoryPost, Post
from matchmaker.models import Mail
from matchmaker.services import notifications
from tests.services.notifications.posting import ADDRESSES, WRITERS, put


def send(database: Database, mail_id: str, post: Post, now: datetime) -> Mail:
    """Send in one transaction; the answer is the mail as it stands then."""
    with database.transaction() as session:
        notifications.send(session, mail_id, post=post, writers=WRITERS, addresses=ADDRESSES, now=now)
    with database.reading() as session:
        return session.get_one(Mail, mail_id)


def written(database: Database, key: str = "k", **other: object) -> str:
    with database.transaction() as session:
        mail = put(session, key, **other)
        assert mail is not None
        return mail.id


def test_a_mail_goes_out_once(database: Database, now: datetime) -> None:
    post = MemoryPost()
    mail_id = written(database, params={"word": "benches"})
    mail = send(database, mail_id, post, now)
    assert (mail.state, mail.sent_at, mail.attempts) == (MailState.SENT, now, 1)
    send(database, mail_id, post, now)
    (message,) = post.messages
    assert (message.to, message.subject) == ("ute@example.org", "About benches")
    assert message.message_id == f"<{mail_id}@match.example>"
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
