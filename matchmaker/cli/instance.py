"""`matchmaker migrate` and `matchmaker backup`: the instance's database as a whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import click

from matchmaker.cli import opening
from matchmaker.cli.commands import FAILURE, Refused
from matchmaker.db import Database


@click.command()
def migrate() -> None:
    """Make the database, or bring it to this release; a full one is backed up first."""
    with opening.opened() as database:
        click.echo(f"The database is up to date: {database.url.render_as_string(hide_password=True)}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole database into FILE while it is in use.

    SQLite: a database file. PostgreSQL: an archive for pg_restore.
    """
    if file.exists():
        raise click.UsageError(f"{file} exists already. Choose another name; nothing was overwritten.")
    with opening.opened() as database:
        # Written beside the target first: a backup that was interrupted never looks like a whole one.
        part = file.with_name(f"{file.name}.part")
        try:
            make = copy_sqlite if database.is_sqlite else dump_postgresql
            make(database, part)
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"The database is in {file} ({file.stat().st_size:,} bytes).")


def copy_sqlite(database: Database, path: Path) -> None:
    """Copy with SQLite's online backup: one consistent moment, log included."""
    path.touch(mode=0o600)
    with closing(sqlite3.connect(str(database.url.database))) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)


def dump_postgresql(database: Database, path: Path) -> None:
    """Copy with pg_dump.

    Raises:
        Refused: pg_dump is not installed, or it failed.
    """
    program = shutil.which("pg_dump")
    if program is None:
        raise Refused("pg_dump is missing. Install PostgreSQL's client programs and try again.", FAILURE)
    url = database.url
    # The password goes through the environment: everybody may read a process's arguments.
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [program, "--format=custom", "--file", str(path), "--dbname", address]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - found on the PATH
    if done.returncode:
        raise Refused(f"The backup failed: {done.stderr.strip()}", FAILURE)
