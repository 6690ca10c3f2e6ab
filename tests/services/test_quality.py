"""The ledger sorts results by the release that is installed."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from matchmaker.services import quality

EXAMPLES = Path(__file__).parent.parent / "web" / "quality"


def test_results_of_the_installed_release_stand_apart_from_the_others() -> None:
    ledger = quality.get_ledger(EXAMPLES)
    assert ledger.version == metadata.version("matchmaker")
    assert {one.title for one in ledger.current + ledger.others} == {"A made-up set", "An older made-up set"}
    assert all(one.belongs_to(ledger.version) for one in ledger.current)
    assert not any(one.belongs_to(ledger.version) for one in ledger.others)


def test_where_nothing_was_measured_the_ledger_is_empty(tmp_path: Path) -> None:
    ledger = quality.get_ledger(tmp_path)
    assert ledger.current == ledger.others == ()
