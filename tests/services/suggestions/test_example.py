"""The one match that everybody may see."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history, suggestions
from matchmaker.services.suggestions import Example
from tests.services.suggestions.conftest import Town


def find(database: Database, now: datetime) -> Example | None:
    with database.reading() as session:
        return suggestions.find_example(session, now=now)


def test_the_same_pair_is_shown_as_long_as_nothing_changes(
    database: Database, town: Town, now: datetime
) -> None:
    pairs = {(one.profile.id, one.item.id) for one in (find(database, now), find(database, now)) if one}
    assert len(pairs) == 1


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
