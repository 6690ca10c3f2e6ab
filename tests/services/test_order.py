"""The list that says which service may call which."""

from __future__ import annotations

from pathlib import Path

from matchmaker import services


def test_every_service_stands_in_the_order_once() -> None:
    folder = Path(services.__file__).parent
    found = {path.stem for path in folder.iterdir() if path.stem not in {"__init__", "__pycache__"}}
    assert set(services.ORDER) == found
    assert len(services.ORDER) == len(found)
