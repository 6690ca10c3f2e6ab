"""A run as JSON and as the tables that people read. English, as all output of commands is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from matchmaker.core.benchmarks.approach import COMPILED
from matchmaker.core.benchmarks.figures import Pairs, Report, Row, Size, faster, growths

NAME = 27
DASH = "–"


def as_json(report: Report) -> dict[str, Any]:
    """Everything measured, for programs."""
    return {
        "rows": [asdict(row) for row in report.rows],
        "sizes": [asdict(size) for size in report.sizes],
        "pairs": [{**asdict(one), "of_all_s": one.of_all} for one in report.pairs],
        "growth": [{**asdict(one), "exponent": one.exponent} for one in growths(report.rows)],
        "faster": [
            {"n": n, "approach": approach, "times": times}
            for n, approach, times in faster(report.rows, COMPILED)
        ],
        "machine": dict(report.machine),
        "corpus": dict(report.shape),
        "seed": report.seed,
    }


def lines(report: Report) -> Iterator[str]:
    """The same for people: a table for each size, then what spans them."""
    yield from facts(report)
    for size in report.sizes:
        yield ""
        yield from _sized(size, [row for row in report.rows if row.n == size.n])
    if report.pairs:
        yield ""
        yield "The best 20 of all for all"
        yield from map(_pair, report.pairs)
    if beside := list(faster(report.rows, COMPILED)):
        yield ""
        yield f"The median question beside {COMPILED}, processor time"
        yield from (
            f"  {approach:{NAME}}{n:>10,}: {times:,.1f} times as long" for n, approach, times in beside
        )
    if grown := list(growths(report.rows)):
        yield ""
        yield "Growth of the median question, processor time (exponent 1 is linear)"
        for one in grown:
            yield (
                f"  {one.approach:{NAME}}{one.start:>10,} to {one.end:>9,}: "
                f"{one.times:6.1f} times, exponent {one.exponent:.2f}"
            )


def facts(report: Report) -> Iterator[str]:
    """What one must know of the machine and the corpus to judge the figures."""
    machine = report.machine
    if machine:
        versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
        yield f"{machine['date']}, commit {machine['commit']}, seed {report.seed}"
        yield (
            f"{machine['cpu']}, {machine['cores']} cores, {_size(machine['memory_bytes'])} of memory, "
            f"kernel {machine['kernel']}; one thread reads {machine['bandwidth_bytes_s'] / 1e9:.1f} GB/s"
        )
        yield versions
        yield f"load before the start {machine['load'][0]:.2f} ({machine['load_per_core']:.2f} for each core)"
    if machine.get("load_per_core", 0.0) > machine.get("load_limit", float("inf")):
        yield "WARNING: the machine was busy; times on the wall are too long, those of the processor less so."


def _sized(size: Size, rows: Sequence[Row]) -> Iterator[str]:
    yield (
        f"{size.n:,} organisations, {size.nonzeros / max(size.n, 1):.0f} non-zeros each, "
        f"{_size(size.nbytes)}, made in {size.cpu_seconds:.1f} s; "
        f"a question has {size.postings / max(size.n, 1):.2f} postings for each organisation; "
        f"the run held {_size(size.peak_bytes)} at most"
    )
    heads = (
        "p50 ms",
        "p99 ms",
        "cpu p50",
        "cpu p99",
        "asked",
        "build s",
        "index",
        "change ms",
        "agree",
        "share",
    )
    yield "  " + " " * NAME + "".join(f"{head:>10}" for head in heads)
    for row in rows:
        yield _row(row)
    for row in rows:
        if (of := row.workers) is not None:
            yield (
                f"  {of.count} processes with {row.approach}: {_size(of.private)} of its own each "
                f"({_size(of.bare)} without an index), {_size(of.together)} together"
            )


def _row(row: Row) -> str:
    if row.p50_ms is None:
        return f"  {row.approach:{NAME}}  {row.note}"
    cells = (
        *map(_time, (row.p50_ms, row.p99_ms, row.cpu_p50_ms, row.cpu_p99_ms)),
        str(row.queries),
        f"{row.build_s:.1f}" if row.build_s is not None else DASH,
        _size(row.index_bytes) if row.index_bytes else DASH,
        _time(row.change_ms),
        f"{row.agree}/{row.compared}" if row.compared else DASH,
        f"{row.share:.0%}" if row.share is not None else DASH,
    )
    note = f"  {row.note}" if row.note else ""
    return f"  {row.approach:{NAME}}" + "".join(f"{cell:>10}" for cell in cells) + note


def _pair(one: Pairs) -> str:
    part = "" if one.rows == one.n else f", from {one.rows:,} rows"
    note = f" ({one.note})" if one.note else ""
    return f"  {one.approach:{NAME}}{one.n:>10,}: {one.of_all:.1f} s of the processor{part}{note}"


def _time(milliseconds: float | None) -> str:
    """Three figures are as many as a measurement has."""
    if milliseconds is None:
        return DASH
    return f"{milliseconds:.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"


def _size(nbytes: float) -> str:
    for unit, of in (("GB", 1e9), ("MB", 1e6)):
        if nbytes >= of:
            return f"{nbytes / of:.3g} {unit}"
    return f"{nbytes / 1e3:.3g} kB"
