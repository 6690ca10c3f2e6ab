"""Passkeys: added, used for signing in with nothing else, removed; with a device made of software."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound, NotFresh, TooMany
from matchmaker.models import Challenge, Passkey
from matchmaker.services import accounts
from matchmaker.services.accounts import Entered, Site
from tests.device import PRESENT, Device
from tests.racing import race
from tests.services.accounts.entry import DAY, SITE, WRONG_CODE, Person

NETWORKS = count()


@pytest.fixture
def ada(database: Database, now: datetime) -> Person:
    return Person(database, now)


def add(
    who: Person, device: Device, now: datetime, *, name: str = "My phone", site: Site = SITE
) -> list[str]:
    with who.database.transaction() as session:
        options, challenge = accounts.ask_for_new(session, who.actor, site=site, sign_in=who.sign_in, now=now)
    answer = device.make(options)
    with who.database.transaction() as session:
        return accounts.add_passkey(
            session,
            who.actor,
            answer,
            name=name,
            challenge=challenge,
            site=site,
            sign_in=who.sign_in,
            now=now,
        )


def asked(database: Database, now: datetime) -> tuple[str, bytes]:
    with database.transaction() as session:
        # Each from another network: how often one asks is counted elsewhere.
        return accounts.ask_for_one(session, site=SITE, address=f"net {next(NETWORKS)}", now=now)


def use(
    database: Database, answer: str, challenge: bytes, now: datetime, address: str = "192.0.2.1"
) -> Entered:
    with database.transaction() as session:
        return accounts.sign_in_by_passkey(
            session,
            answer,
            challenge=challenge,
            site=SITE,
            address=address,
            agent="a test",
            lasts=DAY,
            now=now,
        )


def enter(database: Database, device: Device, now: datetime) -> Entered:
    options, challenge = asked(database, now)
    return use(database, device.use(options), challenge, now)


def test_a_passkey_signs_in_without_a_password(ada: Person, database: Database, now: datetime) -> None:
    device = Device()
    assert len(add(ada, device, now)) == 10, "recovery codes come with the first factor"
    entered = enter(database, device, now)
    found = ada.signed_in(entered.secret, now)
    assert entered.whole
    assert found is not None
    assert found.strong
    assert found.actor.account_id == ada.id
    with database.reading() as session:
        (row,) = accounts.list_passkeys(session, ada.actor)
        assert (row.name, row.sign_count, row.used_at) == ("My phone", 1, now)


def test_it_is_a_second_step_after_the_password(ada: Person, database: Database, now: datetime) -> None:
    add(ada, Device(), now)
    half = ada.enter(now)
    assert not half.whole
    with database.reading() as session:
        assert accounts.get_step(session, half.secret, now=now).passkeys == 1


def test_several_devices_each_with_a_name(ada: Person, database: Database, now: datetime) -> None:
    phone, computer = Device(), Device()
    add(ada, phone, now)
    assert add(ada, computer, now, name="  My\u202e computer ") == [], "the recovery codes stay"
    assert enter(database, phone, now).whole
    assert enter(database, computer, now).whole
    with database.reading() as session:
        assert [one.name for one in accounts.list_passkeys(session, ada.actor)] == ["My phone", "My computer"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost.example"},
        {"flags": PRESENT},
        {"flags": 0x04},
    ],
    ids=["another site", "nobody verified", "nobody present"],
)
def test_an_answer_that_is_not_right_opens_nothing(
    ada: Person, database: Database, now: datetime, wrong: dict[str, Any]
) -> None:
    device = Device()
    with pytest.raises(Invalid):
        add(ada, replace(Device(), **wrong), now)
    add(ada, device, now)
    with pytest.raises(Invalid, match="did not work"):
        enter(database, replace(device, **wrong), now)
    assert ada.acts().count("account.passkey-failed") == 1
    assert enter(database, replace(device, count=device.count), now).whole


def test_an_answer_for_another_site_or_with_another_key_opens_nothing(
    ada: Person, database: Database, now: datetime
) -> None:
    device = Device()
    add(ada, device, now)
    options, challenge = asked(database, now)
    elsewhere = json.dumps(json.loads(options) | {"rpId": "elsewhere.example"})
    other = Device(credential_id=device.credential_id, handle=device.handle)
    bea = replace(device, handle=b"a-bea")
    for answer in (device.use(elsewhere), other.use(options), bea.use(options)):
        with pytest.raises(Invalid):
            use(database, answer, challenge, now)


def test_an_answer_is_taken_once(ada: Person, database: Database, now: datetime) -> None:
    device = Device()
    add(ada, device, now)
    options, challenge = asked(database, now)
    answer = device.use(options)
    use(database, answer, challenge, now)
    with pytest.raises(Invalid):
        use(database, answer, challenge, now)


def test_of_two_with_one_answer_one_gets_in(
    ada: Person, database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    device = Device()
    add(ada, device, now)
    for number in range(trials(100)):
        options, challenge = asked(database, now)
        answer = device.use(options)
        tries = [partial(use, database, answer, challenge, now, f"192.0.2.{number}") for _ in range(2)]
        answers = race(*tries)
        assert sorted(type(one).__name__ for one in answers) == ["Entered", "Invalid"], answers


def test_an_answer_to_another_question_or_an_old_one_is_not_taken(
    ada: Person, database: Database, now: datetime
) -> None:
    device = Device()
    add(ada, device, now)
    options, challenge = asked(database, now)
    _, another = asked(database, now)
    for offered, moment in ((another, now), (b"", now), (challenge, now + timedelta(minutes=5))):
        with pytest.raises(Invalid):
            use(database, device.use(options), offered, moment)
    with database.transaction() as session:
        accounts.tidy(session, now=now + 2 * DAY)
        assert session.scalars(select(Challenge)).all() == []


def test_a_copy_of_a_device_is_found_out_by_its_count(ada: Person, database: Database, now: datetime) -> None:
    device = Device()
    add(ada, device, now)
    copy = replace(device)
    for _ in range(2):
        enter(database, device, now)
    with pytest.raises(Invalid):
        enter(database, copy, now)


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", '{"id": 7}', '{"id": "x"}', "\x00", "{" * 3000, '{"id":"' + "x" * 30_000],
)
def test_whatever_a_stranger_sends_is_just_no_passkey(
    ada: Person, database: Database, now: datetime, answer: str
) -> None:
    _, challenge = asked(database, now)
    with pytest.raises(Invalid):
        use(database, answer, challenge, now)
    with pytest.raises(Invalid), database.transaction() as session:
        accounts.add_passkey(
            session,
            ada.actor,
            answer,
            name="x",
            challenge=challenge,
            site=SITE,
            sign_in=ada.sign_in,
            now=now,
        )


def test_a_real_answer_with_nonsense_in_one_place_is_no_passkey(
    ada: Person, database: Database, now: datetime
) -> None:
    device = Device()
    add(ada, device, now)
    for name in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for nonsense in (None, 7, "", "%%%", "x", "/w"):
            options, challenge = asked(database, now)
            answer = json.loads(device.use(options))
            answer["response"][name] = nonsense
            if name == "userHandle" and nonsense in (None, ""):
                continue  # not said at all: the key itself says whose it is
            with pytest.raises((Invalid, TooMany)):
                use(database, json.dumps(answer), challenge, now)


def test_one_device_is_not_added_twice_and_a_name_is_needed(
    ada: Person, database: Database, now: datetime
) -> None:
    device = Device()
    with pytest.raises(Invalid) as caught:
        add(ada, device, now, name="   ")
    assert list(caught.value.fields) == ["name"]
    add(ada, device, now)
    with pytest.raises(Invalid):
        add(ada, device, now)
    with pytest.raises(Invalid):
        add(Person(database, now, "bea@example.org"), device, now)


def test_nobody_keeps_passkeys_without_end(ada: Person, database: Database, now: datetime) -> None:
    with database.transaction() as session:
        for number in range(20):
            known = {"account_id": ada.id, "credential_id": f"AAA{number:04}", "name": "x", "made_at": now}
            session.add(Passkey(**known, public_key=b"", sign_count=0))
    with pytest.raises(Conflict, match="very many"):
        add(ada, Device(), now)


def test_adding_takes_a_fresh_confirmation_by_password_or_passkey(
    ada: Person, database: Database, now: datetime
) -> None:
    device, later = Device(), now + timedelta(minutes=11)
    add(ada, device, now)
    with pytest.raises(NotFresh):
        add(ada, Device(), later)
    options, challenge = asked(database, later)
    with database.transaction() as session:
        accounts.confirm_by_passkey(
            session, ada.actor, device.use(options), challenge=challenge, site=SITE, sign_in=ada.sign_in,
            address="1", now=later,
        )  # fmt: skip
    assert add(ada, Device(), later) == []


def test_a_passkey_of_somebody_else_confirms_nothing(ada: Person, database: Database, now: datetime) -> None:
    bea, device, later = Person(database, now, "bea@example.org"), Device(), now + timedelta(minutes=11)
    add(bea, device, now)
    options, challenge = asked(database, later)
    with pytest.raises(Invalid), database.transaction() as session:
        accounts.confirm_by_passkey(
            session, ada.actor, device.use(options), challenge=challenge, site=SITE, sign_in=ada.sign_in,
            address="1", now=later,
        )  # fmt: skip
    with database.reading() as session:
        assert not accounts.is_fresh(session, ada.sign_in, now=later)


def test_a_removed_passkey_opens_nothing_and_its_owner_hears_of_it(
    ada: Person, database: Database, now: datetime
) -> None:
    device, bea = Device(), Person(database, now, "bea@example.org")
    add(ada, device, now)
    with database.reading() as session:
        (row,) = accounts.list_passkeys(session, ada.actor)
    with pytest.raises(NotFound), database.transaction() as session:
        accounts.remove_passkey(session, bea.actor, row.id, sign_in=bea.sign_in, now=now)
    with database.transaction() as session:
        accounts.remove_passkey(session, ada.actor, row.id, sign_in=ada.sign_in, now=now)
    with pytest.raises(Invalid):
        enter(database, device, now)
    assert ada.enter(now).whole
    assert sorted(ada.told()) == ["passkey-added", "passkey-removed"]
    assert "account.add-passkey" in ada.acts()
    assert "account.remove-passkey" in ada.acts()


def test_the_only_way_to_sign_in_is_not_removed(ada: Person, database: Database, now: datetime) -> None:
    add(ada, Device(), now)
    ada.change(password_hash="")
    with database.reading() as session:
        (row,) = accounts.list_passkeys(session, ada.actor)
    with pytest.raises(Conflict, match="only way"), database.transaction() as session:
        accounts.remove_passkey(session, ada.actor, row.id, sign_in=ada.sign_in, now=now)


def test_an_app_alone_is_no_way_to_sign_in_so_that_the_last_passkey_stays(
    ada: Person, database: Database, now: datetime
) -> None:
    add(ada, Device(), now)
    ada.set_up_app(now)
    ada.change(password_hash="")
    with database.reading() as session:
        (row,) = accounts.list_passkeys(session, ada.actor)
    with pytest.raises(Conflict, match="only way"), database.transaction() as session:
        accounts.remove_passkey(session, ada.actor, row.id, sign_in=ada.sign_in, now=now)
    with database.transaction() as session:
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=now)


def test_an_account_without_a_password_is_not_opened_by_one(ada: Person, now: datetime) -> None:
    ada.change(password_hash="")
    for password in ("", "the password of nobody"):
        with pytest.raises(Invalid):
            ada.enter(now, password=password)


def test_a_closed_account_is_not_opened(ada: Person, database: Database, now: datetime) -> None:
    device = Device()
    add(ada, device, now)
    ada.change(disabled_at=now)
    with pytest.raises(Invalid):
        enter(database, device, now)


def test_while_somebody_guesses_the_owner_gets_in_by_a_passkey(
    ada: Person, database: Database, now: datetime
) -> None:
    device = Device()
    add(ada, device, now)
    half = ada.enter(now)
    for _ in range(30):
        with pytest.raises((Invalid, TooMany)):
            ada.enter(now, password="a guess")
        with pytest.raises((Invalid, TooMany)):
            ada.finish(half, WRONG_CODE, now)
    with pytest.raises(TooMany):
        ada.enter(now)
    assert enter(database, device, now).whole


def test_nobody_fills_the_table_of_questions(ada: Person, database: Database, now: datetime) -> None:
    for number in range(61):
        with nullcontext() if number < 60 else pytest.raises(TooMany), database.transaction() as session:
            accounts.ask_for_one(session, site=SITE, address="192.0.2.1", now=now)


def test_tries_from_one_network_are_counted(ada: Person, database: Database, now: datetime) -> None:
    _, challenge = asked(database, now)
    for _ in range(60):
        with pytest.raises(Invalid):
            use(database, "{}", challenge, now)
    with pytest.raises(TooMany):
        use(database, "{}", challenge, now)
