"""Slowing down who guesses: counts in a table, in short transactions of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite

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
SECOND_BY_ACCOUNT = Limit(5, timedelta(minutes=15))
"""Fewer than of passwords: a code is short, and whoever gets to it knows the password."""

PASSKEY_BY_ADDRESS = Limit(60, timedelta(minutes=15))
"""Nobody guesses a passkey; this spares the processor only."""

REGISTER = Limit(20, timedelta(hours=1))
WRITE_TO = Limit(4, timedelta(hours=1))
"""So often somebody who has not signed in makes us write to one address."""

MOVE = Limit(10, timedelta(hours=1))
"""So often somebody who has signed in makes us write to addresses that may be anybody's."""


def count(database: Database, key: str, limit: Limit, *, now: datetime) -> int:
    """Count one try; the answer is which it is in the present window.

    Its transaction is its own, so that a refused request still counts; call it before the request writes.

    Raises:
        TooMany: the limit was reached in the present window.
    """
    tries, since = _count_one(database, key, limit, now)
    if tries > limit.tries:
        seconds = int((since + limit.window - now).total_seconds()) + 1
        raise TooMany("Too many tries. Wait %(seconds)s seconds and try again.", seconds=seconds)
    return tries


def forget(database: Database, key: str) -> None:
    """Forget the tries after a success."""
    with database.transaction() as session:
        session.execute(delete(Throttle).where(Throttle.key == key))


def _count_one(database: Database, key: str, limit: Limit, now: datetime) -> tuple[int, datetime]:
    # One statement: first tries meet here, and a success of one may forget the row under the others.
    insert = sqlite.insert if database.is_sqlite else postgresql.insert
    over = Throttle.since <= now - limit.window
    statement = (
        insert(Throttle)
        .values(key=key, since=now, count=1)
        .on_conflict_do_update(
            index_elements=[Throttle.key],
            set_={
                "since": case((over, now), else_=Throttle.since),
                "count": case((over, 1), else_=Throttle.count + 1),
            },
        )
        .returning(Throttle.count, Throttle.since)
    )
    with database.transaction() as session:
        tries, since = session.execute(statement).one()
        return tries, since
