"""`matchmaker bench`: figures on standard output, progress on standard error, no instance needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from matchmaker.cli import shell
from matchmaker.cli.bench import _told


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An instance that cannot be: whoever opened it would fail."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", str(tmp_path / "missing" / "instance"))


def run(*words: object) -> Result:
    plain = ("--only", "scipy stored transpose", "--only", "scikit-learn linear_kernel")
    return CliRunner().invoke(shell, ["bench", "--queries", "8", *plain, *map(str, words)])


def test_people_read_a_table_for_each_size_and_get_drawings(tmp_path: Path) -> None:
    answer = run("--sizes", "1_00,200", "--seed", 4, "--plots", tmp_path / "plots")
    assert answer.exit_code == 0, answer.output
    assert "seed 4" in answer.stdout
    assert "100 organisations" in answer.stdout
    assert "200 organisations" in answer.stdout
    assert answer.stdout.count("8/8") == 4
    assert "Growth of the median question" in answer.stdout
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == [
        "at-100.svg",
        "at-200.svg",
        "p50.svg",
    ]
    assert "seed 4" in (tmp_path / "plots" / "p50.svg").read_text("utf-8")
    assert not (tmp_path / "missing").exists()


def test_programs_read_json_alone() -> None:
    answer = run("--sizes", "100", "--json")
    assert answer.exit_code == 0, answer.output
    assert answer.stderr == ""
    document = json.loads(answer.stdout)
    rows = {row["approach"]: row for row in document["rows"]}
    assert set(rows) == {"scipy stored transpose", "scikit-learn linear_kernel"}
    for row in rows.values():
        assert row["n"] == 100
        assert 0 < row["p50_ms"] <= row["p99_ms"]
        assert row["agree"] == row["compared"] == 8
    assert document["seed"] == 1
    assert document["machine"]["cores"] >= 1


def test_a_corpus_is_kept_where_one_asks_for_it(tmp_path: Path) -> None:
    assert run("--sizes", "100", "--cache", tmp_path / "kept").exit_code == 0
    (kept,) = (tmp_path / "kept").iterdir()
    assert "corpus-100-seed-1" in kept.name
    assert run("--sizes", "100", "--cache", tmp_path / "kept").exit_code == 0


@pytest.mark.parametrize("sizes", ["", "ten", "50", "100,x", ","])
def test_sizes_that_are_none_are_refused_in_words(sizes: str) -> None:
    answer = run("--sizes", sizes)
    assert answer.exit_code == 2
    assert "Invalid value for '--sizes'" in answer.output


def test_an_approach_is_named_exactly() -> None:
    answer = CliRunner().invoke(shell, ["bench", "--only", "matchmaker"])
    assert answer.exit_code == 2
    assert "scikit-learn linear_kernel" in answer.output


def test_a_terminal_gets_a_bar_and_json_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)
    with _told(silent=True) as progress:
        progress(1, 2, "asking")
    assert capsys.readouterr().err == ""
    with _told(silent=False) as progress:
        progress(2, 2, "asking")
        # So soon after the last one that nobody could see it.
        progress(1, 3, "much too soon")
    said = capsys.readouterr().err
    assert "asking" in said
    assert "too soon" not in said
