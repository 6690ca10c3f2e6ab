"""Who stands around a stakeholder."""

from __future__ import annotations

from datetime import datetime

from matchmaker.db import Database
from matchmaker.services.network.drawing import find_drawing
from tests.factories import make_stakeholder, make_tie


def test_who_has_partners_has_a_drawing_and_nobody_else_has(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        one, other, alone, hidden = (
            make_stakeholder(session, hidden=hide) for hide in (False,) * 3 + (True,)
        )
        make_tie(session, one, other)
        make_tie(session, alone, hidden)
    with database.reading() as session:
        assert find_drawing(session, one.id, today=now.date()) is not None
        assert find_drawing(session, alone.id, today=now.date()) is None
        assert find_drawing(session, hidden.id, today=now.date()) is None
        assert find_drawing(session, "s-nothing", today=now.date()) is None
