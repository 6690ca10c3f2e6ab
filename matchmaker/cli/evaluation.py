"""`matchmaker evaluate`: how good the suggestions are, on a folder that holds a network's past."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matchmaker.core.evaluation.measures import MEASURES
from matchmaker.services import evaluation

if TYPE_CHECKING:
    from matchmaker.core.evaluation.report import Report, Result

WIDTH = 26


@click.command()
@click.argument("folder", type=click.Path(file_okay=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="For communities and intervals."
)
def evaluate(folder: Path, as_json: bool, seed: int) -> None:
    """Measure the suggestions on FOLDER, which holds a network's past (docs/evaluation.md)."""
    with _told() as progress:
        found = evaluation.evaluate_folder(folder, seed=seed, timer=time.perf_counter, progress=progress)
    about = {"machine": _machine(), "sizes": _sizes(found.past), "left_out": dict(found.past.left_out)}
    if as_json:
        document = {**evaluation.as_json(found.report), **about}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for line in _lines(found.report, about):
        click.echo(line)


def _lines(report: Report, about: Mapping[str, Any]) -> Iterator[str]:
    """The report for people: the measures, with 95% intervals for the engine."""
    sizes = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in about["sizes"].items())
    yield f"{sizes}; seed {report.seed}; {about['machine']}"
    for why, count in about["left_out"].items():
        yield f"left out of {why} ({count} rows)"
    yield from _table("New ties", report.ties)
    yield from _table("Needs", report.needs)
    if report.cold:
        yield from _table("Cold start: the asker's own ties hidden", (report.cold,))
        yield f"  {report.kept_cold:.0%} of hit@10 is left"
    if report.fairness:
        yield from _table("New ties, fairness off", (report.fairness.off,))
        low, high = report.fairness.interval
        yield f"  fairness costs {report.fairness.loss:.1%} of nDCG@10 ({low:.1%} to {high:.1%})"
    shown = report.exposure
    yield ""
    yield (
        f"Lists of all: Gini {shown.gini:.3f}, coverage {shown.coverage:.1%}, shown at least half as often "
        f"as the average {shown.floor:.1%}, bridging {report.bridging:.1%}"
    )
    yield f"One query takes {1000 * report.seconds:.1f} ms (median)."


def _table(title: str, results: Iterable[Result]) -> Iterator[str]:
    engine, *others = results
    yield ""
    yield f"{title} ({engine.queries} queries)"
    if not engine.queries:
        yield "  nothing to measure"
        return
    yield "  " + " " * WIDTH + "".join(f"{name:>10}" for name in MEASURES) + f"{'ms':>9}"
    yield _row(engine)
    for label, end in (("  from", 0), ("  to", 1)):
        yield f"  {label:{WIDTH}}" + "".join(f"{engine.intervals[name][end]:10.3f}" for name in MEASURES)
    yield from map(_row, others)


def _row(result: Result) -> str:
    cells = "".join(f"{result.means[name]:10.3f}" for name in MEASURES)
    return f"  {result.name:{WIDTH}}{cells}{1000 * result.seconds:9.1f}"


def _sizes(past: Any) -> dict[str, int]:
    names = ("organisations", "ties", "new_ties", "needs", "activities")
    return {name: len(getattr(past, name)) for name in names}


def _machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} cores, Python {platform.python_version()}"


@contextmanager
def _told() -> Iterator[evaluation.Progress]:
    """Progress on standard error: a bar where somebody looks at it, else a line for each step."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _say
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, description=what, completed=done, total=total)


def _say(done: int, total: int, what: str) -> None:
    """One line at the end of a step."""
    if done == total:
        click.echo(f"{what} ({done} of {total})", err=True)
