"""A record in Stuttgart that nobody looks after."""

from __future__ import annotations

import pytest

from matchmaker.db import Database
from tests.services.claims.records import Place, make_place


@pytest.fixture
def place(database: Database) -> Place:
    """The record and its people, on both kinds of database."""
    return make_place(database)
