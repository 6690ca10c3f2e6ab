"""Sending: each mail goes out once, a server that is away loses none, and what is given up is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from matchmaker.core.entities import Role
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import MatchmakerError
from matchmaker.mail import MemoryPost, Message, NotNow, Post, Refused
from matchmaker.models import Account, Job, Mail, RoleGrant, Stakeholder
from matchmaker.services import jobs, notifications
from matchmaker.services.notifications import Recipient
from tests.factories import grant, make_account, make_stakeholder
from tests.services.notifications.posting import ADDRESSES, UTE, WRITERS, put


class BadPost:
    """A server that always answers with the same error."""

    def __init__(self, error: MatchmakerError) -> None:
        self.error = error
        self.tried = 0

    def send(self, _message: Message) -> None:
        """Refuse."""
        self.tried += 1
        raise self.error


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


def waiting_job(database: Database, mail: Mail) -> Job | None:
    with database.reading() as session:
        return jobs.find_job(session, jobs.id_of("mail.send", f"{mail.id} {mail.due_at.isoformat()}"))


def test_a_mail_goes_out_once(database: Database, now: datetime) -> None:
    post = MemoryPost()
    mail_id = written(database, params={"word": "benches"}, introduction_id=None)
    mail = send(database, mail_id, post, now)
    assert (mail.state, mail.sent_at, mail.attempts) == (MailState.SENT, now, 1)
    send(database, mail_id, post, now)
    (message,) = post.messages
    assert (message.to, message.subject) == ("ute@example.org", "About benches")
    assert message.message_id == f"<{mail_id}@match.example>"
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.headers["Auto-Submitted"] == "auto-generated"
    leave = message.headers["List-Unsubscribe"].strip("<>")
    assert leave.startswith("https://match.example/unsubscribe/")
    assert leave in message.text


def test_what_nobody_needs_any_more_is_dropped(database: Database, now: datetime) -> None:
    post = MemoryPost()
    mail = send(database, written(database, params={"word": "needless"}), post, now)
    assert (mail.state, mail.error) == (MailState.DROPPED, "Nobody needs it any more.")
    assert not post.messages


def test_who_left_meanwhile_gets_nothing(database: Database, now: datetime) -> None:
    post = MemoryPost()
    mail_id = written(database)
    with database.transaction() as session:
        notifications.unsubscribe(session, "UTE@example.org", MailKind.ASKED, now=now)
    assert send(database, mail_id, post, now).state is MailState.DROPPED
    assert not post.messages


def test_who_is_no_reader_any_more_gets_nothing(database: Database, now: datetime) -> None:
    """A member who left, an account that was closed, an address that was mended."""
    post = MemoryPost()
    with database.transaction() as session:
        one = make_stakeholder(session, email="wrong@example.org")
        ada, bob = make_account(session), make_account(session)
        grant(session, ada, Role.MEMBER, one.id)
        to_record = Recipient("wrong@example.org", "", "en", None, one.id)
        to_member = Recipient(ada.email, ada.name, "en", ada.id, one.id)
        to_broker = Recipient(bob.email, bob.name, "en", bob.id)
        ids = [mail.id for to in (to_record, to_member, to_broker) if (mail := put(session, to=to))]
    with database.transaction() as session:
        session.get_one(Stakeholder, one.id).email = "right@example.org"
        session.get_one(Account, bob.id).disabled_at = now
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == ada.id))
    assert [send(database, id_, post, now).state for id_ in ids] == [MailState.DROPPED] * 3
    assert not post.messages


def test_a_server_that_is_away_for_a_day_loses_nothing(database: Database, now: datetime) -> None:
    mail_id = written(database)
    away, waits = BadPost(NotNow("Down.")), []
    with database.reading() as session:
        mail = session.get_one(Mail, mail_id)
    moment = now
    while moment < now + timedelta(days=1):
        before = moment
        mail = send(database, mail_id, away, moment)
        assert (mail.state, mail.due_at > moment) == (MailState.WAITING, True)
        assert waiting_job(database, mail) is not None
        moment = mail.due_at
        waits.append((moment - before).total_seconds() / 60)
    assert waits[:4] == [1, 5, 15, 60]
    post = MemoryPost()
    assert send(database, mail_id, post, moment).state is MailState.SENT
    assert len(post.messages) == 1


def test_a_server_that_stays_away_is_given_up_after_three_days(database: Database, now: datetime) -> None:
    mail_id, moment = written(database), now
    while True:
        mail = send(database, mail_id, BadPost(NotNow("Down.")), moment)
        if mail.state is not MailState.WAITING:
            break
        moment = mail.due_at
    assert (mail.state, mail.error) == (MailState.DEAD, "Down.")
    # Three days of waiting; nights, in which nothing is tried, come on top.
    assert timedelta(hours=69) < moment - now <= timedelta(hours=120)


def test_a_refused_address_is_given_up_at_once(database: Database, now: datetime) -> None:
    post = BadPost(Refused("550 No such person."))
    mail_id = written(database)
    mail = send(database, mail_id, post, now)
    assert (mail.state, mail.error) == (MailState.DEAD, "550 No such person.")
    send(database, mail_id, post, now + timedelta(days=1))
    assert post.tried == 1


def test_an_address_that_is_none_is_given_up(database: Database, now: datetime) -> None:
    nobody = notifications.Recipient("not an address", "Ute", "en")
    mail = send(database, written(database, to=nobody), MemoryPost(), now)
    assert mail.state is MailState.DEAD
    assert "not a mail address" in mail.error


def test_nothing_goes_out_at_night(database: Database) -> None:
    night = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    mail_id = written(database, now=night)
    with database.reading() as session:
        mail = session.get_one(Mail, mail_id)
    # Seven o'clock in Brussels.
    assert mail.due_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert waiting_job(database, mail) is not None


def test_a_late_try_waits_for_the_morning_too(database: Database, now: datetime) -> None:
    mail_id, post = written(database), MemoryPost()
    night = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    mail = send(database, mail_id, post, night)
    assert (mail.state, mail.attempts, post.messages) == (MailState.WAITING, 0, [])
    assert mail.due_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert waiting_job(database, mail) is not None
    assert send(database, mail_id, post, mail.due_at).state is MailState.SENT


def test_what_somebody_changed_while_the_server_thought_stays(database: Database, now: datetime) -> None:
    mail_id = written(database)
    with database.reading() as session:
        ready = notifications.prepare(session, mail_id, writers=WRITERS, addresses=ADDRESSES, now=now)
    assert isinstance(ready, notifications.Ready)
    outcome = notifications.deliver(ready, BadPost(NotNow("Down.")))
    with database.transaction() as session:
        notifications.unsubscribe(session, UTE.address, MailKind.ASKED, now=now)
    with database.transaction() as session:
        notifications.settle(session, outcome, now=now)
    with database.reading() as session:
        assert session.get_one(Mail, mail_id).state is MailState.DROPPED


def test_words_that_nobody_knows_are_a_fault_of_the_program(database: Database, now: datetime) -> None:
    mail_id = written(database)
    with database.reading() as session, pytest.raises(LookupError, match="asked"):
        notifications.prepare(session, mail_id, writers={}, addresses=ADDRESSES, now=now)


def test_a_letter_in_another_language_is_set_in_it(database: Database, now: datetime) -> None:
    post = MemoryPost()
    send(database, written(database, to=notifications.Recipient("u@example.org", "Ute", "de")), post, now)
    assert '<html lang="de">' in post.messages[0].html


def test_channels_that_cannot_wait_are_at_once_or_never() -> None:
    assert notifications.channels_of(MailKind.MEETING) == (Channel.AT_ONCE, Channel.NEVER)
    assert len(notifications.channels_of(MailKind.MESSAGE)) == 4
