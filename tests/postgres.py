"""A throw-away PostgreSQL cluster for the tests: no network, no durability, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from psycopg import Connection
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, create_engine, text

INSTALLED_AT = Path("/usr/lib/postgresql")
FAST = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "jit=off",
    "autovacuum=off",
)  # fmt: skip

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
# Each table and index with the number of its columns, each constraint with its words, and the migration.
SHAPE = """
    SELECT (SELECT string_agg(relname || relnatts, ',' ORDER BY relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace),
           (SELECT string_agg(conname || pg_get_constraintdef(oid), ',' ORDER BY conname) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace),
           (SELECT string_agg(version_num, ',') FROM alembic_version)
"""
ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL ('{%s}')
"""
FROM_ONE = "SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence"


def find_binaries() -> Path | None:
    """The folder of the newest installed `initdb`, or None where PostgreSQL is not installed."""
    found = sorted(INSTALLED_AT.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@dataclass(frozen=True)
class Cluster:
    """A running server; each call of `create` makes one more database on it."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        """The address of a database on this server."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """Make a database, as a copy of another one, and return its name."""
        name = f"test_{next(self._numbers)}"
        # Without fsync, copying the files is faster than writing each page into the log.
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        """Remove a database and end whoever still uses it."""
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


class Kept:
    """Connections that outlive a test: a new one costs the server ten times what most tests ask of it."""

    def __init__(self) -> None:
        self._idle: list[Connection[Any]] = []

    def serve(self, engine: Engine) -> None:
        """Let an engine take these before it makes its own."""
        pool: Any = engine.pool
        new = pool._creator
        # The event for this, do_connect, is one of the dialect, which the engines of the tests share.
        pool._creator = lambda: self._idle.pop() if self._idle else new()

    def take_back(self, engine: Engine) -> None:
        """Take those that nobody uses out of an engine's pool, which closes the others."""
        pool: Any = engine.pool
        for _ in range(pool.checkedin()):
            borrowed = engine.raw_connection()
            connection: Any = borrowed.dbapi_connection
            borrowed.detach()
            if connection.info.transaction_status == TransactionStatus.IDLE:
                self._idle.append(connection)
            else:
                connection.close()

    def numbers(self) -> list[int]:
        """The processes of the server behind them."""
        return [one.info.backend_pid for one in self._idle]

    def close(self) -> None:
        """End them."""
        while self._idle:
            self._idle.pop().close()


class Emptied:
    """One database that each test finds empty: a copy for each would cost thirty times as much.

    What a test wrote is deleted after it. Where it changed the tables themselves, the next one gets a copy.
    """

    def __init__(self, cluster: Cluster, template: str) -> None:
        self._cluster, self._template = cluster, template
        self._kept = Kept()
        self._begin()

    def _begin(self) -> None:
        self.name = self._cluster.create(template=self._template)
        self._engine = create_engine(self._cluster.url(self.name), isolation_level="AUTOCOMMIT")
        self._connection = self._engine.connect()
        self._shape = self._look()
        tables = self._connection.scalars(text(TABLES)).all()
        deletes = [f"DELETE FROM {name}" for name in tables]
        # Without the checks of a replica's master: in any order, and no row asks for its parents.
        steps = ["SET session_replication_role = replica", *deletes, *self._keep(tables), FROM_ONE]
        self._wipe = ";".join(steps)

    def _keep(self, tables: Sequence[str]) -> list[str]:
        """Put aside the few rows that the migrations write; the answer are the steps that bring them back."""
        kept = [name for name in tables if self._connection.scalar(text(f"SELECT EXISTS (TABLE {name})"))]
        self._connection.execute(text("CREATE SCHEMA kept"))
        for name in kept:
            self._connection.execute(text(f"CREATE TABLE kept.{name} AS TABLE {name}"))
        return [f"INSERT INTO {name} TABLE kept.{name}" for name in kept]

    def _look(self) -> object:
        return self._connection.execute(text(SHAPE)).one()

    def serve(self, engine: Engine) -> None:
        """Lend the connections of earlier tests to an engine, if it is one for this database."""
        if engine.url.database == self.name:
            self._kept.serve(engine)

    def take_back(self, engine: Engine) -> None:
        """Keep an engine's connections for the next test, if they lead to this database."""
        if engine.url.database == self.name:
            self._kept.take_back(engine)

    def empty(self) -> None:
        """Forget what a test wrote, and end whoever is still connected without being kept."""
        if self._look() == self._shape:
            alone = ALONE % ",".join(map(str, self._kept.numbers()))
            self._connection.execute(text(f"{alone};{self._wipe}"))
        else:
            self.close()
            self._begin()

    def close(self) -> None:
        """Drop the database."""
        self._kept.close()
        self._connection.close()
        self._engine.dispose()
        self._cluster.drop(self.name)


def owner() -> dict[str, Any]:
    """As whom to run the server: PostgreSQL refuses root, so there its own account is taken."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """Start a server in a new folder, stop it and remove the folder afterwards."""
    # Not pytest's tmp_path: a socket's address has at most 107 characters, and root's folders are closed.
    folder = Path(tempfile.mkdtemp(prefix="matchmaker-pg-"))
    identity = owner()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    # Others may enter but not read: the tests run as root and connect through the socket.
    folder.chmod(0o711)

    def call(*arguments: str) -> None:
        done = subprocess.run(
            arguments, cwd=folder, env=_environment(), capture_output=True, text=True, **identity
        )
        if done.returncode:
            raise RuntimeError(f"{arguments[0]} failed: {done.stdout}{done.stderr}")

    data, log = str(folder / "data"), str(folder / "log")
    control = str(binaries / "pg_ctl")
    try:
        call(str(binaries / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = " ".join(f"-c {setting}" for setting in FAST)
        # Output goes to the log: with a pipe, pg_ctl's call would wait for the server itself to end.
        call(control, "-D", data, "-l", log, "-w", "-o",
             f"-k {folder} -c listen_addresses='' {options}", "start")  # fmt: skip
        yield Cluster(folder)
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            call(control, "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    # Nothing of the developer's own PostgreSQL settings may reach the server.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
