"""The shell: what people type, what they read, and the exit codes that programs read."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matchmaker.cli import COMMANDS, shell
from matchmaker.config import Settings, load_settings, shown
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.jobs.handlers import DAILY, HOURLY
from matchmaker.models import Passkey
from matchmaker.services import accounts
from tests import factories


@pytest.fixture
def instance(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty instance that the commands find by the environment."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(shell, words, input=typed)


def fill(database: Database) -> tuple[str, str]:
    with database.transaction() as session:
        one = factories.make_stakeholder(session, name="Atelier", about="We mend washing machines in Lille.")
        other = factories.make_stakeholder(
            session, name="School", about="We teach how washing machines work."
        )
        factories.make_need(session, one, "Training in mending washing machines", cooperation=["training"])
        factories.make_offer(session, other, "Training in mending washing machines", cooperation=["training"])
        return one.id, other.id


def test_every_command_can_be_loaded_and_explains_itself() -> None:
    for name in COMMANDS:
        answer = run(name, "--help")
        assert answer.exit_code == 0, answer.output
        assert "Usage:" in answer.output
    assert all(name in run("--help").output for name in COMMANDS)
    assert run("nonsense").exit_code == 2


def test_the_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from matchmaker.cli import shell; shell(['--version'], standalone_mode=False);"
        "print(*sorted({'flask', 'sqlalchemy', 'numpy', 'sklearn'} & set(sys.modules)), 'loaded')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["Matchmaker 0.1.0", "loaded"]


def test_the_suggestions_of_match_carry_contributions_that_sum_to_the_score(instance: Database) -> None:
    one, other = fill(instance)
    answer = run("match", one, "--json")
    assert answer.exit_code == 0, answer.output
    (item,) = json.loads(answer.output)
    assert (item["id"], item["name"]) == (other, "School")
    assert item["score"] == pytest.approx(sum(reason["contribution"] for reason in item["reasons"]))
    assert all(reason["text"] and reason["signal"] for reason in item["reasons"])
    assert item["level"] in {"strong", "good", "look"}


def test_match_takes_a_name_and_answers_people_in_sentences(instance: Database) -> None:
    fill(instance)
    answer = run("match", "Atelier", "--top", "1")
    assert answer.exit_code == 0
    assert "1. School (" in answer.output
    assert "mending washing machines" in answer.output


def test_match_says_what_to_do_about_no_hit_and_several_hits(instance: Database) -> None:
    fill(instance)
    assert run("match", "Nobody").exit_code == 2
    with instance.transaction() as session:
        twin = factories.make_stakeholder(session, name="Atelier")
    answer = run("match", "Atelier")
    assert answer.exit_code == 2
    assert twin.id in answer.output
    assert run("match", twin.id, "--need", "n-gone").exit_code == 2
    assert run("match", twin.id, "--top", "0").exit_code == 2


def test_ask_answers_any_text(instance: Database) -> None:
    fill(instance)
    found = json.loads(run("ask", "somebody who mends washing machines", "--json").output)
    assert {item["name"] for item in found} == {"Atelier", "School"}
    assert "Nobody fits" in run("ask", "zeppelin").output


def test_the_demo_goes_into_an_empty_database_only(instance: Database) -> None:
    first = run("demo")
    assert first.exit_code == 0
    assert "40 introductions, 3 people to sign in as" in first.output
    again = run("demo")
    assert again.exit_code == 2
    assert "Traceback" not in again.output
    passed = run("demo", "--if-empty")
    assert passed.exit_code == 0
    assert "not loaded" in passed.output


def test_an_account_made_in_the_shell_signs_in_and_holds_its_role(instance: Database) -> None:
    made = run("account", "create", "--name", "Ada", "--email", "Ada@example.org", "--password-stdin",
               typed=f"{factories.PASSWORD}\n")  # fmt: skip
    assert made.exit_code == 0, made.output
    account_id = made.output.split()[-1].rstrip(".")
    assert run("account", "grant", account_id, "official", "DE11").exit_code == 0
    with instance.reading() as session:
        (held,) = accounts.list_grants(session, account_id)
    assert (held.role.value, held.place) == ("official", "DE11")
    unknown = run("account", "grant", "a-nobody", "official", "DE11")
    assert unknown.exit_code == 2
    assert "There is no account a-nobody" in unknown.output
    nowhere = run("account", "grant", "ada@example.org", "official", "XX99")
    assert nowhere.exit_code == 2
    assert "There is no place XX99" in nowhere.output
    assert run("account", "grant", "ada@example.org", "administrator").exit_code == 0
    assert run("account", "grant", account_id, "official").exit_code == 2
    assert run("account", "grant", account_id, "administrator", "DE11").exit_code == 2
    assert run("account", "grant", account_id, "king", "DE11").exit_code == 2


def test_the_shell_makes_editors_and_owners_of_a_profile(instance: Database) -> None:
    with instance.transaction() as session:
        place = factories.make_stakeholder(session).id
        account = factories.make_account(session).id
    member = ("account", "grant", account, "member", place)
    # Whoever owns it is not made less by a slip in the shell.
    for more, part in ((["--part", "editor"], "editor"), ([], "owner"), (["--part", "editor"], "owner")):
        assert f"is {part} of {place} now" in run(*member, *more).output
        with instance.reading() as session:
            (held,) = accounts.list_grants(session, account)
        assert held.part.value == part
    refused = run("account", "grant", account, "official", "DE11", "--part", "owner")
    assert refused.exit_code == 2
    assert "Only members of a stakeholder have parts." in refused.output


def test_a_refused_account_says_why_for_each_field(instance: Database) -> None:
    typed = "Ada\nno address\nshort\nshort\n"
    answer = run("account", "create", typed=typed)
    assert answer.exit_code == 2
    assert "email: This is not a mail address" in answer.output
    assert "password:" in answer.output


def test_settings_are_listed_and_secrets_are_not(instance: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHMAKER_SECRET_KEY", "hush hush")
    answer = run("settings")
    assert "hush" not in answer.output
    assert "MATCHMAKER_PORT = 8000" in answer.output
    assert "MATCHMAKER_INSTANCE" in answer.output
    assert shown("database_url", "postgresql://me:hush@db/x") == "postgresql://me:***@db/x"
    assert shown("demo", True) == "true"


def test_a_wrong_setting_is_told_without_a_traceback(
    instance: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATCHMAKER_PORT", "many")
    answer = run("settings")
    assert answer.exit_code == 2
    assert "MATCHMAKER_PORT" in answer.output


@pytest.mark.parametrize("url", ["nonsense", "postgresql+psycopg://nobody@127.0.0.1:1/none"])
def test_a_database_that_does_not_answer_is_told_without_a_traceback(
    instance: Database, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("MATCHMAKER_DATABASE_URL", url)
    answer = run("migrate")
    assert answer.exit_code == 1
    assert "The database does not answer" in answer.output


def test_an_instance_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("MATCHMAKER_INSTANCE", str(tmp_path / "file" / "instance"))
    answer = run("migrate")
    assert answer.exit_code == 1
    assert "Not a directory" in answer.output


def test_a_backup_is_a_whole_database_and_overwrites_nothing(instance: Database, tmp_path: Path) -> None:
    fill(instance)
    target = tmp_path / "copy.db"
    assert run("backup", str(target)).exit_code == 0
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM stakeholders").fetchone() == (2,)
    assert run("backup", str(target)).exit_code == 2
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.postgresql
def test_either_database_is_backed_up_in_its_own_form(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATCHMAKER_INSTANCE", settings.instance)
    monkeypatch.setenv("MATCHMAKER_DATABASE_URL", settings.database_url)
    target = tmp_path / "copy"
    answer = run("backup", str(target))
    assert answer.exit_code == 0, answer.output
    assert target.read_bytes().startswith(b"PGDMP" if settings.database_url else b"SQLite format 3")
    monkeypatch.setenv("PATH", str(tmp_path))
    without_tools = run("backup", str(tmp_path / "other"))
    assert ("pg_dump is missing" in without_tools.output) == bool(settings.database_url)


def test_the_worker_does_what_is_due_and_ends(instance: Database) -> None:
    assert f"Jobs tried: {len(DAILY + HOURLY)}." in run("worker", "--once").output
    assert "Jobs tried: 0." in run("worker", "--once").output


def test_the_environment_names_the_instance(instance: Database) -> None:
    assert load_settings().instance == os.environ["MATCHMAKER_INSTANCE"]


def test_a_persons_part_is_printed_and_erased(instance: Database) -> None:
    with instance.transaction() as session:
        account = factories.make_account(session, email="ute@example.org", name="Ute Brandl")
        factories.grant(session, account, Role.MEMBER, factories.make_stakeholder(session).id)
    printed = json.loads(run("account", "export-part", "ute@example.org").output)
    assert printed["account"]["name"] == "Ute Brandl"
    assert run("account", "erase-part", "ute@example.org", typed="n\n").exit_code == 1
    done = run("account", "erase-part", "ute@example.org", "--yes")
    assert (done.exit_code, done.output.startswith("Erased.")) == (0, True)
    assert run("account", "export-part", "nobody@example.org").exit_code == 2


def test_lost_second_factors_are_taken_away_by_the_operator(instance: Database) -> None:
    with instance.transaction() as session:
        account = factories.make_account(session, email="ute@example.org")
        row = Passkey(account_id=account.id, credential_id="x", public_key=b"", sign_count=0, name="Phone",
                      made_at=factories.NOW)  # fmt: skip
        session.add(row)
    assert run("account", "drop-factors", "ute@example.org", typed="n\n").exit_code == 1
    done = run("account", "drop-factors", "ute@example.org", "--yes")
    assert (done.exit_code, "by password alone" in done.output) == (0, True)
    with instance.reading() as session:
        assert not accounts.get_having(session, account.id).any
