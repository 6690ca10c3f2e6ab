"""The drawings of a run: p50 over the size, and the approaches beside each other at each size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from matchmaker.core.benchmarks.approach import NAMES, OURS
from matchmaker.core.benchmarks.chart import Bar, Series, bars, curves
from matchmaker.core.benchmarks.figures import Report
from matchmaker.core.benchmarks.report import facts
from matchmaker.store.benchmarks import write_drawing


def draw(report: Report, folder: Path) -> Iterator[Path]:
    """Write the drawings as SVG files into a folder; the path of each."""
    foot = tuple(facts(report))
    if lines := tuple(_series(report)):
        title = "One question, the best 20: median processor time by number of organisations"
        yield write_drawing(folder, "p50.svg", curves(title, lines, foot))
    for size in report.sizes:
        if found := tuple(_bars(report, size.n)):
            title = f"One question, the best 20 of {size.n:,}: processor time"
            yield write_drawing(folder, f"at-{size.n}.svg", bars(title, found, foot))


def _series(report: Report) -> Iterator[Series]:
    for colour, name in enumerate(NAMES):
        points = sorted((row.n, row.typical) for row in report.rows if row.approach == name and row.typical)
        if points:
            yield Series(name, colour, name in OURS, tuple(points))


def _bars(report: Report, size: int) -> Iterator[Bar]:
    for row in report.rows:
        if row.n == size and row.cpu_p50_ms and row.cpu_p99_ms:
            colour, ours = NAMES.index(row.approach), row.approach in OURS
            yield Bar(row.approach, colour, ours, row.cpu_p50_ms, row.cpu_p99_ms)
