"""A forgotten password: anybody asks, who reads the mail chooses, and every browser is signed out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound, TooMany
from matchmaker.models import Account
from matchmaker.services import accounts
from matchmaker.services.accounts.throttle import WRITE_TO
from tests.factories import PASSWORD, make_account
from tests.services.accounts.keys import ADDRESSES, SECRET, letter, mails, token_of
from tests.web.world import counted

GOOD = "barrel window seven otters"
DAY = timedelta(days=1)


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        return make_account(session, email="ada@example.org", name="Ada")


def ask(database: Database, now: datetime, email: str = "ada@example.org") -> None:
    with database.transaction() as session:
        accounts.ask_to_reset(session, email=email, address="1", now=now)


def choose(database: Database, token: str, now: datetime) -> Account:
    with database.transaction() as session:
        return accounts.choose_password(session, token, SECRET, password=GOOD, now=now)


def sign_in(database: Database, password: str, now: datetime) -> str:
    with database.transaction() as session:
        return accounts.sign_in(
            session, email="ada@example.org", password=password, address="1", agent="", lasts=DAY, now=now
        ).secret


def is_open(database: Database, secret: str, now: datetime) -> bool:
    with database.reading() as session:
        return accounts.find_signed_in(session, secret, now=now) is not None


def test_a_new_password_replaces_the_old_one_and_signs_out_everywhere(
    database: Database, ada: Account, now: datetime
) -> None:
    before = sign_in(database, PASSWORD, now)
    ask(database, now)
    (mail,) = mails(database, MailKind.RESET)
    assert letter(database, mail).actions[0].url.endswith(f"/a/{token_of(database, mail)}")
    assert choose(database, token_of(database, mail), now).id == ada.id
    assert not is_open(database, before, now)
    with pytest.raises(Invalid):
        sign_in(database, PASSWORD, now)
    assert is_open(database, sign_in(database, GOOD, now), now)
    (told,) = mails(database, MailKind.SECURITY)
    assert (told.address, letter(database, told).title) == (ada.email, "Your password was changed")
    with pytest.raises(Conflict):
        choose(database, token_of(database, mail), now)


def test_an_address_without_an_account_gets_no_mail_and_who_asks_sees_no_difference(
    database: Database, ada: Account, now: datetime
) -> None:
    for email in (ada.email, "nobody@example.org"):
        for _ in range(WRITE_TO.tries):
            ask(database, now, email)
        with pytest.raises(TooMany):
            ask(database, now, email)
    assert {mail.address for mail in mails(database, MailKind.RESET)} == {ada.email}
    with pytest.raises(Invalid):
        ask(database, now, "no address")


def test_a_link_opens_nothing_once_the_account_is_closed_has_moved_or_two_hours_are_over(
    database: Database, ada: Account, now: datetime
) -> None:
    ask(database, now)
    token = token_of(database, mails(database, MailKind.RESET)[0])
    with pytest.raises(Invalid, match="time of this link is over"):
        choose(database, token, now + timedelta(hours=2))
    with database.transaction() as session:
        session.get_one(Account, ada.id).email = "ada@elsewhere.example"
    with pytest.raises(NotFound, match="has another address"):
        choose(database, token, now)
    with database.transaction() as session:
        account = session.get_one(Account, ada.id)
        account.email, account.disabled_at = ada.email, now
    with pytest.raises(NotFound, match="has left"):
        choose(database, token, now)
    ask(database, now)
    assert len(mails(database, MailKind.RESET)) == 1


def test_of_several_links_to_a_new_password_the_first_that_is_used_ends_the_others(
    database: Database, ada: Account, now: datetime
) -> None:
    ask(database, now)
    ask(database, now + timedelta(minutes=1))
    first, second = (token_of(database, mail) for mail in mails(database, MailKind.RESET))
    choose(database, second, now + timedelta(minutes=2))
    with pytest.raises(Invalid, match="time of this link is over"):
        choose(database, first, now + timedelta(minutes=2))


def test_whoever_has_us_write_to_an_address_does_not_keep_its_owner_from_a_new_password(
    database: Database, ada: Account, now: datetime
) -> None:
    def register() -> None:
        with database.transaction() as session:
            accounts.ask_to_register(
                session, name="Eve", email=ada.email, language="en", address="2", now=now
            )

    for _ in range(WRITE_TO.tries):
        register()
    with pytest.raises(TooMany):
        register()
    ask(database, now)
    assert len(mails(database, MailKind.RESET)) == 1


def test_as_much_is_written_for_an_address_without_an_account_so_that_its_time_tells_nothing(
    database: Database, ada: Account, now: datetime
) -> None:
    written = []
    for email in (ada.email, "nobody@example.org"):
        with counted(database) as statements:
            ask(database, now, email)
        written.append([one.partition("(")[0] for one in statements if one.startswith("INSERT")])
    assert written[0] == written[1]
    assert any("mail_links" in one for one in written[0])


def test_a_mail_about_a_password_is_not_written_once_its_link_has_gone(
    database: Database, ada: Account, now: datetime
) -> None:
    ask(database, now)
    (mail,) = mails(database, MailKind.RESET)
    with database.reading() as session:
        assert accounts.WRITERS[MailKind.RESET](session, mail, None, ADDRESSES) is None
