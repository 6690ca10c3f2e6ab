"""The exposure log: how often each stakeholder was suggested, by day, and nothing about who looked.

Showing a list only adds to numbers in memory; every minute they are handed over to the database in a short
transaction of their own, so that reading a page never waits for a writer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.fairness.counts import coverage, floor_share, gini
from matchmaker.core.privacy import limits
from matchmaker.db import Database, database_of
from matchmaker.models import Exposure, Stakeholder
from matchmaker.services import network
from matchmaker.services.network import PERIOD_DAYS

HAND_OVER = timedelta(minutes=1)
"""So long numbers wait in memory at most, while there are visits or a worker in the process."""

MOST_WAITING = 200_000
"""So many different numbers wait at most; a site whose database is away does not fill its memory."""

KEPT = timedelta(days=limits.EXPOSURE)
BATCH = 500

Shown = Counter[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Attention:
    """How often one stakeholder was suggested to others, beside the average one."""

    times: int
    average: float
    days: int = PERIOD_DAYS


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly suggestions are spread over all stakeholders."""

    stakeholders: int
    average: float
    least: int
    floor_share: float
    """The share of those who were shown at least half as often as the average one."""
    coverage: float
    gini: float
    days: int = PERIOD_DAYS


class Buffer:
    """What was shown since the last hand-over; several threads may add at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: Shown = Counter()
        self._since: datetime | None = None

    def add(self, shown: Shown, now: datetime | None = None) -> None:
        """Add numbers; new ones are dropped while too many wait."""
        with self._lock:
            for key, times in shown.items():
                if key in self._shown or len(self._shown) < MOST_WAITING:
                    self._shown[key] += times
            self._since = self._since or now

    def is_due(self, now: datetime) -> bool:
        """Whether the oldest number has waited long enough."""
        return self._since is not None and now - self._since >= HAND_OVER

    def take(self) -> Shown:
        """All that waits; the buffer is empty then."""
        with self._lock:
            taken, self._shown, self._since = self._shown, Counter(), None
            return taken


def note_shown(session: Session, actor: Actor, ids: Collection[str], *, now: datetime) -> None:
    """Remember that these were shown to somebody who is signed in; others may be machines."""
    if actor.signed_in and ids:
        _buffer(database_of(session)).add(Counter((now.date(), id_) for id_ in ids), now)


def hand_over(database: Database, *, now: datetime | None = None) -> int:
    """Write what waits in this process, with `now` only if it is time; the answer is how many numbers.

    What cannot be written waits for the next time.
    """
    buffer = _buffer(database)
    if now is not None and not buffer.is_due(now):
        return 0
    taken = buffer.take()
    if not taken:
        return 0
    try:
        with database.transaction() as session:
            add_exposure(session, taken)
    except BaseException:
        buffer.add(taken, now)
        raise
    return len(taken)


def add_exposure(session: Session, shown: Shown) -> None:
    """Add numbers to those of their days; of stakeholders who are gone there is nothing to keep."""
    insert = sqlite.insert if database_of(session).is_sqlite else postgresql.insert
    table = Exposure.__table__
    assert isinstance(table, Table)
    statement = insert(table)
    statement = statement.on_conflict_do_update(
        index_elements=[table.c.day, table.c.stakeholder_id],
        set_={"times": table.c.times + statement.excluded.times},
    )
    # In one order: two processes that hand over at once wait for each other and never in a circle.
    keys = sorted(shown)
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        query = select(Stakeholder.id).where(Stakeholder.id.in_({id_ for _, id_ in some}))
        there = set(session.scalars(query))
        rows = [
            {"day": day, "stakeholder_id": id_, "times": shown[day, id_]} for day, id_ in some if id_ in there
        ]
        if rows:
            session.execute(statement, rows)


def find_attention(session: Session, stakeholder_id: str, *, now: datetime) -> Attention | None:
    """How often one was suggested lately, and the average one; None where nothing was shown to anybody."""
    shown = network.shown_lately(session, now=now)
    counts = _counts(session, shown, now)
    if not sum(counts):
        return None
    return Attention(shown.get(stakeholder_id, 0), sum(counts) / len(counts))


def find_spread(session: Session, *, now: datetime) -> Spread | None:
    """How evenly all were suggested lately; None where nothing was shown to anybody."""
    counts = _counts(session, network.shown_lately(session, now=now), now)
    if not sum(counts):
        return None
    return Spread(
        stakeholders=len(counts),
        average=sum(counts) / len(counts),
        least=min(counts),
        floor_share=floor_share(counts),
        coverage=coverage(counts),
        gini=gini(counts),
    )


def _counts(session: Session, shown: Mapping[str, int], now: datetime) -> list[int]:
    """How often everybody was shown who may be: neither hidden nor opted out."""
    return [shown.get(key, 0) for key in network.snapshot(session, today=now.date()).willing]


def tidy_exposure(session: Session, *, now: datetime) -> None:
    """Forget the days that are too long ago."""
    session.execute(delete(Exposure).where(Exposure.day < (now - KEPT).date()))


def _buffer(database: Database) -> Buffer:
    with _making:
        return _buffers.setdefault(database, Buffer())


_buffers: WeakKeyDictionary[Database, Buffer] = WeakKeyDictionary()
_making = Lock()
