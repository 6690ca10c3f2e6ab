"""A new account: what is taken, what is refused, and what is never stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.db import Database
from matchmaker.errors import Invalid, TooMany
from matchmaker.models import Account
from matchmaker.services import accounts, audit
from matchmaker.services.accounts import throttle
from tests.factories import PASSWORD
from tests.racing import race


def register(session: Session, now: datetime, **values: Any) -> Account:
    defaults = {
        "name": "Ada Adler",
        "email": "ada@example.org",
        "password": PASSWORD,
        "language": "de",
        "address": "192.0.2.1",
    }
    return accounts.register(session, VISITOR, **(defaults | values), now=now)


def refusal(database: Database, now: datetime, **values: Any) -> dict[str, str]:
    with (
        pytest.raises(Invalid, match="Some answers need another look") as caught,
        database.transaction() as session,
    ):
        register(session, now, **values)
    with database.reading() as session:
        assert session.scalar(select(func.count(Account.id))) == 0
    return caught.value.fields


def test_a_person_can_register(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = register(session, now)
    with database.reading() as session:
        kept = session.get_one(Account, account.id)
        assert (kept.name, kept.email, kept.language) == ("Ada Adler", "ada@example.org", "de")
        assert kept.created_at == now
        assert kept.disabled_at is None
        assert [entry.act for entry in audit.list_entries(session, subject=account.id)] == [
            "account.register"
        ]


@pytest.mark.usefixtures("dear_passwords")
def test_the_password_is_kept_as_an_argon2id_hash_only(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = register(session, now)
    # RFC 9106's second recommended choice: 64 MiB, three passes, four lanes.
    assert account.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in account.password_hash


def test_two_people_with_the_same_password_have_different_hashes(database: Database, now: datetime) -> None:
    hashes = set()
    for name in ("ada", "bob"):
        with database.transaction() as session:
            hashes.add(register(session, now, email=f"{name}@example.org").password_hash)
    assert len(hashes) == 2


def test_an_address_is_kept_in_lower_case_and_names_without_stray_space(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        account = register(session, now, email="  Ada@Example.ORG ", name="  Ada\t Adler\x00 ")
    assert account.email == "ada@example.org"
    assert account.name == "Ada Adler"


@pytest.mark.parametrize("name", ["", "   ", "\x00"])
def test_a_name_is_needed(database: Database, now: datetime, name: str) -> None:
    assert refusal(database, now, name=name) == {"name": "Say your name, as you want others to read it."}


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "ada@example", "a b@example.org", "ada@exa\x00mple.org"]
)
def test_what_is_no_mail_address_is_refused(database: Database, now: datetime, email: str) -> None:
    assert list(refusal(database, now, email=email)) == ["email"]


@pytest.mark.parametrize("password", ["", "nine char", "x" * 513])
def test_a_password_has_ten_to_512_characters(database: Database, now: datetime, password: str) -> None:
    assert refusal(database, now, password=password) == {
        "password": "Choose a password of 10 to 512 characters."
    }


def test_all_that_is_wrong_is_said_at_once(database: Database, now: datetime) -> None:
    assert set(refusal(database, now, name="", email="", password="")) == {"name", "email", "password"}


def test_one_address_has_one_account_whatever_its_case(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        register(session, now)
    with pytest.raises(Invalid) as caught, database.transaction() as session:
        register(session, now, email="ADA@example.org")
    assert "Sign in, or use another address." in caught.value.fields["email"]


def test_of_two_who_take_the_same_address_at_once_one_is_told(database: Database, now: datetime) -> None:
    def take() -> str:
        with database.transaction() as session:
            return register(session, now).id

    answers = race(take, take, take)
    assert sum(isinstance(answer, str) for answer in answers) == 1, answers
    assert [list(one.fields) for one in answers if isinstance(one, Invalid)] == [["email"]] * 2
    with database.reading() as session:
        assert session.scalar(select(func.count(Account.id))) == 1


def test_an_address_that_is_taken_between_the_look_and_the_write_is_told(
    database: Database, now: datetime
) -> None:
    told = list[object]()

    def second() -> None:
        try:
            with database.transaction() as session:
                register(session, now)
        except Invalid as error:
            told.append(list(error.fields))

    with database.transaction() as session:
        register(session, now)
        thread = Thread(target=second)
        thread.start()
        # Long enough for a hash: by now the second one waits for what becomes of the first.
        thread.join(1)
    thread.join(30)
    assert told == [["email"]]


def test_tries_from_one_network_address_are_counted_though_they_are_refused(
    database: Database, now: datetime
) -> None:
    for _ in range(throttle.REGISTER.tries):
        refusal(database, now, password="short")
    with pytest.raises(TooMany, match="Wait 3601 seconds"), database.transaction() as session:
        register(session, now)
    with database.transaction() as session:
        register(session, now, address="192.0.2.2")
    with database.transaction() as session:
        register(session, now + timedelta(hours=1), email="bob@example.org")
