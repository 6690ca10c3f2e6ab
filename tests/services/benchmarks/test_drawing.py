from __future__ import annotations

from pathlib import Path

from matchmaker.core.benchmarks.approach import BM25S, COMPILED, QDRANT
from matchmaker.core.benchmarks.figures import Report, Row, Size
from matchmaker.services.benchmarks.drawing import draw

ROWS = (
    Row(1_000, COMPILED, cpu_p50_ms=1.0, cpu_p99_ms=2.0),
    Row(10_000, COMPILED, cpu_p50_ms=3.0, cpu_p99_ms=4.0),
    Row(1_000, BM25S, cpu_p50_ms=5.0, cpu_p99_ms=6.0),
    Row(10_000, BM25S, note="not installed"),
    Row(1_000, QDRANT, note="not installed"),
)


def _report(rows: tuple[Row, ...]) -> Report:
    sizes = tuple(Size(n, 1, 1, 0.0, 0.0, 0.0) for n in sorted({row.n for row in rows}))
    return Report(rows, sizes, (), 9, {})


def test_there_is_a_drawing_of_all_sizes_and_one_of_each(tmp_path: Path) -> None:
    paths = list(draw(_report(ROWS), tmp_path))
    assert [path.name for path in paths] == ["p50.svg", "at-1000.svg", "at-10000.svg"]
    lines, few, many = (path.read_text("utf-8") for path in paths)
    assert "bm25s" in lines
    assert "qdrant" not in lines
    assert "bm25s" in few
    assert "bm25s" not in many


def test_nothing_measured_is_nothing_drawn(tmp_path: Path) -> None:
    assert not list(draw(_report((Row(1_000, QDRANT, note="not installed"),)), tmp_path))
