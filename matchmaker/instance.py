"""The instance folder and its database: made when missing, migrated when old, backed up before that."""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text

from matchmaker.backup import back_up
from matchmaker.config import Settings
from matchmaker.db import BUSY_MILLISECONDS, Database
from matchmaker.errors import MatchmakerError

# Any number that nobody else uses: PostgreSQL's advisory lock for "somebody migrates".
MIGRATION_LOCK = 723_114_501


class CannotMigrate(MatchmakerError):
    """The database is not ours to change."""


def open_database(settings: Settings) -> Database:
    """The database of an instance, created and migrated as needed.

    Raises:
        CannotMigrate: the database is newer than this program.
        CannotBackUp: a full database must be migrated and could not be backed up first.
    """
    folder = _made(settings.folder)
    url = settings.database_url or f"sqlite:///{folder / 'matchmaker.db'}"
    database = Database(url, folder=folder, secret=secret_key(settings))
    try:
        with _one_at_a_time(folder):
            _migrate(database, folder)
    except BaseException:
        database.dispose()
        raise
    return database


def current_step(database: Database) -> str:
    """The migration that the database stands at; empty before the first."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def secret_key(settings: Settings) -> str:
    """The key that signs cookies: the setting, else one made once and kept in the instance."""
    if settings.secret_key:
        return settings.secret_key
    folder = _made(settings.folder)
    path = folder / "secret-key"
    # Several processes of one server start at once: all must end up with the same key.
    with _one_at_a_time(folder):
        if not path.exists():
            draft = folder / "secret-key.new"
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48), "ascii")
            draft.rename(path)
    return path.read_text("ascii").strip()


def alembic_config() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _made(folder: Path) -> Path:
    # It holds personal data. One that is there keeps the rights that the operator gave it.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "migration.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@cache
def _steps() -> tuple[str, ...]:
    """All steps that this release knows, the newest first; read once, for Alembic compiles each file anew."""
    return tuple(one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def _migrate(database: Database, folder: Path) -> None:
    steps = _steps()
    # A plain read first: where nothing is to be done, no command waits for somebody's long import.
    if current_step(database) == steps[0]:
        return
    config = alembic_config()
    with _outside_transactions(database) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current == steps[0]:
            return
        if current is not None and current not in steps:
            raise CannotMigrate(
                "This database was made by a newer release (step %(step)s). Install that release again.",
                step=current,
            )
        if inspect(connection).get_table_names():
            _back_up(database, folder / "backups", current or "unversioned")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


@contextmanager
def _outside_transactions(database: Database) -> Iterator[Connection]:
    if not database.is_sqlite:
        with database.engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()
            try:
                yield connection
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
        return
    engine = migration_engine(database)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def migration_engine(database: Database) -> Engine:
    """An engine whose transactions hold a whole migration, tables included.

    Foreign keys stay off in it: SQLite rebuilds tables, and would delete the rows that refer to them.
    """
    engine = create_engine(database.url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", lambda raw, _record: setattr(raw, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _back_up(database: Database, folder: Path, revision: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    suffix = ".db" if database.is_sqlite else ".dump"
    back_up(database, _free_name(folder, f"before-migrating-from-{revision}", suffix))


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    number = 1
    while (path := folder / f"{stem}-{number}{suffix}").exists():
        number += 1
    return path
