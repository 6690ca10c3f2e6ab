"""The people of the site: found, signed out, closed, opened again, and only by administrators."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models import Account
from matchmaker.services import accounts, administration, audit
from matchmaker.services.administration.people import PAGE
from tests.factories import grant, make_account, make_actor, make_stakeholder


@pytest.fixture
def root(database: Database) -> Actor:
    """An administrator."""
    with database.transaction() as session:
        return make_actor(session, Role.ADMINISTRATOR, "")


@pytest.fixture
def ada(database: Database) -> Account:
    """A member of Radhof."""
    with database.transaction() as session:
        account = make_account(session, name="Ada Adler", email="ada@example.org", demo_part="member")
        grant(session, account, Role.MEMBER, make_stakeholder(session, name="Radhof").id)
        return account


def enter(database: Database, now: datetime) -> str:
    with database.transaction() as session:
        return accounts.sign_in_as_demo(session, "member", agent="x", lasts=timedelta(days=1), now=now)


def is_open(database: Database, secret: str, now: datetime) -> bool:
    with database.reading() as session:
        return accounts.find_signed_in(session, secret, now=now) is not None


def found(database: Database, root: Actor, **search: object) -> list[str]:
    with database.reading() as session:
        page = administration.list_people(session, root, **search)  # type: ignore[arg-type]  # as a search has it
        return [one.account.name for one in page.rows]


def test_people_are_found_by_a_part_of_their_name_or_address_and_by_role(
    database: Database, root: Actor, ada: Account, now: datetime
) -> None:
    enter(database, now)
    assert found(database, root, text="ADLER") == ["Ada Adler"]
    assert found(database, root, text="ada@") == ["Ada Adler"]
    assert found(database, root, text="%") == []
    assert found(database, root, role=Role.MEMBER) == ["Ada Adler"]
    assert found(database, root, role=Role.ORGANISER) == []
    assert found(database, root, closed=True) == []
    with database.reading() as session:
        (row,) = administration.list_people(session, root, text="ada").rows
    assert (row.roles, row.last_seen) == ((Role.MEMBER,), now)


def test_a_long_list_goes_on_where_the_page_ended(database: Database, root: Actor) -> None:
    with database.transaction() as session:
        for number in range(PAGE + 3):
            # Two may have the same name.
            make_account(session, name=f"person {number // 2:02}", email=f"p{number}@example.org")
    with database.reading() as session:
        first = administration.list_people(session, root)
        rest = administration.list_people(session, root, after=first.after)
    ids = [one.account.id for one in (*first.rows, *rest.rows)]
    assert (len(first.rows), rest.after) == (PAGE, "")
    assert len(set(ids)) == PAGE + 4


def test_a_closed_account_is_out_at_once_and_comes_back_with_its_roles(
    database: Database, root: Actor, ada: Account, now: datetime
) -> None:
    secret = enter(database, now)
    with database.transaction() as session:
        administration.close_account(session, root, ada.id, now=now)
    assert not is_open(database, secret, now)
    assert found(database, root, closed=True) == ["Ada Adler"]
    with pytest.raises(Conflict), database.transaction() as session:
        administration.close_account(session, root, ada.id, now=now)
    with database.transaction() as session:
        administration.reopen_account(session, root, ada.id, now=now)
    with pytest.raises(Conflict), database.transaction() as session:
        administration.reopen_account(session, root, ada.id, now=now)
    assert is_open(database, enter(database, now), now)
    with database.reading() as session:
        person = administration.get_person(session, root, ada.id, now=now)
        acts = [one.act for one in audit.list_entries(session, subject=ada.id)]
    assert [(one.role, one.name) for one in person.roles] == [(Role.MEMBER, "Radhof")]
    assert person.open_sign_ins == 1
    with database.reading() as session:
        late = now + timedelta(days=2)
        assert administration.get_person(session, root, ada.id, now=late).open_sign_ins == 0
    assert [act for act in acts if act.startswith("account.") and "sign" not in act] == [
        "account.close", "account.reopen",
    ]  # fmt: skip


def test_nobody_closes_their_own_account_or_takes_their_own_key(
    database: Database, root: Actor, now: datetime
) -> None:
    assert root.account_id
    with pytest.raises(Conflict), database.transaction() as session:
        administration.close_account(session, root, root.account_id, now=now)
    with pytest.raises(Conflict), database.transaction() as session:
        administration.take_role_back(
            session, root, root.account_id, role=Role.ADMINISTRATOR, place="", now=now
        )


def test_signing_out_and_taking_a_role_hold_at_once(
    database: Database, root: Actor, ada: Account, now: datetime
) -> None:
    first, second = enter(database, now), enter(database, now)
    with database.transaction() as session:
        assert administration.sign_out_everywhere(session, root, ada.id, now=now) == 2
    assert not is_open(database, first, now)
    assert not is_open(database, second, now)
    with database.reading() as session:
        (held,) = administration.get_person(session, root, ada.id, now=now).roles
    with database.transaction() as session:
        administration.take_role_back(session, root, ada.id, role=held.role, place=held.place, now=now)
    with pytest.raises(NotFound), database.transaction() as session:
        administration.take_role_back(session, root, ada.id, role=held.role, place=held.place, now=now)


@pytest.mark.parametrize("act", ["close_account", "reopen_account", "sign_out_everywhere"])
def test_nobody_else_may(database: Database, root: Actor, ada: Account, now: datetime, act: str) -> None:
    do = getattr(administration, act)
    for actor in (VISITOR, Actor(ada.id, ada.name)):
        with pytest.raises(NotAllowed), database.transaction() as session:
            do(session, actor, ada.id, now=now)
        with pytest.raises(NotAllowed), database.reading() as session:
            administration.list_people(session, actor)
        with pytest.raises(NotAllowed), database.reading() as session:
            administration.get_person(session, actor, ada.id, now=now)
    with pytest.raises(NotFound), database.transaction() as session:
        do(session, root, "a-none", now=now)


def test_of_two_administrators_who_put_each_other_out_one_is_left(
    database: Database, root: Actor, now: datetime
) -> None:
    assert root.account_id
    with database.transaction() as session:
        closed, bare = (make_actor(session, Role.ADMINISTRATOR, "") for _ in range(2))
    with database.transaction() as session:
        administration.close_account(session, root, closed.account_id or "", now=now)
    with database.transaction() as session:
        administration.take_role_back(
            session, root, bare.account_id or "", role=Role.ADMINISTRATOR, place="", now=now
        )
    # Their requests began before: they still come as administrators.
    for late in (closed, bare):
        with pytest.raises(NotAllowed), database.transaction() as session:
            administration.close_account(session, late, root.account_id, now=now)
        with pytest.raises(NotAllowed), database.transaction() as session:
            administration.take_role_back(
                session, late, root.account_id, role=Role.ADMINISTRATOR, place="", now=now
            )
