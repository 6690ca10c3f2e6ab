"""The instance folder: made when missing, migrated when old, backed up before, refused when newer."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from matchmaker.backup import CannotBackUp, back_up
from matchmaker.config import Settings
from matchmaker.db import Base, Database
from matchmaker.errors import MatchmakerError
from matchmaker.instance import (
    CannotMigrate,
    alembic_config,
    current_step,
    migration_engine,
    open_database,
    secret_key,
)
from matchmaker.models import NetworkRevision, Pilot
from tests.conftest import with_database
from tests.postgres import Cluster

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, bare_settings: Settings) -> Iterator[Settings]:
    """An instance whose folder, and whose database's tables, do not exist yet."""
    if request.param == "sqlite":
        yield bare_settings
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    name = cluster.create()
    yield with_database(bare_settings, cluster.url(name))
    cluster.drop(name)


def revision_of(database: Database) -> str:
    with database.reading() as session:
        return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def run(database: Database, *statements: str) -> None:
    with database.transaction() as session:
        for statement in statements:
            session.execute(text(statement))


def backups(settings: Settings) -> list[Path]:
    return sorted((settings.folder / "backups").glob("*"))


def test_an_empty_folder_becomes_an_instance_with_all_tables(empty: Settings) -> None:
    assert not empty.folder.exists()
    database = open_database(empty)
    assert current_step(database) == revision_of(database)
    assert set(Base.metadata.tables) <= set(inspect(database.engine).get_table_names())
    with database.reading() as session:
        assert session.scalars(select(NetworkRevision.revision)).all() == [0]
    assert backups(empty) == [], "an empty database needs no backup"
    database.dispose()


def test_opening_a_second_time_changes_nothing(empty: Settings) -> None:
    first = open_database(empty)
    with first.transaction() as session:
        session.add(Pilot(name="Repair", created_at=NOON))
    first.dispose()
    second = open_database(empty)
    assert revision_of(second) == revision_of(first)
    with second.reading() as session:
        assert session.scalars(select(Pilot.name)).all() == ["Repair"]
    assert backups(empty) == []
    first.dispose()
    second.dispose()


def test_several_processes_may_open_a_new_instance_at_once(empty: Settings) -> None:
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(open_database, [empty] * 4))
    assert len({revision_of(database) for database in opened}) == 1
    for database in opened:
        database.dispose()


def test_models_and_migrations_agree(empty: Settings) -> None:
    database = open_database(empty)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    database.dispose()


def test_a_database_with_tables_is_backed_up_before_it_is_migrated(empty: Settings) -> None:
    """A table of somebody's own stands for a database that is older than our first migration."""
    empty.folder.mkdir(parents=True)
    url = empty.database_url or f"sqlite:///{empty.folder / 'matchmaker.db'}"
    old = Database(url)
    run(old, "CREATE TABLE older (word TEXT)", "INSERT INTO older VALUES ('kept')")
    assert current_step(old) == ""
    old.dispose()

    database = open_database(empty)
    with database.reading() as session:
        assert session.execute(text("SELECT word FROM older")).scalars().all() == ["kept"]
    [backup] = backups(empty)
    assert backup.stem == "before-migrating-from-unversioned-1"
    if database.is_sqlite:
        with closing(sqlite3.connect(backup)) as copy:
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            assert tables == {"older"}
            assert copy.execute("SELECT word FROM older").fetchall() == [("kept",)]
    else:
        listed = subprocess.run(["pg_restore", "--list", backup], capture_output=True, text=True, check=True)
        assert "TABLE DATA public older" in listed.stdout
    database.dispose()


def test_each_backup_gets_a_name_of_its_own(bare_settings: Settings) -> None:
    bare_settings.folder.mkdir(parents=True)
    for number in (1, 2):
        path = bare_settings.folder / "matchmaker.db"
        path.unlink(missing_ok=True)
        old = Database(f"sqlite:///{path}")
        run(old, f"CREATE TABLE older_{number} (word TEXT)")
        old.dispose()
        open_database(bare_settings).dispose()
    assert [path.name for path in backups(bare_settings)] == [
        "before-migrating-from-unversioned-1.db",
        "before-migrating-from-unversioned-2.db",
    ]


def test_a_newer_database_is_refused_and_left_alone(settings: Settings) -> None:
    database = open_database(settings)
    run(database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CannotMigrate, match=r"newer release \(step 9999\). Install that release again"):
        open_database(settings)
    assert revision_of(database) == "9999"
    assert backups(settings) == []
    database.dispose()


@pytest.mark.postgresql
def test_without_pg_dump_a_full_database_is_not_migrated(
    bare_settings: Settings, postgres_cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = postgres_cluster.create()
    settings = with_database(bare_settings, postgres_cluster.url(name))
    old = Database(settings.database_url)
    run(old, "CREATE TABLE older (word TEXT)")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotBackUp, match="pg_dump is missing"):
        open_database(settings)
    assert inspect(old.engine).get_table_names() == ["older"]
    old.dispose()
    postgres_cluster.drop(name)


@pytest.mark.postgresql
def test_a_dump_that_fails_stops_the_migration(
    bare_settings: Settings, postgres_cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = postgres_cluster.create()
    settings = with_database(bare_settings, postgres_cluster.url(name))
    old = Database(settings.database_url)
    run(old, "CREATE TABLE older (word TEXT)")
    # A program of the operator's that cannot do its work, such as one for an older server.
    broken = tmp_path / "pg_dump"
    broken.write_text("#!/bin/sh\necho server version mismatch >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotBackUp, match="The backup failed: server version mismatch"):
        open_database(settings)
    assert inspect(old.engine).get_table_names() == ["older"]
    assert backups(settings) == []
    old.dispose()
    postgres_cluster.drop(name)


def test_a_migration_that_fails_half_way_leaves_nothing_behind(empty: Settings) -> None:
    """A table that is in the way of the first migration: tables made before it must go again."""
    empty.folder.mkdir(parents=True)
    old = Database(empty.database_url or f"sqlite:///{empty.folder / 'matchmaker.db'}")
    run(old, "CREATE TABLE ties (word TEXT)", "INSERT INTO ties VALUES ('in the way')")
    with pytest.raises(Exception, match="already exists"):
        open_database(empty)
    assert inspect(old.engine).get_table_names() == ["ties"]
    assert len(backups(empty)) == 1
    old.dispose()


def test_a_failed_migration_does_not_keep_the_next_one_out(empty: Settings) -> None:
    empty.folder.mkdir(parents=True)
    old = Database(empty.database_url or f"sqlite:///{empty.folder / 'matchmaker.db'}")
    run(old, "CREATE TABLE ties (word TEXT)")
    with pytest.raises(Exception, match="already exists"):
        open_database(empty)
    run(old, "DROP TABLE ties")
    old.dispose()
    open_database(empty).dispose()


def test_a_refusal_to_migrate_is_an_error_in_words() -> None:
    assert issubclass(CannotMigrate, MatchmakerError)
    assert issubclass(CannotBackUp, MatchmakerError)


def test_sqlite_migrates_with_foreign_keys_off_so_that_rebuilt_tables_keep_their_rows(
    sqlite_settings: Settings,
) -> None:
    database = open_database(sqlite_settings)
    engine = migration_engine(database)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 0
    engine.dispose()
    database.dispose()


def test_the_migrations_are_found_without_an_ini_file() -> None:
    folder = alembic_config().get_main_option("script_location")
    assert folder is not None
    assert (Path(folder) / "env.py").is_file()


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path / "new"))
    key = secret_key(settings)
    assert len(key) >= 43, "256 bits in base 64"
    path = settings.folder / "secret-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_key(settings) == key
    assert secret_key(Settings(instance=str(tmp_path / "other"))) != key


def test_processes_that_start_at_once_share_one_secret_key(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path / "new"))
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(secret_key, [settings] * 16))
    assert len(keys) == 1
    assert all(keys)


def test_a_half_made_secret_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key.new").write_text("half")
    key = secret_key(Settings(instance=str(tmp_path)))
    assert key != "half"
    assert not (tmp_path / "secret-key.new").exists()


def test_a_secret_key_from_the_settings_wins_and_is_not_written_down(tmp_path: Path) -> None:
    assert secret_key(Settings(instance=str(tmp_path), secret_key="given")) == "given"
    assert not (tmp_path / "secret-key").exists()


def test_an_instance_opens_while_somebody_writes(sqlite_settings: Settings) -> None:
    with closing(sqlite3.connect(sqlite_settings.folder / "matchmaker.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        open_database(sqlite_settings).dispose()
        writer.execute("ROLLBACK")


def test_a_new_instance_and_its_backups_are_for_its_owner_alone(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    open_database(Settings(instance=str(folder))).dispose()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database = open_database(settings)
    back_up(database, tmp_path / "copy")
    database.dispose()
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
