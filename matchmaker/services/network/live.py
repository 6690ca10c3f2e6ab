"""The network of each database, in each process: brought up to date when its revision has moved.

There are two: what members may see, and what everybody may. As long as nobody keeps anything from visitors,
both are the same; else that of visitors is made of the other when one of them asks: only those of whom
visitors see less are read again, and whatever is counted is counted of public words alone.

A network of usual size is fitted in the memory of each process. A large one is answered from files that all
processes share (see `index`), with what was touched since lying over them.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.db import Database, database_of
from matchmaker.services.network import index
from matchmaker.services.network.fitting import fit, narrow, renew
from matchmaker.services.network.keeping import KeptNetwork
from matchmaker.services.network.loading import count_profiles, read_revision
from matchmaker.services.network.snapshots import Snapshot

SEEN = "snapshot"
"""Under this name a session remembers the networks that it saw, by closeness."""

READER = "reader"
"""Under this name a session knows who reads: a `Closeness`, that of a visitor where nobody has said."""


class LiveNetwork:
    """Holds the newest snapshot of one database as members see it, and renews it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    def snapshot(self, database: Database, today: date) -> Snapshot:
        """The network as it is committed now.

        It reads in a session of its own: what the caller has not committed yet may still be undone.
        """
        with database.reading() as session:
            revision = read_revision(session)
            present = self._snapshot
            if present is not None and (present.revision, present.today) == (revision, today):
                return present
            with self._lock:
                present = self._snapshot
                if present is None or present.today != today:
                    self._snapshot = fit(session, revision, today, present)
                    # The collector would walk through the whole network again and again, while readers wait.
                    gc.freeze()
                elif present.revision < revision:
                    self._snapshot = renew(session, present, revision)
                assert self._snapshot is not None
                return self._snapshot


class PublicNetwork:
    """Holds the same as visitors may see it, where somebody keeps something from them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    def snapshot(self, database: Database, members: Snapshot) -> Snapshot:
        """What is for everybody of that which members see, or of something newer."""
        present = self._snapshot
        if present is not None and _is_of(present, members):
            return present
        with self._lock:
            present = self._snapshot
            if present is None or not _is_of(present, members):
                with database.reading() as session:
                    self._snapshot = narrow(session, members, present)
                if present is None:
                    gc.freeze()
            assert self._snapshot is not None
            return self._snapshot


def _is_of(present: Snapshot, members: Snapshot) -> bool:
    """Whether what visitors see was made of a network as new as this one."""
    return present.today == members.today and present.revision >= members.revision


class Networks:
    """All that a process holds of one database: in memory, or opened from the index where it is large."""

    def __init__(self) -> None:
        self._fitted = LiveNetwork(), PublicNetwork()
        self._kept = {closeness: KeptNetwork(closeness) for closeness in index.PARTS}
        self._large: bool | None = None

    def newest(self, database: Database, closeness: Closeness, today: date) -> Snapshot:
        """What members see; for visitors the same, unless somebody keeps something from them."""
        if self._large is None:
            with database.reading() as session:
                self._large = count_profiles(session) > index.LARGE
        found = self._from_index(database, closeness, today) if self._large else None
        if found is None:
            found = self._in_memory(database, closeness, today)
        self._large = len(found.profiles) > index.LARGE
        return found

    def _from_index(self, database: Database, closeness: Closeness, today: date) -> Snapshot | None:
        members = self._kept[Closeness.MEMBER].snapshot(database, today)
        if members is None or closeness is Closeness.MEMBER or not members.parted:
            return members
        return self._kept[Closeness.VISITOR].snapshot(database, today)

    def _in_memory(self, database: Database, closeness: Closeness, today: date) -> Snapshot:
        of_members, of_visitors = self._fitted
        members = of_members.snapshot(database, today)
        if closeness is Closeness.MEMBER or not members.parted:
            return members
        return of_visitors.snapshot(database, members)


def read_as(session: Session, closeness: Closeness) -> None:
    """Say who reads in a session: the door does, before anything is read.

    What is nearer than a member is asked stakeholder by stakeholder; the network knows only these two.
    """
    session.info[READER] = min(closeness, Closeness.MEMBER)


def reader_in(session: Session) -> Closeness:
    """Who reads in a session: a member, or anybody where nobody has said."""
    near: Closeness = session.info.get(READER, Closeness.VISITOR)
    return near


def snapshot(session: Session, *, today: date, closeness: Closeness | None = None) -> Snapshot:
    """The live network of the database that a session is on; the same one as long as the session lasts.

    So all parts of a page tell of one network, and only the first asks whether there is a newer one. It is
    that of whoever reads in this session, unless `closeness` says otherwise.
    """
    near = reader_in(session) if closeness is None else closeness
    known: dict[Closeness, Snapshot] = session.info.setdefault(SEEN, {})
    if (seen := known.get(near)) is not None and seen.today == today:
        return seen
    found = known[near] = _networks_of(database_of(session)).newest(database_of(session), near, today)
    return found


def look_again(session: Session) -> None:
    """Forget which network a session has seen: the next question takes the newest."""
    session.info.pop(SEEN, None)


def look_back(session: Session, live: Snapshot, *, today: date) -> None:
    """Let a session see a network on another day, too.

    For a past that is told afterwards: what was known on each of its days is known no more, and fitting a
    network for each would take minutes.
    """
    past = replace(live, today=today)
    session.info[SEEN] = dict.fromkeys((Closeness.VISITOR, Closeness.MEMBER), past)


def warm(database: Database, *, today: date) -> None:
    """Have the network of a database at hand before the first reader comes; quick when it is up to date."""
    _networks_of(database).newest(database, Closeness.VISITOR, today)


def _networks_of(database: Database) -> Networks:
    with _making:
        found = _networks.get(database)
        if found is None:
            found = _networks[database] = Networks()
        return found


_networks: WeakKeyDictionary[Database, Networks] = WeakKeyDictionary()
_making = Lock()
