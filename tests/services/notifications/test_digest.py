"""Preferences and the digest: one mail instead of many, never one of what was left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.notifications import OF_THE_ACCOUNT, Channel, MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.mail import MemoryPost
from matchmaker.models import Account, Job, Mail, NotificationPreference
from matchmaker.services import notifications
from matchmaker.services.accounts import actor_of
from tests.factories import make_account
from tests.racing import race
from tests.services.notifications.posting import ADDRESSES, WRITERS, put

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        return make_account(session, email="ada@example.org", name="Ada")


def choose(database: Database, account: Account, now: datetime, **wishes: Channel) -> Actor:
    with database.transaction() as session:
        actor = actor_of(session, account)
        chosen = {MailKind(name): channel for name, channel in wishes.items()}
        notifications.set_preferences(session, actor, chosen, now=now)
        return actor


def write(database: Database, account: Account, key: str, **other: object) -> str | None:
    with database.transaction() as session:
        (to,) = notifications.recipients_for(session, [account.id])
        mail = put(session, key, **{"to": to, "kind": MailKind.MESSAGE, "params": {"word": key}} | other)
        return mail.id if mail else None


def mails(database: Database) -> dict[str, Mail]:
    with database.reading() as session:
        return {one.id: one for one in session.scalars(select(Mail))}


def test_what_comes_within_a_day_is_told_in_one_mail(database: Database, ada: Account, now: datetime) -> None:
    choose(database, ada, now, message=Channel.DAILY)
    parts = [write(database, ada, key) for key in ("soup", "bread", "needless")]
    with database.reading() as session:
        assert [(one.kind, one.due_at) for one in session.scalars(select(Job))] == [("mail.digest", MORNING)]
    assert {one.due_at for one in mails(database).values()} == {MORNING}
    with database.transaction() as session:
        assert notifications.bundle(session, ada.id, now=now) is None
        digest = notifications.bundle(session, ada.id, now=MORNING)
        assert digest is not None
        assert notifications.bundle(session, ada.id, now=MORNING) is None
    found = mails(database)
    assert {found[str(part)].state for part in parts} == {MailState.DROPPED}
    assert f"digest {digest.id}" in found[str(parts[0])].error
    post = MemoryPost()
    with database.transaction() as session:
        notifications.send(session, digest.id, post=post, writers=WRITERS, addresses=ADDRESSES, now=MORNING)
    (message,) = post.messages
    assert message.subject == "What is new in your introductions"
    assert "We write about soup." in message.text
    assert "About bread" in message.html
    assert "needless" not in message.text


def test_a_digest_once_a_week_comes_on_monday(database: Database, ada: Account, now: datetime) -> None:
    choose(database, ada, now, message=Channel.WEEKLY)
    mail_id = write(database, ada, "soup")
    assert mails(database)[str(mail_id)].due_at == MONDAY


def test_a_digest_of_one_names_it_and_one_of_nothing_is_not_sent(
    database: Database, ada: Account, now: datetime
) -> None:
    choose(database, ada, now, message=Channel.DAILY)
    post = MemoryPost()
    for key, moment in (("soup", now), ("needless", now + timedelta(days=1))):
        write(database, ada, key, now=moment)
        later = moment + timedelta(days=1)
        with database.transaction() as session:
            digest = notifications.bundle(session, ada.id, now=later)
            assert digest is not None
            notifications.send(session, digest.id, post=post, writers=WRITERS, addresses=ADDRESSES, now=later)
    assert [one.subject for one in post.messages] == ["What is new in your introductions: About soup"]


def test_what_somebody_waits_for_never_waits_for_a_digest(
    database: Database, ada: Account, now: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        choose(database, ada, now, asked=Channel.DAILY)
    assert "somebody waits for your answer" in refused.value.fields["asked"]
    mail_id = write(database, ada, "k", kind=MailKind.ASKED)
    assert mails(database)[str(mail_id)].due_at == now


def test_what_waits_follows_a_new_choice(database: Database, ada: Account, now: datetime) -> None:
    choose(database, ada, now, message=Channel.DAILY)
    first, second = write(database, ada, "soup"), write(database, ada, "tea", kind=MailKind.ENDED)
    choose(database, ada, now, message=Channel.AT_ONCE, ended=Channel.NEVER)
    found = mails(database)
    assert found[str(first)].due_at == now
    assert found[str(second)].state is MailState.DROPPED
    with database.reading() as session:
        kinds = sorted(session.scalars(select(Job.kind).where(Job.due_at == now)))
    assert kinds == ["mail.send", "mail.send"]
    with database.transaction() as session:
        assert notifications.bundle(session, ada.id, now=MORNING) is None


def test_who_left_a_kind_gets_none_until_they_choose_it_again(
    database: Database, ada: Account, now: datetime
) -> None:
    with database.transaction() as session:
        notifications.unsubscribe(session, "Ada@example.org", MailKind.MESSAGE, now=now)
        notifications.unsubscribe(session, "ada@example.org", MailKind.MESSAGE, now=now)
        actor = actor_of(session, ada)
        assert notifications.get_preferences(session, actor)[MailKind.MESSAGE] is Channel.NEVER
    assert write(database, ada, "soup") is None
    choose(database, ada, now, message=Channel.AT_ONCE)
    assert write(database, ada, "soup") is not None


def test_who_left_everything_gets_nothing(database: Database, ada: Account, now: datetime) -> None:
    with database.transaction() as session:
        notifications.unsubscribe_from_all(session, "ada@example.org", now=now)
    for kind in MailKind:
        written = write(database, ada, kind, kind=kind)
        assert (written is None) == (kind not in OF_THE_ACCOUNT), f"{kind}: only what is about signing in"


def test_choices_belong_to_an_account(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        notifications.get_preferences(session, VISITOR)


def test_the_same_choice_twice_at_once_is_kept_once(
    database: Database, ada: Account, now: datetime, trials: Callable[[int], int]
) -> None:
    def run() -> object:
        return choose(database, ada, now, message=Channel.DAILY).account_id

    for _ in range(trials(100)):
        with database.transaction() as session:
            session.execute(delete(NotificationPreference))
        assert race(run, run) == [ada.id, ada.id]
