"""`matchmaker bench`: how fast the engine is, beside other libraries, on a corpus made for it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from matchmaker.core.benchmarks.approach import NAMES, Clock
from matchmaker.services.benchmarks import approaches, drawing, running
from matchmaker.services.benchmarks.running import Progress
from matchmaker.services.benchmarks.suggesting import LARGEST

SIZES = "10000,100000,1000000"


class Sizes(click.ParamType[tuple[int, ...]]):
    """Numbers of organisations, parted by commas."""

    name = "sizes"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """The numbers, each at least 100: less has no 99th percentile worth the name."""
        try:
            found = tuple(int(one.replace("_", "")) for one in value.split(",") if one.strip())
        except ValueError:
            self.fail(f"{value!r} is not a list of numbers such as {SIZES}.", param, ctx)
        if not found or min(found) < 100:
            self.fail("Each size is at least 100.", param, ctx)
        return found


@click.command()
@click.option("--sizes", type=Sizes(), default=SIZES, show_default=True, help="How many organisations.")
@click.option(
    "--queries", type=click.IntRange(5), default=300, show_default=True, help="Questions at each size."
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="For corpus and questions."
)
@click.option(
    "--only", multiple=True, type=click.Choice(NAMES), help="Measure this approach; may be repeated."
)
@click.option(
    "--limit",
    type=click.FloatRange(0),
    default=30.0,
    show_default=True,
    help="Seconds of asking an approach.",
)
@click.option(
    "--pairs", type=click.IntRange(0), default=100_000, show_default=True, help="Size for all pairs."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Processes that share."
)
@click.option(
    "--suggestions",
    type=click.IntRange(0),
    default=LARGEST,
    show_default=True,
    help="Measure whole suggestions up to this size.",
)
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="Keep each corpus here.")
@click.option(
    "--plots", type=click.Path(file_okay=False, path_type=Path), help="Draw SVG files into this folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def bench(
    sizes: tuple[int, ...],
    queries: int,
    seed: int,
    only: tuple[str, ...],
    limit: float,
    pairs: int,
    workers: int,
    suggestions: int,
    cache: Path | None,
    plots: Path | None,
    as_json: bool,
) -> None:
    """Measure the engine beside other libraries (docs/benchmarks).

    A million organisations take about 3 GB of memory, more with qdrant-edge; 4,300,000 about 12 GB. To read
    the texts of a million for whole suggestions takes half an hour and 16 GB.
    """
    plan = running.Plan(sizes, queries, seed, limit=limit, pairs=pairs, workers=workers, cache=cache)
    clock = Clock(time.perf_counter, time.process_time)
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    with _told(silent=as_json) as progress:
        chosen = approaches.named(only, suggestions=suggestions)
        report = running.run(plan, chosen, approaches.pairings(only), clock=clock, day=day, progress=progress)
    if plots is not None:
        for path in drawing.draw(report, plots):
            click.echo(f"drawn: {path}", err=True)
    if as_json:
        click.echo(json.dumps(running.as_json(report), ensure_ascii=False, indent=1))
        return
    for line in running.lines(report):
        click.echo(line)


@contextmanager
def _told(*, silent: bool) -> Iterator[Progress]:
    """A bar on standard error where somebody looks at it; else nothing."""
    from rich import progress
    from rich.console import Console

    console = Console(stderr=True)
    if silent or not console.is_terminal:
        yield _quiet
        return
    columns = (progress.TextColumn("{task.description}"), progress.BarColumn(), progress.TimeElapsedColumn())
    # A thread that draws the bar by itself would take turns with the questions.
    with progress.Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, description=what, completed=done, total=total or None, refresh=True)

        yield _seldom(show)


def _seldom(show: Progress) -> Progress:
    """At most twenty steps a second: drawing a bar must not take the time that is measured."""
    last = 0.0

    def told(done: int, total: int, what: str) -> None:
        nonlocal last
        if done >= total or time.monotonic() - last > 0.05:
            last = time.monotonic()
            show(done, total, what)

    return told


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody is told."""
