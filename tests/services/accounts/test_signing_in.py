"""Signing in and out: the secret, how long it lasts, and what the tables know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from matchmaker.core.entities import Role
from matchmaker.db import Base, Database
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.models import Account, AuditEntry, SignIn, Throttle
from matchmaker.services import accounts
from matchmaker.services.accounts import passwords, throttle
from tests.factories import NOW, PASSWORD, grant, make_account
from tests.racing import race

MONTH = timedelta(days=30)
WRONG = "Address and password do not belong together. Check both and try again."


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        account = make_account(session, email="ada@example.org", name="Ada", language="de")
        grant(session, account, Role.MEMBER, "s-1")
    return account


def enter(database: Database, now: datetime, **values: Any) -> str:
    defaults: dict[str, Any] = {
        "email": "ada@example.org",
        "password": PASSWORD,
        "address": "192.0.2.1",
        "agent": "Mozilla/5.0",
        "lasts": MONTH,
    }
    with database.transaction() as session:
        return accounts.sign_in(session, **(defaults | values), now=now).secret


def who(database: Database, secret: str, now: datetime) -> accounts.SignedIn | None:
    with database.reading() as session:
        return accounts.find_signed_in(session, secret, now=now)


def acts(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.execute(select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.id))
        return [(act, subject) for act, subject in rows]


def test_the_right_password_opens_a_session(database: Database, ada: Account, now: datetime) -> None:
    signed_in = who(database, enter(database, now), now)
    assert signed_in is not None
    assert signed_in.actor.account_id == ada.id
    assert signed_in.actor.name == "Ada"
    assert signed_in.actor.places(Role.MEMBER) == {"s-1"}
    assert signed_in.language == "de"
    assert acts(database) == [("account.sign-in", ada.id)]


def test_the_address_may_be_typed_in_any_case(database: Database, ada: Account, now: datetime) -> None:
    assert who(database, enter(database, now, email=" ADA@Example.org "), now)


def test_each_browser_has_a_secret_of_its_own(database: Database, ada: Account, now: datetime) -> None:
    secrets = {enter(database, now) for _ in range(3)}
    assert len(secrets) == 3
    assert all(len(secret) >= 43 for secret in secrets), "256 bits in base 64"


@pytest.mark.parametrize(
    "values",
    [
        {"password": "a wrong password"},
        {"password": ""},
        {"email": "nobody@example.org"},
        {"email": ""},
        {"email": "ada@example.org\x00x"},
        {"password": "x" * 10_000},
    ],
)
def test_all_that_is_wrong_gets_the_same_answer(
    database: Database, ada: Account, now: datetime, values: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        enter(database, now, **values)
    assert str(caught.value) == WRONG
    assert caught.value.fields == {}, "nothing tells whether the address has an account"
    with database.reading() as session:
        assert session.scalars(select(SignIn)).all() == []


def test_failures_are_written_down_for_the_account_and_for_nobody(
    database: Database, ada: Account, now: datetime
) -> None:
    for email in ("ada@example.org", "nobody@example.org"):
        with pytest.raises(Invalid):
            enter(database, now, email=email, password="a wrong password")
    assert acts(database) == [("account.sign-in-failed", ada.id), ("account.sign-in-failed", "")]


def test_nothing_that_opens_a_door_is_stored_in_clear(
    database: Database, ada: Account, now: datetime
) -> None:
    with pytest.raises(Invalid):
        enter(database, now, password="my other password")
    secret = enter(database, now)
    with database.reading() as session:
        for table in Base.metadata.tables.values():
            kept = str(session.execute(select(text("*")).select_from(table)).all())
            for word in (secret, PASSWORD, "my other password"):
                assert word not in kept, table.name
        keys = list(session.scalars(select(Throttle.key)))
        assert not any("ada@" in key for key in keys), "who was tried is nobody's business"


def test_a_disabled_account_cannot_sign_in_and_open_sessions_end(
    database: Database, ada: Account, now: datetime
) -> None:
    secret = enter(database, now)
    with database.transaction() as session:
        session.get_one(Account, ada.id).disabled_at = now
    assert who(database, secret, now) is None
    with pytest.raises(Invalid, match="do not belong together"):
        enter(database, now)


def test_a_session_ends_by_itself(database: Database, ada: Account, now: datetime) -> None:
    secret = enter(database, now)
    assert who(database, secret, now + MONTH - timedelta(seconds=1))
    assert who(database, secret, now + MONTH) is None


def test_signing_out_ends_this_session_only(database: Database, ada: Account, now: datetime) -> None:
    here, there = enter(database, now), enter(database, now)
    signed_in = who(database, here, now)
    assert signed_in is not None
    for minute in (1, 2):
        with database.transaction() as session:
            accounts.sign_out(session, signed_in.actor, here, now=now + timedelta(minutes=minute))
    assert who(database, here, now) is None
    assert who(database, there, now)
    assert ("account.sign-out", ada.id) in acts(database)
    with database.reading() as session:
        ends = session.scalars(select(SignIn.ended_at).order_by(SignIn.id)).all()
        assert ends == [now + timedelta(minutes=1), None], "the first end counts"


def test_a_secret_that_nobody_was_given_opens_nothing(
    database: Database, ada: Account, now: datetime
) -> None:
    secret = enter(database, now)
    assert who(database, secret[:-1], now) is None
    assert who(database, "", now) is None


def test_a_long_browser_name_is_cut(database: Database, ada: Account, now: datetime) -> None:
    enter(database, now, agent="x" * 10_000)
    with database.reading() as session:
        assert session.scalars(select(SignIn.agent)).all() == ["x" * 300]


def test_one_account_is_tried_eight_times_from_anywhere(
    database: Database, ada: Account, now: datetime
) -> None:
    for number in range(throttle.SIGN_IN_BY_ACCOUNT.tries):
        with pytest.raises(Invalid):
            enter(database, now, password="a wrong password", address=f"192.0.2.{number}")
    with pytest.raises(TooMany, match="Wait 901 seconds"):
        enter(database, now, address="192.0.2.99")
    assert who(database, enter(database, now + timedelta(minutes=15)), now)


def test_a_success_forgets_the_tries_of_the_account(database: Database, ada: Account, now: datetime) -> None:
    with pytest.raises(Invalid):
        enter(database, now, password="a wrong password")
    with database.reading() as session:
        before = [key.partition(":")[0] for key in session.scalars(select(Throttle.key))]
    assert sorted(before) == ["sign-in", "sign-in-from"]
    enter(database, now)
    with database.reading() as session:
        rows = {row.key: row.count for row in session.scalars(select(Throttle))}
    assert rows == {"sign-in-from:192.0.2.1": 2}, "tries from the address still count"


def test_one_network_address_tries_twenty_times_whatever_the_account(
    database: Database, ada: Account, now: datetime
) -> None:
    for number in range(throttle.SIGN_IN_BY_ADDRESS.tries):
        with pytest.raises(Invalid):
            enter(database, now, email=f"guess{number}@example.org", password="a wrong password")
    with pytest.raises(TooMany):
        enter(database, now)
    assert who(database, enter(database, now, address="192.0.2.2"), now)


def test_signing_in_at_the_same_moment_works_for_all(
    database: Database, ada: Account, now: datetime, trials: Callable[[int], int]
) -> None:
    later = now
    for _ in range(trials(300) // 4):
        later += timedelta(hours=1)
        answers = race(*[lambda moment=later: enter(database, moment)] * 3)
        assert all(isinstance(answer, str) for answer in answers), answers
        assert len(set(answers)) == 3


def test_the_demo_people_sign_in_without_a_password(database: Database, ada: Account, now: datetime) -> None:
    with database.transaction() as session:
        official = make_account(session, demo_part="official")
        make_account(session, demo_part="enterprise")
    with database.transaction() as session:
        secret = accounts.sign_in_as_demo(session, "official", agent="x", lasts=MONTH, now=now)
    signed_in = who(database, secret, now)
    assert signed_in is not None
    assert signed_in.actor.account_id == official.id
    with database.reading() as session:
        parts = [account.demo_part for account in accounts.list_demo_accounts(session)]
    assert parts == ["enterprise", "official"], "people of flesh and blood are not among them"


def test_without_a_demo_there_is_nobody_to_sign_in_as(
    database: Database, ada: Account, now: datetime
) -> None:
    with pytest.raises(NotFound, match="Load the demo"), database.transaction() as session:
        accounts.sign_in_as_demo(session, "official", agent="x", lasts=MONTH, now=now)


def test_who_just_registered_is_signed_in_without_typing_it_all_again(
    database: Database, ada: Account, now: datetime
) -> None:
    with database.transaction() as session:
        secret = accounts.sign_in_new(session, ada, agent="Mozilla/5.0", lasts=MONTH, now=now).secret
    signed_in = who(database, secret, now)
    assert signed_in is not None
    assert signed_in.actor.account_id == ada.id
    assert who(database, secret, now + MONTH) is None


@pytest.mark.parametrize("change", [{"password_hash": "another"}, {"disabled_at": NOW}])
def test_a_password_that_is_changed_while_it_is_compared_opens_nothing(
    database: Database, ada: Account, now: datetime, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    class Slow:
        """Compares like any other, but meanwhile its owner is faster."""

        def verify(self, password_hash: str, password: str) -> bool:
            with database.transaction() as session:
                for name, value in change.items():
                    setattr(session.get_one(Account, ada.id), name, value)
            return True

    monkeypatch.setattr(passwords, "_hasher", Slow())
    with pytest.raises(Invalid, match="do not belong together"):
        enter(database, now)
    with database.reading() as session:
        assert session.scalars(select(SignIn)).all() == []
