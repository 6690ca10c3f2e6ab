"""What the page about the ranking tells of the live network."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.core.signals import SIGNALS
from matchmaker.db import Database
from matchmaker.services import network
from tests.factories import make_need, make_offer, make_stakeholder, make_tie


def test_the_shares_of_strong_suggestions_sum_to_one(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        rows = [make_stakeholder(session, about=f"We mend {what}.") for what in ("boats", "bells", "books")]
        for mine, theirs in zip(rows, rows[1:] + rows[:1], strict=True):
            make_need(session, mine, f"Somebody who mends {theirs.about[8:-1]} and paints old wooden doors")
            make_offer(session, theirs, f"We paint old wooden doors and mend {theirs.about[8:-1]}")
        make_tie(session, rows[0], make_stakeholder(session, about="A network."))
    with database.reading() as session:
        known = network.get_disclosure(session, today=now.date())
        again = network.get_disclosure(session, today=now.date())
    assert known.shares.suggestions > 0
    assert sum(known.shares.shares.values()) == pytest.approx(1.0)
    assert set(known.shares.shares) == {signal.name for signal in SIGNALS if signal.weight}
    assert (known.stakeholders, known.ties) == (4, 1)
    assert again.shares is known.shares, "worked out once for each state of the network"


def test_an_empty_network_has_nothing_to_divide_up(database: Database, now: datetime) -> None:
    with database.reading() as session:
        known = network.get_disclosure(session, today=now.date())
    assert (known.shares.shares, known.shares.suggestions, known.shares.lists) == ({}, 0, 0)
