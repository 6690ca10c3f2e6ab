"""Copies, erasure and news from the shell, and the jobs that follow."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from matchmaker.config import Settings
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.jobs.handlers import DAILY, HANDLERS
from matchmaker.jobs.worker import Worker
from matchmaker.models import Account, Stakeholder
from matchmaker.services import accounts, jobs, privacy
from matchmaker.store.erased import read_erased
from tests import factories
from tests.cli.test_commands import run

EMAIL = "ute@example.org"


@pytest.fixture
def instance(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty instance that the commands find by the environment."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


@pytest.fixture
def own(instance: Database) -> str:
    """A profile of Ute's."""
    with instance.transaction() as session:
        profile = factories.make_stakeholder(session, name="Atelier").id
        account = factories.make_account(session, email=EMAIL, name="Ute Brandl")
        factories.grant(session, account, Role.MEMBER, profile)
    return profile


def test_a_copy_is_written_to_a_file(instance: Database, own: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.zip"
    answer = run("account", "export", EMAIL, str(path))
    assert answer.exit_code == 0, answer.output
    with zipfile.ZipFile(path) as archive:
        assert b"Ute Brandl" in archive.read("json/accounts.json")
        assert b"Atelier" in archive.read("csv/stakeholders.csv")
    assert run("account", "export", EMAIL, str(path)).exit_code == 2
    assert run("account", "export", "nobody@example.org", str(tmp_path / "other.zip")).exit_code == 2


@pytest.mark.parametrize("along", [True, False])
def test_an_account_is_erased_and_after_a_restore_erased_again(
    instance: Database, sqlite_settings: Settings, own: str, now: datetime, along: bool
) -> None:
    assert run("account", "erase", EMAIL, typed="n\n").exit_code == 1
    words = ("--with-profiles", "--yes") if along else ("--yes",)
    answer = run("account", "erase", EMAIL, *words)
    assert (answer.exit_code, answer.output.startswith("Erased.")) == (0, True)
    with instance.reading() as session:
        assert session.query(Account).count() == 0
        assert (session.get(Stakeholder, own) is None) is along
    wanted = {name: HANDLERS[name] for name in ("privacy.purge",)}
    Worker(instance, sqlite_settings, handlers={**dict.fromkeys(HANDLERS, do_nothing), **wanted}).run_due()
    listed = read_erased(sqlite_settings.folder)
    assert [one.what for one in listed] == ["account", *(["profile"] if along else [])]
    with instance.transaction() as session:
        factories.make_account(session, id=listed[0].subject, email=EMAIL, name="Ute Brandl")
    assert run("account", "erase-again").output.startswith("1 had come back")
    with instance.reading() as session:
        assert session.query(Account).count() == 0


def do_nothing(_work: object) -> None:
    """The work of a day takes too long for a test."""


def test_who_agreed_to_news_is_listed(instance: Database, own: str, now: datetime) -> None:
    assert run("account", "news").output == ""
    with instance.transaction() as session:
        actor = accounts.actor_of(session, accounts.get_account(session, EMAIL))
        privacy.answer(session, actor, ["news"], now=now)
    assert run("account", "news").output == f"Ute Brandl\t{EMAIL}\n"


def test_the_jobs_of_privacy_run(instance: Database, sqlite_settings: Settings, now: datetime) -> None:
    assert "privacy.sweep" in DAILY
    with instance.transaction() as session:
        jobs.enqueue(session, "privacy.copy", now=now, copy_id="x-none")
        jobs.enqueue(session, "privacy.sweep", now=now)
    wanted = {name: one for name, one in HANDLERS.items() if name.startswith("privacy.")}
    handlers = {**dict.fromkeys(HANDLERS, do_nothing), **wanted}
    Worker(instance, sqlite_settings, clock=lambda: now, handlers=handlers).run_due()
    with instance.reading() as session:
        assert jobs.count_waiting(session) == 0
