from __future__ import annotations

import pytest

from matchmaker.core.places import Gazetteer
from matchmaker.store.gazetteer import open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The packaged towns and regions."""
    return open_gazetteer()
