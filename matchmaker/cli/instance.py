"""`matchmaker migrate` and `matchmaker backup`: the instance's database as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.backup import back_up
from matchmaker.cli import opening
from matchmaker.instance import current_step


@click.command()
def migrate() -> None:
    """Make the database, or bring it to this release; a full one is backed up first."""
    with opening.opened() as database:
        step = current_step(database)
        click.echo(
            f"The database is up to date, at step {step}: {database.url.render_as_string(hide_password=True)}"
        )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole database into FILE while it is in use.

    SQLite: a database file. PostgreSQL: an archive for pg_restore.
    """
    if file.exists():
        raise click.UsageError(f"{file} exists already. Choose another name; nothing was overwritten.")
    with opening.opened() as database:
        back_up(database, file)
    click.echo(f"The database is in {file} ({file.stat().st_size:,} bytes).")
