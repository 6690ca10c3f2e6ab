"""`matchmaker claim`: whoever runs the site decides in the shell."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from matchmaker.cli import shell
from matchmaker.config import Settings
from matchmaker.core.claims.states import ClaimState
from matchmaker.instance import open_database
from tests.services.claims.records import Place, make_place


def run(*arguments: str) -> Result:
    return CliRunner().invoke(shell, ["claim", *arguments])


@pytest.fixture
def waiting(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The ids of two claims of one record."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    place = make_place(database)
    made = place.by_decision("ada", "I am the\ntreasurer."), place.by_decision("bob")
    database.dispose()
    return made


def states(settings: Settings, *claims: str) -> list[ClaimState]:
    database = open_database(settings)
    found = [Place(database, "", {}).state(one) for one in claims]
    database.dispose()
    return found


def test_claims_are_listed_and_given(sqlite_settings: Settings, waiting: tuple[str, str]) -> None:
    listed = run("list").output
    assert f"{waiting[0]}  Ada <ada.lovelace@post.example> claims Werkstatt" in listed
    assert "I am the treasurer." in listed
    assert "2 claims wait." in listed
    answer = run("give", waiting[0], "--reason", "She called.")
    assert answer.exit_code == 0, answer.output
    assert states(sqlite_settings, *waiting) == [ClaimState.GIVEN, ClaimState.REFUSED]
    assert "0 claims wait." in run("list").output


def test_a_claim_is_refused_once(sqlite_settings: Settings, waiting: tuple[str, str]) -> None:
    assert run("refuse", waiting[1], "--reason", "Nobody knows him.").exit_code == 0
    assert states(sqlite_settings, *waiting) == [ClaimState.WAITING, ClaimState.REFUSED]
    again = run("give", waiting[1], "--reason", "After all.")
    assert again.exit_code != 0
    assert "has an end already" in again.output
