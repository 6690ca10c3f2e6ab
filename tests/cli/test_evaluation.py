"""`matchmaker evaluate`: figures on standard output, progress on standard error, no instance needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from matchmaker.cli import shell
from matchmaker.cli.evaluation import _lines, _told
from matchmaker.core.evaluation.exposure import Exposure
from matchmaker.core.evaluation.measures import MEASURES
from matchmaker.core.evaluation.report import Fairness, Report
from matchmaker.core.evaluation.report import Result as Measured
from tests.store.evaluation_folder import write, write_folder


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An instance that cannot be: whoever opened it would fail."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", str(tmp_path / "missing" / "instance"))


def run(*words: object) -> Result:
    return CliRunner().invoke(shell, ["evaluate", *map(str, words)])


def test_people_read_a_table_and_follow_the_steps_on_standard_error(tmp_path: Path) -> None:
    answer = run(write_folder(tmp_path), "--seed", 3)
    assert answer.exit_code == 0, answer.output
    assert "16 organisations, 15 ties, 2 new ties, 2 needs, 2 activities; seed 3;" in answer.stdout
    assert "left out of ties.csv: with itself (1 rows)" in answer.stdout
    for words in (
        "New ties (4 queries)",
        "Needs (2 queries)",
        "Cold start",
        "tfidf_popularity_distance",
        "Gini",
    ):
        assert words in answer.stdout
    assert "ties: pagerank (4 of 4)" in answer.stderr.splitlines()
    assert not (tmp_path / "missing").exists()


def test_programs_read_json_alone_on_standard_output(tmp_path: Path) -> None:
    answer = run(write_folder(tmp_path), "--json")
    assert answer.exit_code == 0, answer.output
    document = json.loads(answer.stdout)
    assert set(MEASURES) < set(document["ties"]["engine"])
    assert document["sizes"]["organisations"] == 16
    assert document["left_out"]["ties.csv: twice"] == 1
    assert "cores" in document["machine"]
    assert document["seed"] == 1


def test_a_folder_without_later_days_has_nothing_to_measure(tmp_path: Path) -> None:
    write(tmp_path / "organisations.csv", ["id"], ["a"], ["b"])
    write(tmp_path / "ties.csv", ["a", "b"], ["a", "b"])
    answer = run(tmp_path)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.count("nothing to measure") == 3


def test_a_folder_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    answer = run(tmp_path)
    assert answer.exit_code == 2
    assert "has no file organisations.csv" in answer.output
    assert "Traceback" not in answer.output
    file = tmp_path / "file"
    file.write_text("")
    assert run(file).exit_code == 2


def test_what_fairness_costs_is_told_where_it_was_measured() -> None:
    means = dict.fromkeys(MEASURES, 0.5)
    result = Measured("engine", 8, means, dict.fromkeys(MEASURES, (0.4, 0.6)), 0.002)
    fairness = Fairness(result, 0.012, (0.004, 0.02))
    report = Report((result,), (result,), None, Exposure(0.3, 0.97, 1), 0.4, fairness, 1)
    lines = list(_lines(report, {"sizes": {}, "left_out": {}, "machine": "Linux"}))
    assert "  fairness costs 1.2% of nDCG@10 (0.4% to 2.0%)" in lines
    assert lines[-1] == "One query takes 2.0 ms (median)."


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)
    with _told() as progress:
        progress(1, 2, "ties: engine")
    assert "ties: engine" in capsys.readouterr().err
