"""What every test may ask for: settings, a migrated database of either kind, an app, a client that checks."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType
from typing import ClassVar

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool
from werkzeug.routing import Rule

from matchmaker import db
from matchmaker.config import Settings
from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.models import Account
from matchmaker.services.accounts import passwords
from tests.factories import PASSWORD
from tests.pages import PageClient
from tests.postgres import Cluster, Emptied, find_binaries, running_cluster

FEW = 20

# The collector would walk through all that the program has imported again and again.
gc.set_threshold(100_000, 20, 100)

# A test is never timed: the first example may load compiled loops, and a busy machine is not a wrong answer.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


class SharedTemplates(BytecodeCache):
    """Templates as code: an app of its own for each test would compile each template anew."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._known[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = SharedTemplates()


class SharedRule(Rule):
    """An address whose builder is compiled once: each app, one per test, would compile all of them anew."""

    _known: ClassVar[dict[object, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        # The builder is plain code over these; converters it finds at its rule when it is called.
        key = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if key not in self._known:
            self._known[key] = super()._compile_builder(append_unknown)
        return self._known[key]


Flask.url_rule_class = SharedRule


class SharedStatements:
    """Statements as SQL: an engine of its own for each test would write each of them anew.

    Compiled statements are kept per dialect object, so the engines of one kind share one of those as well.
    """

    def __init__(self, make: Callable[[str], Engine]) -> None:
        self._make = make
        self._first: dict[str, Engine] = {}

    def __call__(self, url: str) -> Engine:
        engine = self._make(url)
        name = engine.dialect.name
        if name not in self._first:
            first = create_engine("sqlite://") if name == "sqlite" else self._make(url)
            try:
                # A dialect learns what its server can when it connects for the first time.
                first.connect().close()
            except OperationalError:
                return engine
            first.dispose()
            self._first[name] = first
        engine.dialect = self._first[name].dialect
        engine._compiled_cache = self._first[name]._compiled_cache
        return engine


db._make_engine = SharedStatements(db._make_engine)

# A real hash takes a quarter of a second, the demo makes seven; who asks for `dear_passwords` gets those.
DEAR_HASHER = passwords._hasher
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="repeat trials as often as docs/soak.md says")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Load the tests from another place on in each process: what one has rewritten, the others find on disk.

    Rewriting the assertions of all tests takes longer than all else that is done before the first one runs.
    """
    # Of xdist, in its workers alone.
    given = getattr(session.config, "workerinput", None)
    if given is None:
        return
    number, count = int(given["workerid"].removeprefix("gw")), given["workercount"]
    places = [session.config.invocation_params.dir / one.partition("::")[0] for one in session.config.args]
    files = sorted({file for one in places for file in (one.rglob("test_*.py") if one.is_dir() else [one])})
    first = len(files) * number // count
    for file in files[first:] + files[:first]:
        # What cannot be loaded is told by the collection, which comes to the same file once more.
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(".".join(file.relative_to(session.config.rootpath).with_suffix("").parts))


@pytest.fixture(scope="session")
def trials(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How often to repeat: `trials(300)` is 20, and 300 under `make soak`."""
    soak = bool(request.config.getoption("--soak"))
    return lambda often: often if soak else min(often, FEW)


@pytest.fixture
def now() -> datetime:
    """The moment at which a test takes place; nothing in the program reads the clock by itself."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def system() -> Actor:
    """The operator's shell."""
    return SYSTEM


@pytest.fixture
def visitor() -> Actor:
    """Somebody who has not signed in."""
    return VISITOR


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this process; skips where none is installed."""
    binaries = find_binaries()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed; under CI=true nothing may be left out.")
        pytest.skip("PostgreSQL is not installed (make test says how to get it)")
    with running_cluster(binaries) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated, empty database; a copy of it costs a tenth of a migration."""
    name = postgres_cluster.create()
    folder = tmp_path_factory.mktemp("postgres-template")
    open_database(Settings(instance=str(folder), database_url=postgres_cluster.url(name))).dispose()
    return name


@pytest.fixture(scope="session")
def postgres_emptied(postgres_cluster: Cluster, postgres_template: str) -> Iterator[Emptied]:
    """A copy of the migrated, empty database, in which one test after the other writes."""
    emptied = Emptied(postgres_cluster, postgres_template)
    yield emptied
    emptied.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    folder = tmp_path_factory.mktemp("sqlite-template")
    open_database(Settings(instance=str(folder))).dispose()
    path = folder / "matchmaker.db"
    # Alone in one file: a copy must not need the log beside it.
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def bare_settings(tmp_path: Path) -> Settings:
    """An instance folder that does not exist yet, for tests of what makes it."""
    return Settings(
        instance=str(tmp_path / "instance"),
        secret_key="only for tests",
        log_level="WARNING",
        # Whoever has a role would set up a factor first; tests of factors switch it on.
        require_second_factor=False,
    )


@pytest.fixture
def sqlite_settings(bare_settings: Settings, sqlite_template: Path) -> Settings:
    """An instance with a fresh, migrated SQLite database, for what need not run on both."""
    bare_settings.folder.mkdir(parents=True)
    shutil.copyfile(sqlite_template, bare_settings.folder / "matchmaker.db")
    return bare_settings


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def settings(request: pytest.FixtureRequest, bare_settings: Settings) -> Iterator[Settings]:
    """An instance with a fresh, migrated database; a test that asks for it runs once per kind of database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_settings")
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    emptied: Emptied = request.getfixturevalue("postgres_emptied")
    bare_settings.folder.mkdir(parents=True)
    yield with_database(bare_settings, cluster.url(emptied.name))
    emptied.empty()


def with_database(settings: Settings, url: str) -> Settings:
    """The same settings with another database."""
    return replace(settings, database_url=url)


def opened(settings: Settings) -> Database:
    """The database of these settings as it is; what `open_database` would look for, the template has."""
    url = settings.database_url or f"sqlite:///{settings.folder / 'matchmaker.db'}"
    found = Database(url, folder=settings.folder, secret=settings.secret_key)
    if found.is_sqlite:
        event.listen(found.engine, "connect", _in_a_hurry)
    return found


def _in_a_hurry(connection: sqlite3.Connection, _record: object) -> None:
    """Wait for no disk, as the PostgreSQL of the tests does not: no power fails within a test.

    What is killed in tests are processes of their own, which write as on a real site.
    """
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def database(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Database]:
    """The database of `settings`; who took a connection gives it back before the test ends."""
    database = opened(settings)
    emptied: Emptied | None = None
    if not database.is_sqlite:
        emptied = request.getfixturevalue("postgres_emptied")
        emptied.serve(database.engine)
    yield database
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    # A session used after its block takes a connection that only the garbage collector closes, later.
    assert pool.checkedout() == 0, f"Some session was never closed: {pool.status()}"
    if emptied:
        emptied.take_back(database.engine)
    database.dispose()


@pytest.fixture
def app(settings: Settings, database: Database, now: datetime) -> Flask:
    """The program on the database of `settings`; its clock stands still at `now`."""
    return make_app(settings, database, now)


@pytest.fixture
def sqlite_app(sqlite_settings: Settings, now: datetime) -> Iterator[Flask]:
    """The program on SQLite alone, for what does not depend on the database."""
    database = opened(sqlite_settings)
    yield make_app(sqlite_settings, database, now)
    database.dispose()


def make_app(settings: Settings, database: Database, now: datetime) -> Flask:
    """An app whose client checks each page that it fetches."""
    # Imported here, so that the tests of core run without the whole program loaded.
    from matchmaker.app import create_app

    app = create_app(settings, database=database)
    app.jinja_env.bytecode_cache = TEMPLATES
    app.extensions["clock"] = lambda: now
    app.test_client_class = PageClient
    return app


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor's browser without script; every page that it fetches is checked."""
    return client_of(app)


def client_of(app: Flask) -> PageClient:
    """One more browser."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


def sign_in(client: PageClient, account: Account) -> PageClient:
    """Sign in through the page; the account is one of `factories.make_account` and committed."""
    client.submit("/sign-in", {"email": account.email, "password": PASSWORD}, status=303)
    return client
