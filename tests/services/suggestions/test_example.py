"""The one match that everybody may see."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history, network, suggestions
from matchmaker.services.suggestions import Example, example
from tests.factories import make_stakeholder
from tests.services.suggestions.conftest import Town


def find(database: Database, now: datetime) -> Example | None:
    with database.reading() as session:
        return suggestions.find_example(session, now=now)


def test_the_same_pair_is_shown_as_long_as_nothing_changes(
    database: Database, town: Town, now: datetime
) -> None:
    first = find(database, now)
    assert first is not None
    assert find(database, now) is first, "it was not even asked for again"


def test_after_a_change_elsewhere_the_pair_stays_and_is_asked_for_anew(
    database: Database, town: Town, now: datetime
) -> None:
    before = find(database, now)
    assert before is not None
    with database.transaction() as session:
        make_stakeholder(session, name="Far away", about="Boats.", country="PT", region="PT170")
    after = find(database, now)
    assert after is not None
    assert after is not before
    assert (after.profile.id, after.item.id) == (before.profile.id, before.item.id)


def test_a_server_that_starts_reads_the_network_and_chooses_the_pair_before_anybody_asks(
    database: Database, town: Town, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggestions.warm(database, now=now)
    monkeypatch.setattr(example, "_search", lambda live: pytest.fail("it was searched for again"))
    with database.reading() as session:
        live = network.snapshot(session, today=now.date())
        found = suggestions.find_example(session, now=now)
    suggestions.warm(database, now=now)
    with database.reading() as session:
        assert network.snapshot(session, today=now.date()) is live
    assert found is not None


@pytest.mark.parametrize("how", ["hidden", "opted_out"])
@pytest.mark.parametrize("end", [0, 1])
def test_who_leaves_is_no_example_from_the_next_request_on(
    database: Database, town: Town, now: datetime, how: str, end: int
) -> None:
    before = find(database, now)
    assert before is not None
    gone = (before.profile.id, before.item.id)[end]
    with database.transaction() as session:
        setattr(session.get_one(Stakeholder, gone), how, True)
        history.touch(session, [gone])
    after = find(database, now)
    assert after is None or gone not in {after.profile.id, after.item.id}
