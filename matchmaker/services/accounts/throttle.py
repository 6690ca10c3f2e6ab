"""Slowing down who guesses: counts in a table, in short transactions of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from matchmaker.db import Database
from matchmaker.errors import TooMany
from matchmaker.models import Throttle


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in so long a window."""

    tries: int
    window: timedelta


SIGN_IN_BY_ADDRESS = Limit(20, timedelta(minutes=15))
SIGN_IN_BY_ACCOUNT = Limit(8, timedelta(minutes=15))
REGISTER = Limit(20, timedelta(hours=1))
WRITE_TO = Limit(4, timedelta(hours=1))
"""So often somebody who has not signed in makes us write to one address."""


def count(database: Database, key: str, limit: Limit, *, now: datetime) -> None:
    """Count one try.

    Its transaction is its own, so that a refused request still counts; call it before the request writes.

    Raises:
        TooMany: the limit was reached in the present window.
    """
    try:
        tries, since = _count_one(database, key, limit, now)
    except IntegrityError:
        # Two first tries at once, and the other one made the row: now there is one to lock.
        tries, since = _count_one(database, key, limit, now)
    if tries > limit.tries:
        seconds = int((since + limit.window - now).total_seconds()) + 1
        raise TooMany("Too many tries. Wait %(seconds)s seconds and try again.", seconds=seconds)


def forget(database: Database, key: str) -> None:
    """Forget the tries after a success."""
    with database.transaction() as session:
        session.execute(delete(Throttle).where(Throttle.key == key))


def _count_one(database: Database, key: str, limit: Limit, now: datetime) -> tuple[int, datetime]:
    with database.transaction() as session:
        row = session.get(Throttle, key, with_for_update=True)
        if row is None:
            row = Throttle(key=key, since=now, count=0)
            session.add(row)
        elif now - row.since >= limit.window:
            row.since, row.count = now, 0
        row.count += 1
        return row.count, row.since
