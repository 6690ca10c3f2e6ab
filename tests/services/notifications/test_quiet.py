"""Quiet hours of one's own: what waits follows them, and nothing goes out in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.core.notifications import NIGHT, Channel, MailKind, MailState, Quiet
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.mail import MemoryPost
from matchmaker.models import Mail
from matchmaker.services import notifications
from matchmaker.services.notifications import Recipient
from tests.factories import make_actor, make_stakeholder
from tests.services.notifications.posting import ADDRESSES, WRITERS, put


def reader(database: Database, country: str = "DE") -> tuple[Actor, Recipient]:
    """Somebody with an account in a country."""
    with database.transaction() as session:
        here = make_stakeholder(session, country=country)
        actor = make_actor(session, Role.MEMBER, here.id)
        (to,) = notifications.recipients_for(session, [actor.account_id or ""])
    return actor, to


def choose(database: Database, actor: Actor, quiet: Quiet, now: datetime) -> None:
    with database.transaction() as session:
        notifications.set_quiet(session, actor, quiet, now=now)


def due(database: Database, mail: Mail | None) -> datetime:
    assert mail is not None
    with database.reading() as session:
        return session.get_one(Mail, mail.id).due_at


def test_without_a_choice_the_night_is_quiet(database: Database) -> None:
    actor, _ = reader(database)
    with database.reading() as session:
        assert notifications.get_quiet(session, actor) == NIGHT


def test_what_waits_follows_a_new_choice(database: Database, now: datetime) -> None:
    actor, to = reader(database)
    with database.transaction() as session:
        mail = put(session, to=to)
    # Ten o'clock in Stuttgart.
    assert due(database, mail) == now
    choose(database, actor, Quiet(9, 17), now)
    assert due(database, mail) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    choose(database, actor, Quiet(7, 7), now)
    assert due(database, mail) == now


def test_the_clock_of_the_reader_counts(database: Database, now: datetime) -> None:
    actor, to = reader(database, "FI")
    choose(database, actor, Quiet(9, 17), now)
    with database.transaction() as session:
        mail = put(session, to=to)
    assert due(database, mail) == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_nothing_is_sent_in_them_though_it_was_due(database: Database, now: datetime) -> None:
    actor, to = reader(database)
    with database.transaction() as session:
        mail = put(session, to=to)
        assert mail is not None
    post = MemoryPost()
    choose(database, actor, Quiet(9, 17), now)
    with database.transaction() as session:
        # As an older copy of the database has it: the mail knows nothing of the new hours.
        session.get_one(Mail, mail.id).due_at = now
    with database.transaction() as session:
        notifications.send(session, mail.id, post=post, writers=WRITERS, addresses=ADDRESSES, now=now)
    assert not post.messages
    later = due(database, mail)
    assert later == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    with database.transaction() as session:
        notifications.send(session, mail.id, post=post, writers=WRITERS, addresses=ADDRESSES, now=later)
        assert session.get_one(Mail, mail.id).state is MailState.SENT


def test_a_digest_comes_when_they_end(database: Database, now: datetime) -> None:
    actor, to = reader(database)
    choose(database, actor, Quiet(9, 17), now)
    with database.transaction() as session:
        notifications.set_preferences(session, actor, {MailKind.MESSAGE: Channel.DAILY}, now=now)
        mail = put(session, to=to, kind=MailKind.MESSAGE)
    assert due(database, mail) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("quiet", [Quiet(7, 6), Quiet(0, 19), Quiet(-1, 7), Quiet(21, 24)])
def test_hours_that_leave_nothing_or_are_none_are_refused(
    database: Database, now: datetime, quiet: Quiet
) -> None:
    actor, _ = reader(database)
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        notifications.set_quiet(session, actor, quiet, now=now)
    assert "quiet_until" in refused.value.fields


def test_who_has_no_account_has_no_choice(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        notifications.set_quiet(session, VISITOR, NIGHT, now=now)
