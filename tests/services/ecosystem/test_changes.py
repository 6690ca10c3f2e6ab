"""What changed in a region since a day, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import StatementState
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Changes
from matchmaker.services.ecosystem.changes import lies_in
from tests.factories import make_need, make_offer, make_stakeholder, make_tie

LONG_AGO = timedelta(days=400)


def changes(database: Database, code: str, since: date) -> Changes:
    """What is read back, the same whether those of the region are known or not."""
    with database.reading() as session:
        found = ecosystem.list_changes(session, code, since=since)
        seen = session.scalars(select(Stakeholder.id).where(lies_in(code, Closeness.MEMBER))).all()
        known = ecosystem.list_changes(session, code, since=since, members=seen)
    assert known.counts == found.counts
    assert set(known.newest) == set(found.newest)
    return found


def test_ties_closed_statements_and_edits_are_counted_by_kind(database: Database, now: datetime) -> None:
    old = now - LONG_AGO
    with database.transaction() as session:
        one = make_stakeholder(session, name="One", created_at=old, updated_at=old)
        other = make_stakeholder(session, name="Other", created_at=old)
        make_tie(session, one, other)
        make_tie(session, one, other, label="long ago", created_at=old)
        make_need(session, one, "A van", state=StatementState.MET)
        make_need(session, one, "Still looked for")
        make_offer(session, other, "Given up before", state=StatementState.WITHDRAWN, updated_at=old)
        ids = one.id, other.id
    found = changes(database, "DE11", now.date() - timedelta(days=90))
    assert found.counts == {"tie": 1, "need met": 1, "edited": 1}
    named = {one.what: (one.stakeholder, one.other, one.text) for one in found.newest}
    # What was closed is for its owners alone: others do not find it on the profile either.
    assert named["need met"] == (ids[0], "", "")
    assert named["edited"] == (ids[1], "", "")
    assert set(named["tie"][:2]) == set(ids)


def test_only_what_happened_in_the_region_counts(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        here = make_stakeholder(session, region="DE111")
        there = make_stakeholder(session, region="FRE11", country="FR")
        country = make_stakeholder(session, region="", country="GR")
        hidden = make_stakeholder(session, region="DE111", hidden=True)
        make_tie(session, here, there)
        make_tie(session, here, hidden)
        make_need(session, country, state=StatementState.MET)
        make_need(session, hidden, state=StatementState.MET)
    counts = {
        code: dict(changes(database, code, now.date()).counts)
        for code in ("", "DE1", "FR", "EL", "EL3", "PL")
    }
    tie, met = {"tie": 1}, {"need met": 1}
    assert counts == {"": tie | met, "DE1": tie, "FR": tie, "EL": met, "EL3": {}, "PL": {}}


def test_a_profile_that_is_new_is_not_edited(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        make_stakeholder(session)
    assert changes(database, "", now.date()).counts == {}


def test_the_twenty_newest_are_named_and_all_are_counted(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session)
        for number in range(25):
            make_need(
                session, one, f"Need {number:02}", state=StatementState.MET,
                updated_at=now + timedelta(minutes=number),
            )  # fmt: skip
    found = changes(database, "DE", now.date())
    assert found.counts == {"need met": 25}
    assert [one.at for one in found.newest] == [
        now + timedelta(minutes=number) for number in range(24, 4, -1)
    ]
