"""Whether an organisation is here already."""

from __future__ import annotations

from datetime import datetime

from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.services import profiles
from matchmaker.services.profiles.finding import LONGEST
from tests.factories import make_actor, make_stakeholder


def test_unclaimed_records_of_the_name_come_first_and_hidden_ones_not_at_all(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        claimed = make_stakeholder(session, name="Boote am Neckar e.V.")
        make_actor(session, Role.MEMBER, claimed.id)
        free = make_stakeholder(session, name="Boote am Neckar")
        make_stakeholder(session, name="Boote am Neckar", hidden=True)
        make_stakeholder(session, name="Räder am Neckar")
    with database.reading() as session:
        found = profiles.list_same_name(session, "boote am neckar", today=now.date())
        assert profiles.list_same_name(session, "Etwas anderes", today=now.date()) == []
    assert [(one.profile.id, one.claimed) for one in found] == [(free.id, False), (claimed.id, True)]


def test_of_a_name_without_an_end_the_beginning_is_looked_for(database: Database, now: datetime) -> None:
    """Whoever sends a whole book as a name keeps nobody waiting for long."""
    with database.transaction() as session:
        long = make_stakeholder(session, name="n" * LONGEST)
    with database.reading() as session:
        found = profiles.list_same_name(session, "n" * LONGEST + " and more" * 10_000, today=now.date())
    assert [one.profile.id for one in found] == [long.id]
