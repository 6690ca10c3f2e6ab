"""What tests of pages may ask for."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.world import World, make_world


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """Four stakeholders and a person of each role; pages do not depend on the kind of database."""
    return make_world(sqlite_app)
