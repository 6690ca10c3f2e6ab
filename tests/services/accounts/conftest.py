"""What the tests of accounts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matchmaker.services.accounts import passwords
from tests.conftest import DEAR_HASHER


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords hashed at the cost of a real site; all other tests hash at the least (tests/conftest.py)."""
    passwords._nobody.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", DEAR_HASHER)
    yield
    passwords._nobody.cache_clear()
