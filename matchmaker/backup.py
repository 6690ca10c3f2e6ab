"""A copy of the whole database at one moment, made while it is in use."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from matchmaker.db import Database
from matchmaker.errors import MatchmakerError


class CannotBackUp(MatchmakerError):
    """No copy could be made; the database is as it was."""


def back_up(database: Database, path: Path) -> None:
    """Write a copy to `path`: a database file for SQLite, an archive for pg_restore for PostgreSQL.

    It is written beside the target first, so that an interrupted copy never looks like a whole one.

    Raises:
        CannotBackUp: pg_dump is missing or failed.
    """
    part = path.with_name(f"{path.name}.part")
    # A copy holds all that the database does: nobody but its owner may read it.
    part.touch(mode=0o600)
    try:
        if database.is_sqlite:
            _copy_sqlite(database, part)
        else:
            _dump_postgresql(database, part)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(str(database.url.database))) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)


def _dump_postgresql(database: Database, path: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise CannotBackUp("pg_dump is missing. Install PostgreSQL's client programs and try again.")
    # The password goes through the environment: everybody may read a process's arguments.
    url = database.url
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [program, "--format=custom", "--file", str(path), "--dbname", address]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - found on the PATH
    if done.returncode:
        raise CannotBackUp("The backup failed: %(why)s", why=done.stderr.strip())
