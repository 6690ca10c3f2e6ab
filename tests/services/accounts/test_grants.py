"""Roles in places."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from matchmaker.core.actors import SYSTEM, Grant
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.services import accounts, audit
from tests.factories import make_account


def test_a_role_in_a_place_is_given_once_and_written_down(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = make_account(session)
        for _ in range(2):
            accounts.grant(session, SYSTEM, account_id=account.id, role=Role.OFFICIAL, place="DE1", now=now)
    with database.reading() as session:
        assert accounts.list_grants(session, account.id) == [Grant(Role.OFFICIAL, "DE1")]
        [entry] = audit.list_entries(session, subject=account.id)
        assert (entry.act, entry.details) == ("role.grant", {"role": "official", "place": "DE1"})
        assert (entry.at, entry.account_id) == (now, None)


def test_an_account_acts_with_all_its_roles_and_no_others(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        ada, bob = make_account(session, name="Ada"), make_account(session)
        for role, place in ((Role.MEMBER, "s-1"), (Role.MEMBER, "s-2"), (Role.ADMINISTRATOR, "")):
            accounts.grant(session, SYSTEM, account_id=ada.id, role=role, place=place, now=now)
        actor = accounts.actor_of(session, ada)
        assert actor.places(Role.MEMBER) == {"s-1", "s-2"}
        assert actor.administrator
        assert (actor.account_id, actor.name, actor.system) == (ada.id, "Ada", False)
        assert accounts.actor_of(session, bob).grants == frozenset()


@pytest.mark.parametrize(("role", "place"), [(Role.OFFICIAL, ""), (Role.ADMINISTRATOR, "DE1")])
def test_only_administrators_hold_their_role_everywhere(
    database: Database, now: datetime, role: Role, place: str
) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        account = make_account(session)
        accounts.grant(session, SYSTEM, account_id=account.id, role=role, place=place, now=now)
