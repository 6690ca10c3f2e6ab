"""What is worked out of the live network and its survey: kept in the process until either of them is new."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database, database_of
from matchmaker.services import network
from matchmaker.services.ecosystem.reading import find_survey

T = TypeVar("T")
Make = Callable[[network.Snapshot, Survey, str], T]


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    live: network.Snapshot
    survey: Survey
    value: T


class Shelf(Generic[T]):
    """One thing per region and database, made when it is first asked for; at most `most` regions stay."""

    def __init__(self, make: Make[T], *, most: int) -> None:
        self._make = make
        self._most = most
        self._kept: WeakKeyDictionary[Database, OrderedDict[str, _Kept[T]]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, session: Session, code: str, *, today: date) -> T:
        """That of a region, as the network is now. Two readers at once may both make it: it is the same."""
        live, survey = network.snapshot(session, today=today), find_survey(session)
        database = database_of(session)
        with self._lock:
            mine = self._kept.setdefault(database, OrderedDict())
            kept = mine.get(code)
            if kept is not None and kept.live is live and kept.survey is survey:
                mine.move_to_end(code)
                return kept.value
        value = self._make(live, survey, code)
        with self._lock:
            mine[code] = _Kept(live, survey, value)
            mine.move_to_end(code)
            # What belongs to an older state would hold the whole of that state in memory.
            for old in [key for key, one in mine.items() if one.live is not live]:
                del mine[old]
            while len(mine) > self._most:
                mine.popitem(last=False)
        return value
