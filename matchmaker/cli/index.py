"""`matchmaker index`: what a large network is answered from, and building it by hand."""

from __future__ import annotations

from time import perf_counter

import click

from matchmaker.cli import opening
from matchmaker.services import network

MEGABYTE = 1_000_000


@click.group()
def index() -> None:
    """The index of a large network."""


@index.command()
def show() -> None:
    """Say which versions answer, how old they are, and what lies over them."""
    with opening.opened() as database:
        parts, large = network.list_parts(database), network.is_large(database)
    for one in parts:
        click.echo(
            f"{one.name}: {one.stakeholders} stakeholders as of {one.day.isoformat()} "
            f"(revision {one.revision}), {one.bytes / MEGABYTE:.1f} MB, {one.touched} changed since"
        )
    if large and not parts:
        click.echo("The index is not built yet.")
    elif not parts:
        click.echo(
            f"There is no index: a network of up to {network.LARGE} stakeholders is held in memory instead."
        )


@index.command()
def build() -> None:
    """Build what is due now, as the worker does each night and whenever much has changed."""
    with opening.opened() as database:
        begun = perf_counter()
        built = network.build_due(database, today=opening.now().date(), progress=_tell)
        seconds = perf_counter() - begun
    click.echo(f"Built {len(built)} in {seconds:.1f} seconds." if built else "Nothing is due.")


def _tell(done: int, total: int) -> None:
    click.echo(f"\rbuilding {done + 1} of {total}", nl=False, err=True)
