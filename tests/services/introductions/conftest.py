"""Two who do not know each other yet."""

from __future__ import annotations

import pytest

from matchmaker.db import Database
from tests.services.introductions.people import Two, make_two


@pytest.fixture
def two(database: Database) -> Two:
    """One with a member, one with an address only; an official brokers."""
    return make_two(database)
