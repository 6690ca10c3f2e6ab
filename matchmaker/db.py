"""The database: engine, declarative base, and one transaction at a time. No Flask here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_MILLISECONDS = 15_000
ONE_STATE = "REPEATABLE READ"


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC: naive values are refused, SQLite's naive answers get their zone back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC before it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a moment read from the database its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name from the class
        datetime: UTCDateTime,
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
    }


class Database:
    """One database and the two ways to use it: reading, and writing in one transaction.

    On SQLite a writing transaction begins with BEGIN IMMEDIATE, so that two writers queue instead of
    failing half-way; a reading one begins plain, so that readers never wait.
    """

    def __init__(self, url: str, *, folder: Path | None = None, secret: str = "") -> None:
        """`folder` and `secret` are those of its instance: beside the database may lie what is made of it."""
        self.url = make_url(url)
        self.folder = folder
        self.secret = secret
        self.engine = _make_engine(url)
        writer = self.engine.execution_options(matchmaker_begin="IMMEDIATE")
        # SQLite's readers see one state from beginning to end; PostgreSQL's only when told.
        reader = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level=ONE_STATE)
        self._reading = sessionmaker(reader, expire_on_commit=False, info={"database": self})
        self._writing = sessionmaker(writer, expire_on_commit=False, info={"database": self})

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    def session(self, *, write: bool) -> Session:
        """Open a session; who opens it must close it."""
        return self._writing() if write else self._reading()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read what is committed; whatever is changed inside is thrown away."""
        with self._reading() as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Write: commits when the block ends well, rolls back when it raises."""
        with self._writing.begin() as session:
            yield session

    def pack(self) -> bool:
        """Leave nothing of what was deleted in free pages and in the log; PostgreSQL does so by itself.

        SQLite keeps old pages in the log until it is emptied, which waits for readers; the answer is false
        where one of them took too long.
        """
        if not self.is_sqlite:
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
        finally:
            connection.close()

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def database_of(session: Session) -> Database:
    """The database a session was opened on."""
    database = session.info["database"]
    assert isinstance(database, Database)
    return database


def _make_engine(url: str) -> Engine:
    # What people wrote to each other stands in no log because a statement failed.
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: _begin does, and says which kind.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
        # What is deleted is overwritten at once, and does not wait in free pages for somebody to read it.
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("matchmaker_begin", "")
    connection.exec_driver_sql(f"BEGIN {how}".strip())
