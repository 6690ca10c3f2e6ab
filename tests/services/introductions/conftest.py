"""Two who do not know each other yet, and three introductions of one of them that wait."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.db import Database
from tests.services.introductions.people import Two, hold_three, make_two


@pytest.fixture
def two(database: Database) -> Two:
    """One with a member, one with an address only; an official brokers."""
    return make_two(database)


@pytest.fixture
def held(database: Database, two: Two, now: datetime) -> list[str]:
    """Three that wait, of Werkstatt (which has no account) and each of the others; once it stands first."""
    return hold_three(database, two, now)
