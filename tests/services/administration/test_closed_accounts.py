"""An account that an administrator has closed: out everywhere at once, without mails, and not made anew."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.jobs.posting import WRITERS
from matchmaker.models import Account, Mail
from matchmaker.services import accounts, administration, notifications
from tests.factories import PASSWORD, make_account, make_actor
from tests.services.accounts.keys import SECRET, mails, token_of
from tests.services.introductions.people import ADDRESSES

ADA = "ada@example.org"
GOOD = "barrel window seven otters"


@pytest.fixture
def ada(database: Database) -> str:
    """The id of somebody's account."""
    with database.transaction() as session:
        return make_account(session, email=ADA).id


def close(database: Database, account_id: str, now: datetime, *, again: bool = False) -> None:
    """An administrator closes the account, or opens it again."""
    act = administration.reopen_account if again else administration.close_account
    with database.transaction() as session:
        act(session, make_actor(session, Role.ADMINISTRATOR), account_id, now=now)


def ask(database: Database, now: datetime, email: str = ADA) -> None:
    with database.transaction() as session:
        accounts.ask_to_register(session, name="Ada", email=email, language="en", address="1", now=now)


def test_its_browsers_are_signed_out_at_once(database: Database, ada: str, now: datetime) -> None:
    secrets = []
    for _ in range(2):
        with database.transaction() as session:
            entered = accounts.sign_in(
                session, email=ADA, password=PASSWORD, address="1", agent="", lasts=timedelta(days=1), now=now
            )
            secrets.append(entered.secret)
    close(database, ada, now)
    with database.reading() as session:
        assert [accounts.find_signed_in(session, one, now=now) for one in secrets] == [None, None]


def test_what_waited_to_be_sent_to_it_is_dropped_and_nothing_new_is_written(
    database: Database, ada: str, now: datetime
) -> None:
    with database.transaction() as session:
        (to,) = notifications.recipients_for(session, [ada])
        notifications.notify(session, kind=MailKind.SECURITY, key="news", to=to, now=now)
    close(database, ada, now)
    with database.reading() as session:
        mail = session.scalars(select(Mail)).one()
        found = notifications.prepare(session, mail.id, writers=WRITERS, addresses=ADDRESSES, now=now)
        assert isinstance(found, notifications.Outcome)
        assert found.state is MailState.DROPPED
        assert notifications.recipients_for(session, [ada]) == []


def test_its_address_makes_no_other_account_until_it_is_open_again(
    database: Database, ada: str, now: datetime
) -> None:
    close(database, ada, now)
    ask(database, now)
    assert mails(database, MailKind.REGISTER) == []
    close(database, ada, now, again=True)
    ask(database, now + timedelta(minutes=1))
    (mail,) = mails(database, MailKind.REGISTER)
    assert (mail.account_id, token_of(database, mail)) == (ada, "")


def test_a_link_from_before_makes_no_other_account_either(database: Database, now: datetime) -> None:
    ask(database, now)
    (mail,) = mails(database, MailKind.REGISTER)
    token = token_of(database, mail)
    with database.transaction() as session:
        known = make_account(session, email=ADA).id
    close(database, known, now)
    with pytest.raises(Conflict), database.transaction() as session:
        accounts.choose_password(session, token, SECRET, password=GOOD, now=now)
    with database.reading() as session:
        assert session.scalars(select(Account.id).where(Account.email == ADA)).all() == [known]
