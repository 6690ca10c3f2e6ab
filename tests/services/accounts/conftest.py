"""What the tests of accounts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from matchmaker.services.accounts import passwords


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords hashed with the least cost, for tests that hash dozens of them to see something else."""
    passwords._nobody.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    passwords._nobody.cache_clear()
