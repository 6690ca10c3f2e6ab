"""Making an account: the address asks, the link in its mail finishes, and nobody learns who has one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.notifications import MailKind, MailState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, MatchmakerError, NotFound, TooMany
from matchmaker.models import Account
from matchmaker.services import accounts, notifications
from matchmaker.services.accounts.throttle import REGISTER, WRITE_TO
from tests.factories import make_account
from tests.racing import race
from tests.services.accounts.keys import SECRET, letter, mails, token_of

GOOD = "barrel window seven otters"
ADA = "ada@example.org"


def ask(
    database: Database, now: datetime, *, email: str = ADA, name: str = "Ada", network: str = "1"
) -> None:
    with database.transaction() as session:
        accounts.ask_to_register(session, name=name, email=email, language="en", address=network, now=now)


def choose(database: Database, token: str, now: datetime, password: str = GOOD) -> Account:
    with database.transaction() as session:
        return accounts.choose_password(session, token, SECRET, password=password, now=now)


def test_an_account_is_made_by_the_link_in_the_mail(database: Database, now: datetime) -> None:
    ask(database, now, email=" Ada@Example.org ", name=" Ada  Adler ")
    (mail,) = mails(database, MailKind.REGISTER)
    assert (mail.address, mail.name, mail.state, mail.due_at) == (ADA, "Ada Adler", MailState.WAITING, now)
    said = letter(database, mail)
    assert said.actions[0].url == f"https://match.example/a/{token_of(database, mail)}"
    made = choose(database, token_of(database, mail), now)
    assert (made.email, made.name, made.language) == (ADA, "Ada Adler", "en")
    with database.transaction() as session:
        secret = accounts.sign_in(
            session, email=ADA, password=GOOD, address="1", agent="", lasts=timedelta(days=1), now=now
        ).secret
        assert accounts.find_signed_in(session, secret, now=now) is not None


def test_an_address_that_has_an_account_gets_a_mail_without_a_link(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        known = make_account(session, email=ADA)
    ask(database, now)
    (mail,) = mails(database, MailKind.REGISTER)
    assert (mail.account_id, token_of(database, mail)) == (known.id, "")
    assert "already" in letter(database, mail).title
    assert {one.url for one in letter(database, mail).actions} == {
        "https://match.example/sign-in", "https://match.example/forgotten",
    }  # fmt: skip


def test_whoever_asks_sees_the_same_whether_an_address_is_known(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        make_account(session, email=ADA)
    for email in (ADA, "nobody@example.org"):
        ask(database, now, email=email)
        for _ in range(WRITE_TO.tries - 1):
            ask(database, now, email=email)
        with pytest.raises(TooMany) as found:
            ask(database, now, email=email)
        assert found.value.seconds == pytest.approx(WRITE_TO.window.total_seconds(), abs=1)


@pytest.mark.parametrize(
    ("name", "email", "fields"),
    [(" ", ADA, {"name"}), ("Ada", "ada", {"email"}), ("", "", {"name", "email"})],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    database: Database, now: datetime, name: str, email: str, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as found:
        ask(database, now, name=name, email=email)
    assert set(found.value.fields) == fields
    assert mails(database, MailKind.REGISTER) == []


def test_one_network_address_asks_for_twenty_accounts_an_hour(database: Database, now: datetime) -> None:
    for number in range(REGISTER.tries):
        ask(database, now, email=f"a{number}@example.org")
    with pytest.raises(TooMany):
        ask(database, now, email="one-more@example.org")
    ask(database, now, email="elsewhere@example.org", network="2")
    ask(database, now + REGISTER.window, email="later@example.org")


@pytest.mark.parametrize("password", ["short", "password12", "ada@example.org", "Ada Adler 1", "a" * 600])
def test_a_password_that_is_guessed_soon_is_refused_and_the_link_stays(
    database: Database, now: datetime, password: str
) -> None:
    ask(database, now, name="Ada Adler")
    token = token_of(database, mails(database, MailKind.REGISTER)[0])
    with pytest.raises(Invalid) as found:
        choose(database, token, now, password)
    assert set(found.value.fields) == {"password"}
    assert choose(database, token, now).email == ADA


def test_a_link_works_once_for_a_while_and_only_if_it_is_ours(database: Database, now: datetime) -> None:
    ask(database, now)
    token = token_of(database, mails(database, MailKind.REGISTER)[0])
    with pytest.raises(NotFound):
        choose(database, "k-000000000000.nobody", now)
    with pytest.raises(Invalid, match="time of this link is over"):
        choose(database, token, now + timedelta(days=3))
    choose(database, token, now)
    with pytest.raises(Conflict, match="used already"):
        choose(database, token, now)


def test_of_two_links_to_one_address_the_first_makes_the_account(database: Database, now: datetime) -> None:
    ask(database, now)
    ask(database, now + timedelta(minutes=1))
    first, second = (token_of(database, mail) for mail in mails(database, MailKind.REGISTER))
    choose(database, first, now)
    with pytest.raises(Conflict, match="There is an account with this address by now"):
        choose(database, second, now)


def test_of_two_who_press_at_once_one_makes_the_account(database: Database, now: datetime) -> None:
    ask(database, now)
    token = token_of(database, mails(database, MailKind.REGISTER)[0])

    def press() -> str:
        try:
            return choose(database, token, now).id
        except MatchmakerError as error:
            return type(error).__name__

    ends = race(press, press)
    assert sorted(end == "Conflict" for end in ends) == [False, True]


def test_these_mails_are_neither_left_nor_kept_for_the_morning(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        notifications.unsubscribe_from_all(session, ADA, now=now)
    night = now.replace(hour=23)
    ask(database, night)
    (mail,) = mails(database, MailKind.REGISTER)
    assert (mail.state, mail.due_at) == (MailState.WAITING, night)
