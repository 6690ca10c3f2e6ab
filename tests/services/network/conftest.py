from __future__ import annotations

import pytest

from matchmaker.services.network import index


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every network is a large one, as far as the program knows."""
    monkeypatch.setattr(index, "LARGE", -1)
