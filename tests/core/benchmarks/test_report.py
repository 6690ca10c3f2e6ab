from __future__ import annotations

import json
from typing import Any

from matchmaker.core.benchmarks.approach import BM25S, COMPILED, QDRANT, SUGGESTION
from matchmaker.core.benchmarks.figures import Pairs, Report, Row, Size, Workers
from matchmaker.core.benchmarks.report import as_json, lines

MACHINE: dict[str, Any] = {
    "date": "2026-11-28 12:00 UTC",
    "commit": "0123456789",
    "cpu": "A processor",
    "cores": 2,
    "memory_bytes": 24_000_000_000,
    "kernel": "6.1",
    "python": "3.11",
    "versions": {"numpy": "2.4.6", "scipy": "1.17.1"},
    "load": (0.2, 0.1, 0.1),
    "load_per_core": 0.1,
    "load_limit": 0.3,
    "bandwidth_bytes_s": 15.5e9,
}
OURS = Row(
    1_000,
    COMPILED,
    p50_ms=0.25,
    p99_ms=0.5,
    cpu_p50_ms=0.25,
    cpu_p99_ms=0.5,
    queries=300,
    build_s=1.25,
    build_cpu_s=1.0,
    index_bytes=5_500_000,
    change_ms=1.5,
    compared=20,
    agree=20,
    same=20,
    share=0.42,
    workers=Workers(4, 3_000_000, 5_000_000, 2_000_000, 20_000_000),
)


def _report(machine: dict[str, Any] = MACHINE) -> Report:
    return Report(
        rows=(
            OURS,
            Row(
                1_000,
                BM25S,
                p50_ms=1500.0,
                p99_ms=1600.0,
                cpu_p50_ms=1400.0,
                queries=5,
                note="stopped after 30 s",
            ),
            Row(1_000, QDRANT, note="not installed"),
            Row(10_000, COMPILED, p50_ms=4.5, p99_ms=5.0, cpu_p50_ms=2.5),
            Row(10_000, SUGGESTION, note="not yet above 10,000"),
        ),
        sizes=(Size(1_000, 116_000, 932_000, 1.0, 0.5, 1_500), Size(10_000, 0, 0, 0.0, 0.0, 0.0)),
        pairs=(Pairs(1_000, COMPILED, 1_000, 8.0, 6.3), Pairs(1_000, "sparse_dot_topn", 100, 4.0, 3.5, "f")),
        seed=7,
        shape={"words": 50_000},
        machine=machine,
    )


def test_programs_read_every_figure_under_its_name() -> None:
    document = json.loads(json.dumps(as_json(_report())))
    ours, slow, missing, *_ = document["rows"]
    assert (ours["n"], ours["approach"]) == (1_000, "matchmaker (compiled)")
    assert (ours["p50_ms"], ours["p99_ms"], ours["workers"]["private"]) == (0.25, 0.5, 3_000_000)
    assert slow["note"] == "stopped after 30 s"
    assert (missing["p50_ms"], missing["note"]) == (None, "not installed")
    assert document["seed"] == 7
    assert document["machine"]["load_per_core"] == 0.1
    assert document["growth"][0]["exponent"] == 1
    assert document["faster"] == [{"n": 1_000, "approach": "bm25s", "times": 5_600}]
    assert [one["of_all_s"] for one in document["pairs"]] == [6.3, 35]


def test_people_read_a_table_for_each_size() -> None:
    found = list(lines(_report()))
    text = "\n".join(found)
    assert found[0] == "2026-11-28 12:00 UTC, commit 0123456789, seed 7"
    assert "one thread reads 15.5 GB/s" in text
    assert "1,000 organisations, 116 non-zeros each, 932 kB, made in 0.5 s" in text
    (ours,) = [line for line in found if "matchmaker (compiled)" in line and "20/20" in line]
    cells = ours.split()[2:]
    assert cells == ["0.25", "0.5", "0.25", "0.5", "300", "1.2", "5.5", "MB", "1.5", "20/20", "42%"]
    assert "4 processes with matchmaker (compiled): 3 MB of its own each (2 MB without an index)" in text
    assert "  qdrant-edge                  not installed" in found
    assert "1500" in text
    assert "held 0 kB" in text
    assert "35.0 s of the processor, from 100 rows (f)" in text
    assert "10.0 times, exponent 1.00" in text
    assert "1,000: 5,600.0 times as long" in text
    assert "WARNING" not in text


def test_a_busy_machine_is_told() -> None:
    assert any(
        "WARNING: the machine was busy" in line for line in lines(_report({**MACHINE, "load_per_core": 2.0}))
    )


def test_a_report_without_a_machine_has_its_tables_all_the_same() -> None:
    found = list(lines(Report((OURS,), (), (), 1, {})))
    assert found == []
