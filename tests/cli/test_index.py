"""`matchmaker index`: what a large network is answered from, and building it by hand."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from matchmaker.cli import opening, shell
from matchmaker.config import Settings
from matchmaker.instance import open_database
from matchmaker.services.network import LARGE, index
from tests.factories import NOW
from tests.services.network.large import change, make_network


@pytest.fixture
def ids(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A network in an instance that the commands find by the environment; their clock stands still."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    monkeypatch.setattr(opening, "now", lambda: NOW)
    database = open_database(sqlite_settings)
    with database.transaction() as session:
        made = make_network(session, 8)
    database.dispose()
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(shell, ["index", *words])


@pytest.mark.usefixtures("ids")
def test_a_network_of_usual_size_has_no_index_and_needs_none() -> None:
    answer = run("show")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout == (
        f"There is no index: a network of up to {LARGE} stakeholders is held in memory instead.\n"
    )
    assert run("build").stdout == "Nothing is due.\n"


def test_that_of_a_large_network_is_built_and_shown(
    ids: list[str], sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", 5)
    answer = run("build")
    assert answer.exit_code == 0, answer.output
    assert re.fullmatch(r"Built 1 in \d+\.\d seconds\.\n", answer.stdout)
    assert "building 1 of" in answer.stderr
    assert run("build").stdout == "Nothing is due.\n"
    database = open_database(sqlite_settings)
    with change(database, *ids[:2]) as (_, [one, other]):
        one.name = other.name = "Rechristened"
    database.dispose()
    told = r"members: 8 stakeholders as of 2026-11-23 \(revision \d+\), \d\.\d MB, 2 changed since\n"
    assert re.fullmatch(told, run("show").stdout)


@pytest.mark.usefixtures("ids")
def test_a_large_network_whose_index_is_not_built_yet_is_not_called_small(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "LARGE", 5)
    answer = run("show")
    assert answer.exit_code == 0
    assert answer.stdout == "The index is not built yet.\n"
