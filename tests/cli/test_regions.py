"""`matchmaker regions`: what one types and reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matchmaker.cli import shell
from tests.geojson import write


def run(*words: str) -> Result:
    return CliRunner().invoke(shell, ["regions", *words])


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder that the command finds by the environment."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


def test_shapes_are_installed_listed_and_removed(tmp_path: Path, instance: Path) -> None:
    assert "No shapes are installed" in run("list").output
    done = run("install", str(write(tmp_path / "a.json", "DE1", "DE111", "XX9")), "--notice", "© Us")
    assert done.exit_code == 0, done.output
    assert "Level 3: 1 shapes installed." in done.output
    assert "1 shapes have a code that we do not know: XX9." in done.output
    assert "Level 1: 1 shapes. © Us" in run("list").output
    assert run("remove", "1", "3").exit_code == 0
    assert list((instance / "shapes").iterdir()) == []
    assert run("remove", "1").exit_code == 2


def test_a_file_that_cannot_be_used_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    answer = run("install", str(tmp_path / "a.json"))
    assert answer.exit_code == 2
    assert "a.json has no features" in answer.output
    assert run("install", str(tmp_path / "none.json")).exit_code == 2
