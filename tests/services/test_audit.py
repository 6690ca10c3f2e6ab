"""The audit log."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.db import Database
from matchmaker.services import audit


def test_acts_are_listed_per_subject_in_the_order_in_which_they_were_done(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        audit.record(session, Actor("a-1", "Ada"), "stakeholder.create", "s-1", now=now)
        audit.record(session, SYSTEM, "stakeholder.create", "s-2", now=now)
        earlier = now - timedelta(days=1)
        audit.record(session, SYSTEM, "stakeholder.update", "s-1", now=earlier, fields=["name"], count=1)
    with database.reading() as session:
        first, second = audit.list_entries(session, subject="s-1")
        assert (first.act, first.account_id, first.at, first.details) == (
            "stakeholder.create",
            "a-1",
            now,
            {},
        )
        assert (second.act, second.account_id) == ("stakeholder.update", None)
        assert second.details == {"fields": ["name"], "count": 1}
        assert audit.list_entries(session, subject="s-3") == []


def test_the_log_goes_with_the_transaction_that_it_speaks_of(database: Database, now: datetime) -> None:
    with database.reading() as session:
        audit.record(session, SYSTEM, "stakeholder.create", "s-1", now=now)
        session.flush()
    with database.reading() as session:
        assert audit.list_entries(session, subject="s-1") == []
