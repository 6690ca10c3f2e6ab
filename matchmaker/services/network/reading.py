"""Profiles and ties of a large network: read from the database when they are wanted, and not held."""

from __future__ import annotations

from collections.abc import Collection, Container, ItemsView, Iterator, Mapping, Sequence, Set, ValuesView
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import overload

from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Link, Profile
from matchmaker.core.signals import Pool
from matchmaker.core.words import N_
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.services.network.loading import list_touched, load, load_links

AT_ONCE = 1_000
"""So many profiles are read at once by who walks through many."""

REMEMBERED = 60_000
"""So many stay remembered, some hundred megabytes, before all are forgotten at once."""

Reserved = Mapping[str, Closeness]


class Moved(Conflict):
    """Somebody was changed, or taken away, after the network was looked at: look again."""

    def __init__(self) -> None:
        super().__init__(N_("Somebody changed this just now. Please try again."))


@dataclass(slots=True)
class Stored:
    """Reads profiles as readers of one closeness see them on a day, and remembers the last ones.

    They are those of one `revision`: whoever was touched since lies over it, and is not read here. `ids` are
    those of a network by number; `kept.matcher` wants a `Stored` before it can tell them.
    """

    database: Database
    closeness: Closeness
    today: date
    revision: int
    ids: Sequence[str] = ()
    _known: dict[int, Profile] = field(default_factory=dict, repr=False)

    def read(self, numbers: Sequence[int]) -> list[Profile]:
        """The profiles with these numbers.

        Raises:
            Moved: one of them was touched a moment ago, and the network that asks does not know it yet.
        """
        known = self._known
        found = {number: known[number] for number in numbers if number in known}
        missing = {self.ids[number]: number for number in numbers if number not in found}
        if missing:
            with self.database.reading() as session:
                loaded = load(session, list(missing), self.today, self.closeness)
            if loaded.touched > self.revision or len(loaded.profiles) < len(missing):
                raise Moved
            found |= {missing[one.id]: one for one in loaded.profiles}
            if len(known) > REMEMBERED:
                # Another thread may read it at this moment.
                self._known = known = {}
            known.update(found)
        return [found[number] for number in numbers]


class KeptProfiles(Mapping[str, Profile]):
    """The profiles of a network by id, or some of them, in the order of `number`.

    That has the number of everybody who is there, `now` the profiles of those who have changed.
    """

    def __init__(self, stored: Stored, number: Mapping[str, int], now: Mapping[str, Profile]) -> None:
        self._stored, self._number, self._now = stored, number, now

    def only(self, ids: Collection[str]) -> KeptProfiles:
        """Those of these who are there, in this order."""
        # Each is looked up once: that takes some microseconds.
        there = {key: number for key in ids if (number := self._number.get(key)) is not None}
        return KeptProfiles(self._stored, there, self._now)

    def __len__(self) -> int:
        return len(self._number)

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __contains__(self, key: object) -> bool:
        return key in self._number

    def __getitem__(self, key: str) -> Profile:
        if key not in self._number:
            raise KeyError(key)
        return self._read([key])[0]

    def _read(self, ids: Sequence[str]) -> list[Profile]:
        """Several at once; those who changed are at hand."""
        older = [self._number[key] for key in ids if key not in self._now]
        found = iter(self._stored.read(older) if older else ())
        return [self._now[key] if key in self._now else next(found) for key in ids]

    def items(self) -> ItemsView[str, Profile]:
        """Ids and profiles, many at a time."""
        return _Items(self)

    def values(self) -> ValuesView[Profile]:
        """The profiles, many at a time."""
        return _Values(self)

    def walk(self) -> Iterator[Profile]:
        """All of them, `AT_ONCE` with each question to the database."""
        ids = iter(self._number)
        while some := list(islice(ids, AT_ONCE)):
            yield from self._read(some)


class _Items(ItemsView[str, Profile]):
    _mapping: KeptProfiles

    def __iter__(self) -> Iterator[tuple[str, Profile]]:
        return ((one.id, one) for one in self._mapping.walk())


class _Values(ValuesView[Profile]):
    _mapping: KeptProfiles

    def __iter__(self) -> Iterator[Profile]:
        return self._mapping.walk()


@dataclass(frozen=True)
class KeptLinks(Sequence[Link]):
    """The ties that readers of one closeness may know of, in the order of their ends."""

    database: Database
    pool: Pool
    closeness: Closeness
    reserved: Reserved = field(repr=False)
    revision: int

    def of(self, ids: Collection[str]) -> list[Link]:
        """The ties that one of these has.

        Raises:
            Moved: one of them, or a partner of theirs, was touched a moment ago.
        """
        with self.database.reading() as session:
            return self._shown(load_links(session, sorted(ids)), self._moved(session, frozenset(ids)))

    def _moved(self, session: Session, ids: Set[str]) -> bool:
        """Whether one of these was touched since, or who had a tie to one of them: it goes with its owner."""
        number, partners = self.pool.number, self.pool.network.partners
        touched = list_touched(session, self.revision)
        return any(
            key in ids or (key in number and not ids.isdisjoint(partners.get(key, ()))) for key in touched
        )

    def _shown(self, links: Sequence[Link], moved: bool) -> list[Link]:
        if moved:
            # Who keeps a tie to others may have made it a moment ago.
            raise Moved
        return shown(links, self.pool.number, self.reserved, self.closeness)

    @cached_property
    def _all(self) -> list[Link]:
        with self.database.reading() as session:
            return self._shown(load_links(session, None), bool(list_touched(session, self.revision)))

    def __len__(self) -> int:
        # As many as the network has: who only counts them reads none.
        return int(self.pool.network.degrees.sum()) // 2

    def __iter__(self) -> Iterator[Link]:
        return iter(self._all)

    @overload
    def __getitem__(self, place: int) -> Link: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Link]: ...

    def __getitem__(self, place: int | slice) -> Link | Sequence[Link]:
        return self._all[place]


def read_some(profiles: Mapping[str, Profile], ids: Collection[str]) -> list[Profile]:
    """Those of these ids who are there, in their order; in a large network all are read at once.

    Raises:
        Moved: one of them was touched a moment ago.
    """
    if isinstance(profiles, KeptProfiles):
        return list(profiles.only(ids).values())
    return [profiles[key] for key in ids if key in profiles]


def shown(
    links: Sequence[Link], there: Container[str], reserved: Reserved, closeness: Closeness
) -> list[Link]:
    """The ties between two who are both there, and both show it to readers so near."""
    kept = {key for key, near in reserved.items() if near > closeness}
    return [
        link
        for link in links
        if link.a in there and link.b in there and link.a not in kept and link.b not in kept
    ]
