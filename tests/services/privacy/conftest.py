"""What the tests of privacy share: two who were introduced, and the life of one of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.config import Settings
from matchmaker.db import Database
from tests.services.introductions.people import Two, make_two
from tests.services.privacy.lives import Life, live


@pytest.fixture
def two(database: Database) -> Two:
    """One with a member, one with an address only; an official brokers."""
    return make_two(database)


@pytest.fixture
def life(database: Database, settings: Settings, two: Two, now: datetime) -> Life:
    """Somebody who did everything."""
    return live(database, settings, two, now)
