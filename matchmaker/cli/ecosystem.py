"""`matchmaker survey`: measure the network and all its regions now, as the worker does once a day."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import click

from matchmaker.cli import opening
from matchmaker.db import Database
from matchmaker.services import ecosystem

if TYPE_CHECKING:
    from matchmaker.services.ecosystem import Taken


@click.command()
def survey() -> None:
    """Survey the network now: measures, roles, gaps and ties worth making, for every region."""
    begun = perf_counter()
    with opening.opened() as database:
        taken = survey_now(database)
    people, areas = len(taken.survey.ids), len(taken.regions) - 1
    click.echo(f"{people} stakeholders in {areas} regions surveyed in {perf_counter() - begun:.1f} seconds.")


def survey_now(database: Database) -> Taken:
    """Survey the network of an open database, with a bar while it lasts."""
    # Loaded here: the other commands need no bar, and this one takes a tenth of a second to load.
    from rich.console import Console
    from rich.progress import Progress

    now = opening.now()
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        earlier = ecosystem.find_earlier(reader)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Surveying the regions", total=None)
        taken = ecosystem.take_survey(
            scene, earlier, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)
    return taken
