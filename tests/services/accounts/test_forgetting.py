"""Counts of tries go with the person; those of others, and of networks, stay."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.errors import Invalid
from matchmaker.models import Throttle
from matchmaker.services import accounts
from matchmaker.services.accounts import throttle
from tests.factories import make_account


def test_only_the_counts_of_the_person_go(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = make_account(session, email="ada@example.org")
        actor = accounts.actor_of(session, account)
    for email in ("ada@example.org", "bob@example.org"):
        with database.transaction() as session:
            accounts.ask_to_reset(session, email=email, address="192.0.2.7", now=now)
    with database.transaction() as session, pytest.raises(Invalid):
        accounts.confirmed(session, actor, "wrong", "password", now)
    for what in ("second", "invite", "act"):
        throttle.count(database, f"{what}:{account.id}", throttle.REGISTER, now=now)
    keys = select(Throttle.key).order_by(Throttle.key)
    with database.transaction() as session:
        before = set(session.scalars(keys))
        accounts.forget_tries(session, account.id, ["ada@example.org"])
        after = set(session.scalars(keys))
    named = {f"{what}:{account.id}" for what in ("confirm", "second", "invite", "act")}
    assert named < before - after
    assert len(before - after) == len(named) + 1
    assert all("ada" not in key for key in before)
    assert after
