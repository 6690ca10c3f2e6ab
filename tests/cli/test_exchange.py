"""`matchmaker import` and `matchmaker export`: reports, exit codes, and nothing but what was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from matchmaker.cli import shell
from matchmaker.config import Settings
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.models import Import, Stakeholder, Tie

LIST = (
    "id,name,country,city\n1,Rain Barrel Workshop,Germany,Stuttgart\n2,Kettle Kitchen,Germany,Ulm\n"
    "3,,Germany,Stuttgart\n"
)


@pytest.fixture
def instance(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty instance that the commands find by the environment."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """A file with two good rows and a bad one."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(shell, [str(word) for word in words])


def as_json(*words: object) -> Any:
    answer = run(*words, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def count(database: Database, table: type[Any]) -> int:
    with database.reading() as session:
        return int(session.scalars(select(func.count()).select_from(table)).one())


def test_the_report_counts_and_names_the_refused_rows(instance: Database, list_file: Path) -> None:
    answer = run("import", list_file)
    assert answer.exit_code == 0
    assert "Stakeholders: 3 rows: 2 created, 0 changed, 0 same, 0 merged, 1 refused." in answer.stdout
    assert "row 4: The row has no name." in answer.stdout
    assert "--undo i-" in answer.stdout


def test_json_has_the_five_counts_the_refused_rows_and_the_ties(
    instance: Database, list_file: Path, tmp_path: Path
) -> None:
    ties = tmp_path / "ties.csv"
    ties.write_text("a,b\n1,2\n1,9\n", "utf-8")
    report = as_json("import", list_file, "--ties", ties)
    assert {name: report[name] for name in ("created", "changed", "same", "merged", "refused")} == {
        "created": 2, "changed": 0, "same": 0, "merged": 0, "refused": 1,
    }  # fmt: skip
    assert report["rows"][0]["number"] == 4
    assert "no name" in report["rows"][0]["reasons"][0]
    assert (report["ties"]["created"], report["ties"]["refused"]) == (1, 1)
    again = as_json("import", list_file, "--ties", ties)
    assert (again["same"], again["ties"]["same"]) == (2, 1)
    kept = as_json("import", "--undo", report["import_id"])
    assert kept == {"import_id": report["import_id"], "kept": []}
    assert (count(instance, Stakeholder), count(instance, Tie)) == (0, 0)


def test_strict_with_a_bad_row_ends_with_1_and_changes_nothing(instance: Database, list_file: Path) -> None:
    answer = run("import", list_file, "--strict", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["refused"] == 1
    assert "Nothing was imported" in answer.stderr
    assert (count(instance, Stakeholder), count(instance, Import)) == (0, 0)


def test_a_dry_run_changes_nothing(instance: Database, list_file: Path) -> None:
    answer = run("import", list_file, "--dry-run")
    assert (answer.exit_code, "2 created" in answer.stdout) == (0, True)
    assert "Nothing was changed." in answer.stdout
    assert count(instance, Stakeholder) == 0


def test_an_unreadable_file_ends_with_1(instance: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"%PDF-1.7")
    answer = run("import", path, "--json")
    assert answer.exit_code == 1
    assert "PDF" in json.loads(answer.stdout)["error"]


def test_wrong_calls_end_with_2(instance: Database, list_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "map.json"
    broken.write_text("{", "utf-8")
    for words in (
        ["import"],
        ["import", tmp_path / "missing.csv"],
        ["import", list_file, "--undo", "i-none"],
        ["import", list_file, "--map", broken],
        ["import", "--undo", "i-none"],
    ):
        answer = run(*words)
        assert answer.exit_code == 2, words


def test_a_mapping_file_says_what_the_columns_mean(instance: Database, tmp_path: Path) -> None:
    path, mapping = tmp_path / "x.csv", tmp_path / "map.json"
    path.write_text("a,b\nRain Barrel Workshop,Kettle Kitchen\n", "utf-8")
    mapping.write_text('{"version": 1, "columns": {"b": "name"}}', "utf-8")
    assert as_json("import", path, "--map", mapping)["created"] == 1
    with instance.reading() as session:
        assert session.scalars(select(Stakeholder.name)).one() == "Kettle Kitchen"
    mapping.write_text('{"version": 1, "columns": {"c": "name"}}', "utf-8")
    assert run("import", path, "--map", mapping).exit_code == 1


def test_the_export_goes_to_a_file_or_to_the_standard_output(
    instance: Database, list_file: Path, tmp_path: Path
) -> None:
    run("import", list_file)
    assert "Rain Barrel Workshop" in run("export").stdout
    assert run("export", "--region", "FRE1").stdout.count("\n") == 1
    for name in ("out.csv", "out.xlsx"):
        assert run("export", tmp_path / name).exit_code == 0
        report = as_json("import", tmp_path / name)
        assert (report["same"], report["created"], report["refused"]) == (2, 0, 0)
