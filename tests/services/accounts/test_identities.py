"""Signing in by an identity provider: who it is say issuer and subject, never the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, NotFresh
from matchmaker.models import Account, Identity
from matchmaker.services import accounts
from matchmaker.services.accounts import Claim, Entered
from tests.racing import race
from tests.services.accounts.entry import DAY, Person

CLAIM = Claim("https://login.example", "248289761001", "Ada Adler", "ada.adler@example.org", verified=True)


@pytest.fixture
def ada(database: Database, now: datetime) -> Person:
    return Person(database, now)


def join(database: Database, claim: Claim, now: datetime) -> Entered:
    with database.transaction() as session:
        return accounts.join_by_identity(
            session, claim, language="de", address="192.0.2.1", agent="", lasts=DAY, now=now
        )


def enter(database: Database, claim: Claim, now: datetime) -> Entered | None:
    with database.transaction() as session:
        return accounts.enter_by_identity(session, claim, agent="", lasts=DAY, now=now)


def link(who: Person, claim: Claim, now: datetime) -> None:
    with who.database.transaction() as session:
        accounts.link_identity(session, who.actor, claim, sign_in=who.sign_in, now=now)


def unlink(who: Person, now: datetime) -> None:
    with who.database.transaction() as session:
        (row,) = accounts.list_identities(session, who.actor)
        accounts.unlink_identity(session, who.actor, row.id, sign_in=who.sign_in, now=now)


def test_a_new_person_gets_an_account_and_signs_in_with_it_from_then_on(
    database: Database, now: datetime
) -> None:
    assert enter(database, CLAIM, now) is None
    assert join(database, CLAIM, now).whole
    with database.reading() as session:
        account = session.scalars(select(Account)).one()
        assert (account.name, account.email, account.language) == ("Ada Adler", CLAIM.email, "de")
        assert account.password_hash == ""
    moved = replace(CLAIM, email="somebody.else@example.org", name="Another")
    entered = enter(database, moved, now)
    assert entered is not None
    with database.reading() as session:
        found = accounts.find_signed_in(session, entered.secret, now=now)
        assert found is not None
        assert found.actor.account_id == account.id
        assert session.get_one(Account, account.id).email == CLAIM.email, "it keeps its own address"
        assert not accounts.is_fresh(session, entered.secret, now=now), "changes ask for more"


@pytest.mark.parametrize("changed", [{"issuer": "https://evil.example"}, {"subject": "248289761002"}])
def test_another_issuer_or_subject_is_somebody_else(
    database: Database, now: datetime, changed: dict[str, Any]
) -> None:
    join(database, CLAIM, now)
    assert enter(database, replace(CLAIM, **changed), now) is None
    with pytest.raises(Conflict, match="already"):
        join(database, replace(CLAIM, **changed), now)


def test_an_account_is_never_joined_by_its_address(ada: Person, database: Database, now: datetime) -> None:
    claim = replace(CLAIM, email=ada.email)
    assert enter(database, claim, now) is None
    with pytest.raises(Conflict, match=r"ada@example\.org already"):
        join(database, claim, now)
    with database.reading() as session:
        assert session.scalars(select(Identity)).all() == []


@pytest.mark.parametrize("changed", [{"verified": False}, {"email": ""}, {"email": "no address"}])
def test_an_address_that_is_not_known_to_be_theirs_makes_no_account(
    database: Database, now: datetime, changed: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        join(database, replace(CLAIM, **changed), now)


def test_of_two_at_the_same_moment_one_makes_the_account(database: Database, now: datetime) -> None:
    answers = race(*[partial(join, database, CLAIM, now)] * 3)
    assert sorted(type(one).__name__ for one in answers) == ["Conflict", "Conflict", "Entered"], answers
    with database.reading() as session:
        assert len(session.scalars(select(Account)).all()) == 1


def test_who_is_signed_in_joins_it_and_hears_of_it(ada: Person, database: Database, now: datetime) -> None:
    link(ada, CLAIM, now)
    entered = enter(database, CLAIM, now)
    assert entered is not None
    found = ada.signed_in(entered.secret, now)
    assert found is not None
    assert found.actor.account_id == ada.id
    assert ada.told() == ["provider-added"]
    unlink(ada, now)
    assert enter(database, CLAIM, now) is None
    assert sorted(ada.told()) == ["provider-added", "provider-removed"]
    assert {"account.add-provider", "account.remove-provider"} <= set(ada.acts())


def test_joining_and_leaving_take_a_fresh_confirmation(ada: Person, now: datetime) -> None:
    later = now + timedelta(minutes=10)
    with pytest.raises(NotFresh):
        link(ada, CLAIM, later)
    link(ada, CLAIM, now)
    with pytest.raises(NotFresh):
        unlink(ada, later)


def test_one_person_of_the_provider_is_joined_with_one_account(
    ada: Person, database: Database, now: datetime
) -> None:
    link(ada, CLAIM, now)
    with pytest.raises(Conflict, match="joined with an account already"):
        link(Person(database, now, "bea@example.org"), CLAIM, now)


def test_somebody_elses_is_not_removed(ada: Person, database: Database, now: datetime) -> None:
    bea = Person(database, now, "bea@example.org")
    link(ada, CLAIM, now)
    with database.reading() as session:
        (row,) = accounts.list_identities(session, ada.actor)
    with pytest.raises(NotFound), database.transaction() as session:
        accounts.unlink_identity(session, bea.actor, row.id, sign_in=bea.sign_in, now=now)


def test_the_only_way_to_sign_in_is_not_removed(ada: Person, now: datetime) -> None:
    link(ada, CLAIM, now)
    ada.change(password_hash="")
    with pytest.raises(Conflict, match="only way"):
        unlink(ada, now)


def test_a_second_factor_here_is_asked_for_unless_one_was_shown_there(
    ada: Person, database: Database, now: datetime
) -> None:
    link(ada, CLAIM, now)
    ada.set_up_app(now)
    weak, strong = enter(database, CLAIM, now), enter(database, replace(CLAIM, strong=True), now)
    assert weak is not None
    assert not weak.whole
    assert strong is not None
    found = ada.signed_in(strong.secret, now)
    assert found is not None
    assert found.strong


def test_a_closed_account_is_not_opened(ada: Person, database: Database, now: datetime) -> None:
    link(ada, CLAIM, now)
    ada.change(disabled_at=now)
    with pytest.raises(NotAllowed, match="closed"):
        enter(database, CLAIM, now)


def test_signing_in_there_anew_confirms_who_one_is(ada: Person, database: Database, now: datetime) -> None:
    link(ada, CLAIM, now)
    later = now + timedelta(hours=1)
    with database.transaction() as session:
        other = replace(CLAIM, subject="another")
        assert not accounts.confirm_by_identity(session, ada.actor, other, sign_in=ada.sign_in, now=later)
        assert not accounts.is_fresh(session, ada.sign_in, now=later)
        assert accounts.confirm_by_identity(session, ada.actor, CLAIM, sign_in=ada.sign_in, now=later)
        assert accounts.is_fresh(session, ada.sign_in, now=later)
