"""A throw-away PostgreSQL cluster for the tests: no network, no durability, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

INSTALLED_AT = Path("/usr/lib/postgresql")
FAST = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "jit=off",
    "autovacuum=off",
)  # fmt: skip


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


class Copies:
    """Copies of one database: each made while the test before it runs, dropped while the next one does."""

    def __init__(self, cluster: Cluster, template: str) -> None:
        self._cluster, self._template = cluster, template
        # One thread: a template is copied by one at a time.
        self._thread = ThreadPoolExecutor(1)
        self._dropped: list[Future[None]] = []
        self._next = self._ask()

    def _ask(self) -> Future[str]:
        return self._thread.submit(self._cluster.create, template=self._template)

    def take(self) -> str:
        """The name of a copy that nobody has used."""
        name = self._next.result()
        self._next = self._ask()
        return name

    def give_back(self, name: str) -> None:
        """Drop a copy, whoever still uses it."""
        self._dropped.append(self._thread.submit(self._cluster.drop, name))

    def close(self) -> None:
        """Wait for what is under way; what went wrong on the way is raised here."""
        self._thread.shutdown()
        for one in self._dropped:
            one.result()


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
