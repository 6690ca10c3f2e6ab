"""`matchmaker duplicates`: look for records that may be the same now, as the worker does once a day."""

from __future__ import annotations

from time import perf_counter

import click

from matchmaker.cli import opening
from matchmaker.core.actors import SYSTEM
from matchmaker.services import duplicates as service


@click.command()
@click.option("--top", default=10, show_default=True, help="So many pairs are printed, the likeliest first.")
def duplicates(top: int) -> None:
    """Find records that may be the same; people decide about them on the page."""
    begun = perf_counter()
    with opening.opened() as database:
        with database.reading() as reader:
            facts = service.read_facts(reader)
        found = service.find_pairs(facts)
        with database.transaction() as session:
            waiting = service.keep_pairs(session, found, now=opening.now())
        with database.reading() as reader:
            rows = service.list_pairs(reader, SYSTEM).rows[:top]
    click.echo(
        f"{len(facts)} records compared in {perf_counter() - begun:.1f} seconds, {waiting} pairs wait."
    )
    for one in rows:
        reasons = ", ".join(str(name).replace("_", " ") for name, _km in one.pair.reasons)
        click.echo(f"{one.pair.score:3}  {one.a.id}  {one.b.id}  {one.a.name} / {one.b.name}  ({reasons})")
