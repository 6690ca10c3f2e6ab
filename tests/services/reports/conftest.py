"""A profile in Stuttgart with two members, and everybody who reports, decides and administers."""

from __future__ import annotations

import pytest

from matchmaker.db import Database
from tests.services.reports.reported import Scene, make_scene


@pytest.fixture
def scene(database: Database) -> Scene:
    """The profile and its people."""
    return make_scene(database)
