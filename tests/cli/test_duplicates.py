"""`matchmaker duplicates`: look now, and print the likeliest pairs."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from matchmaker.cli import shell
from matchmaker.config import Settings
from matchmaker.instance import open_database
from tests.services.duplicates.twins import make_twins


def test_pairs_are_found_and_told(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    with database.transaction() as session:
        make_twins(session)
    database.dispose()
    answer = CliRunner().invoke(shell, ["duplicates", "--top", "3"])
    assert answer.exit_code == 0, answer.output
    assert "2 records compared" in answer.output
    assert "1 pairs wait." in answer.output
    assert "(name, near)" in answer.output
