"""What each command begins with: the settings, the database, the moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from matchmaker.config import Settings, load_settings
from matchmaker.db import Database
from matchmaker.instance import open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def now() -> datetime:
    """The moment of a command."""
    return datetime.now(UTC)


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Database]:
    """The database of the instance, created and migrated as needed, closed in the end."""
    database = open_database(settings or load_settings())
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction on the instance: what a command does happens wholly or not at all."""
    with opened() as database, database.transaction() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """The instance, to be read only."""
    with opened() as database, database.reading() as session:
        yield session
