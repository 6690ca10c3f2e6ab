"""What is worked out of the live network and its survey: kept in the process until either of them is new."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database, database_of
from matchmaker.services import network
from matchmaker.services.ecosystem.reading import find_survey

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    live: network.Snapshot
    survey: Survey
    value: T


class Shelf(Generic[K, T]):
    """One value per key, database and kind of reader, made when first asked for; at most `most` stay."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._kept: WeakKeyDictionary[Database, OrderedDict[tuple[Closeness, K], _Kept[T]]] = (
            WeakKeyDictionary()
        )
        self._lock = Lock()

    def get(self, session: Session, key: K, make: Callable[[], T], *, today: date) -> T:
        """That of a key, as the network is now. Two readers at once may both make it: it is the same."""
        live, survey = network.snapshot(session, today=today), find_survey(session)
        place = live.closeness, key
        with self._lock:
            mine = self._kept.setdefault(database_of(session), OrderedDict())
            kept = mine.get(place)
            if kept is not None and kept.live is live and kept.survey is survey:
                mine.move_to_end(place)
                return kept.value
        value = make()
        with self._lock:
            mine[place] = _Kept(live, survey, value)
            mine.move_to_end(place)
            # What belongs to an older state would hold the whole of that state in memory.
            older = [one for one, kept in mine.items() if one[0] is live.closeness and kept.live is not live]
            for old in older:
                del mine[old]
            while len(mine) > self._most:
                mine.popitem(last=False)
        return value
