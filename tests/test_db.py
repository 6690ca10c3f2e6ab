"""The database: pragmas, transactions, moments, and two who write at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from threading import Event, Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from matchmaker.config import Settings
from matchmaker.db import BUSY_MILLISECONDS, Database, database_of
from matchmaker.instance import open_database
from matchmaker.models import Account, Pilot, PilotRegion
from tests.conftest import opened

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def add_pilot(database: Database, name: str, at: datetime = NOON) -> str:
    with database.transaction() as session:
        pilot = Pilot(name=name, created_at=at)
        session.add(pilot)
    return pilot.id


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(session.scalars(select(Pilot.name)))


@pytest.fixture
def sqlite(sqlite_settings: Settings) -> Iterator[Database]:
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL, by SQLite's manual
        ("foreign_keys", 1),
        ("busy_timeout", BUSY_MILLISECONDS),
    ],
)
def test_sqlite_keeps_what_was_committed_and_checks_references(
    sqlite: Database, pragma: str, value: object
) -> None:
    for write in (False, True):
        with sqlite.session(write=write) as session:
            assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_database_knows_which_kind_it_is(database: Database, settings: Settings) -> None:
    assert database.is_sqlite == (not settings.database_url)


def test_a_session_knows_its_database(database: Database) -> None:
    with database.reading() as reader, database.session(write=True) as writer:
        assert database_of(reader) is database
        assert database_of(writer) is database


def test_a_transaction_commits_at_its_end(database: Database) -> None:
    add_pilot(database, "Repair")
    assert names(database) == ["Repair"]


def test_an_error_rolls_the_whole_transaction_back(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            session.add(Pilot(name="Lost", created_at=NOON))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(database) == []


def test_an_error_does_not_repeat_what_was_to_be_written(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError) as failed:
        session.execute(text("SELECT * FROM nowhere WHERE word = :word"), {"word": "between us"})
    assert "between us" not in str(failed.value)


def test_what_is_written_while_reading_is_thrown_away(database: Database) -> None:
    with database.reading() as session:
        session.add(Pilot(name="Lost", created_at=NOON))
        session.flush()
    assert names(database) == []


def test_values_stay_readable_after_the_commit(database: Database) -> None:
    with database.transaction() as session:
        pilot = Pilot(name="Repair", created_at=NOON)
        session.add(pilot)
    assert pilot.name == "Repair"
    assert pilot.id.startswith("p-")


def test_references_are_held_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(PilotRegion(pilot_id="p-nobody", region="DE1"))


def test_deleting_takes_along_what_belongs_to_it(database: Database) -> None:
    pilot_id = add_pilot(database, "Repair")
    with database.transaction() as session:
        session.add(PilotRegion(pilot_id=pilot_id, region="DE1"))
    with database.transaction() as session:
        session.delete(session.get_one(Pilot, pilot_id))
    with database.reading() as session:
        assert session.scalars(select(PilotRegion)).all() == []


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="A moment needs its time zone"):
        add_pilot(database, "Repair", datetime(2026, 11, 23, 12, 0))


def test_a_moment_of_any_zone_comes_back_in_utc(database: Database) -> None:
    athens = timezone(timedelta(hours=2))
    pilot_id = add_pilot(database, "Repair", datetime(2026, 11, 23, 14, 0, tzinfo=athens))
    with database.reading() as session:
        found = session.get_one(Pilot, pilot_id).created_at
    assert found == NOON
    assert found.utcoffset() == timedelta(0)


def test_a_moment_may_be_missing(database: Database) -> None:
    with database.transaction() as session:
        session.add(Account(email="a@example.org", name="A", password_hash="x", created_at=NOON))
    with database.reading() as session:
        assert session.scalars(select(Account.disabled_at)).all() == [None]


def test_moments_are_compared_across_zones(database: Database) -> None:
    add_pilot(database, "Repair")
    later_on_the_clock = datetime(2026, 11, 23, 13, 30, tzinfo=timezone(timedelta(hours=2)))
    with database.reading() as session:
        query = select(Pilot.name).where(Pilot.created_at > later_on_the_clock)
        assert session.scalars(query).all() == ["Repair"]


def test_readers_do_not_wait_for_an_open_writer(database: Database) -> None:
    add_pilot(database, "Repair")
    with database.transaction() as writer:
        writer.add(Pilot(name="Not yet", created_at=NOON))
        writer.flush()
        assert names(database) == ["Repair"]
    assert names(database) == ["Not yet", "Repair"]


def test_a_reader_sees_one_state_from_beginning_to_end(database: Database) -> None:
    add_pilot(database, "Repair")
    with database.reading() as session:
        assert session.scalars(select(Pilot.name)).all() == ["Repair"]
        add_pilot(database, "Meanwhile")
        assert session.scalars(select(Pilot.name)).all() == ["Repair"]
    assert names(database) == ["Meanwhile", "Repair"]


def test_a_second_sqlite_writer_waits_from_its_first_statement(sqlite: Database) -> None:
    """BEGIN IMMEDIATE: who reads and then writes never finds that somebody wrote in between."""
    reached, seen = Event(), list[list[str]]()

    def second() -> None:
        with sqlite.transaction() as session:
            reached.set()
            seen.append(list(session.scalars(select(Pilot.name))))

    with sqlite.transaction() as session:
        session.add(Pilot(name="First", created_at=NOON))
        session.flush()
        thread = Thread(target=second)
        thread.start()
        assert reached.wait(5)
        thread.join(0.2)
        assert seen == [], "the second one must still be waiting"
    thread.join(5)
    assert seen == [["First"]]


def test_many_who_count_at_once_lose_nothing(sqlite: Database) -> None:
    pilot_id = add_pilot(sqlite, "0")

    def count_up() -> None:
        for _ in range(5):
            with sqlite.transaction() as session:
                pilot = session.get_one(Pilot, pilot_id)
                pilot.name = str(int(pilot.name) + 1)

    threads = [Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(sqlite) == ["20"]


def test_what_was_deleted_is_gone_from_the_file_and_its_log_when_it_is_packed(
    sqlite_settings: Settings,
) -> None:
    database = opened(sqlite_settings)
    with database.transaction() as session:
        session.execute(text("INSERT INTO touched VALUES ('s-quokka', 1)"))
    with database.transaction() as session:
        session.execute(text("DELETE FROM touched"))
    assert database.pack()
    raw = b"".join(path.read_bytes() for path in sqlite_settings.folder.glob("matchmaker.db*"))
    assert b"quokka" not in raw
    database.dispose()
