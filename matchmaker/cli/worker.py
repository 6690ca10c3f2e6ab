"""`matchmaker worker`: the jobs in a process of their own, for sites with several web processes."""

from __future__ import annotations

import signal

import click

from matchmaker import logs
from matchmaker.cli import opening
from matchmaker.config import load_settings
from matchmaker.jobs.thread import WorkerThread
from matchmaker.jobs.worker import run_due_jobs


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def worker(once: bool) -> None:
    """Do jobs until stopped."""
    settings = load_settings()
    logs.set_up(settings)
    with opening.opened(settings) as database:
        if once:
            tried = run_due_jobs(database, settings, now=opening.now())
            click.echo(f"Jobs tried: {tried}.")
            return
        loop = WorkerThread(database, settings)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _signal, _frame: loop.ask_to_stop())
        click.echo("The worker is looking for jobs. Stop it with Ctrl+C.")
        loop.loop()
