"""Where somebody is signed in: listed, ended, and told when a browser is new."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Account
from matchmaker.services import accounts
from matchmaker.services.accounts.browsers import name_of
from tests.factories import PASSWORD, make_account
from tests.services.accounts.keys import letter, mails

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
OLD, NEW = FIREFOX.format(131, 131), FIREFOX.format(133, 133)


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        return make_account(session, email="ada@example.org")


def sign_in(database: Database, account: Account, agent: str, now: datetime) -> str:
    with database.transaction() as session:
        return accounts.sign_in(
            session, email=account.email, password=PASSWORD, address="1", agent=agent,
            lasts=timedelta(days=1), now=now,
        ).secret  # fmt: skip


def is_open(database: Database, secret: str, now: datetime) -> bool:
    with database.reading() as session:
        return accounts.find_signed_in(session, secret, now=now) is not None


@pytest.mark.parametrize(
    ("agent", "name"),
    [(OLD, "Firefox, Linux"), (PHONE, "Mobile Safari, iOS"), ("", ""), ("curl/8.5", "curl")],
)
def test_a_browser_is_called_as_people_call_it(agent: str, name: str) -> None:
    assert name_of(agent) == name


def test_this_browser_stands_first_and_others_can_be_ended(
    database: Database, ada: Account, now: datetime
) -> None:
    actor = Actor(ada.id)
    here, phone = sign_in(database, ada, OLD, now), sign_in(database, ada, PHONE, now)
    third = sign_in(database, ada, PHONE, now)
    with database.reading() as session:
        found = accounts.list_sign_ins(session, actor, here, now=now)
    assert [(one.name, one.here) for one in found] == [
        ("Firefox, Linux", True), ("Mobile Safari, iOS", False), ("Mobile Safari, iOS", False),
    ]  # fmt: skip
    with database.transaction() as session:
        accounts.end_sign_in(session, actor, found[2].id, now=now)
    assert [is_open(database, one, now) for one in (here, phone, third)] == [True, False, True]
    with database.transaction() as session:
        assert accounts.end_other_sign_ins(session, actor, here, now=now) == 1
    assert [is_open(database, one, now) for one in (here, phone, third)] == [True, False, False]
    with pytest.raises(NotFound), database.transaction() as session:
        accounts.end_sign_in(session, actor, found[2].id, now=now)


def test_nobody_ends_the_sign_ins_of_others(database: Database, ada: Account, now: datetime) -> None:
    secret = sign_in(database, ada, OLD, now)
    with database.transaction() as session:
        bob = Actor(make_account(session).id)
        (mine,) = accounts.list_sign_ins(session, Actor(ada.id), secret, now=now)
    for actor, error in ((bob, NotFound), (VISITOR, NotAllowed)):
        with pytest.raises(error), database.transaction() as session:
            accounts.end_sign_in(session, actor, mine.id, now=now)
    assert is_open(database, secret, now)


def test_a_new_browser_is_told_by_mail_and_a_newer_one_of_the_same_kind_is_not(
    database: Database, ada: Account, now: datetime
) -> None:
    sign_in(database, ada, OLD, now)
    sign_in(database, ada, NEW, now)
    assert mails(database, MailKind.SECURITY) == []
    sign_in(database, ada, PHONE, now)
    (told,) = mails(database, MailKind.SECURITY)
    assert "Mobile Safari, iOS" in letter(database, told).paragraphs[0]
    sign_in(database, ada, PHONE, now + timedelta(hours=1))
    assert len(mails(database, MailKind.SECURITY)) == 1


def test_who_comes_after_a_silence_so_long_that_no_browser_is_kept_is_told_of(
    database: Database, ada: Account, now: datetime
) -> None:
    sign_in(database, ada, OLD, now)
    late = now + timedelta(days=40)
    with database.transaction() as session:
        accounts.tidy(session, now=late)
    sign_in(database, ada, OLD, late)
    (told,) = mails(database, MailKind.SECURITY)
    assert "Firefox, Linux" in letter(database, told).paragraphs[0]
    sign_in(database, ada, OLD, late + timedelta(hours=1))
    assert len(mails(database, MailKind.SECURITY)) == 1
