"""A large network: the newest version of its index, and what was touched since lying over it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from matchmaker.core.audience import Closeness
from matchmaker.core.changed import Changes, changed
from matchmaker.core.entities import Link, Profile
from matchmaker.db import Database
from matchmaker.services.network.index import Opened, belongs, build, open_for, versions_of
from matchmaker.services.network.loading import (
    count_touched,
    list_touched,
    list_turned,
    load,
    load_links,
    read_revision,
)
from matchmaker.services.network.reading import KeptLinks, KeptProfiles, shown
from matchmaker.services.network.snapshots import Snapshot
from matchmaker.store.folders.building import Outdated
from matchmaker.store.folders.disk import CannotWrite
from matchmaker.store.folders.opening import Version
from matchmaker.store.folders.places import Busy

MOST_CHANGES, MOST_SHARE = 2_000, 0.1
"""So many changes, and such a share of the network, may lie over a version; with more, a new one is built."""

UNFIT = (KeyError, IndexError, TypeError, ValueError)
"""What opening a version raises whose arrays or facts are not those that this release writes."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Delta:
    """What is not as it was when a version was made: who was touched since, and whom the calendar changed.

    `profiles` are those who are there, as they are now; `links` all that these have, shown or not.
    """

    ids: frozenset[str] = frozenset()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    links: Sequence[Link] = ()
    parted: frozenset[str] = frozenset()
    reserved: Mapping[str, Closeness] = field(default_factory=dict)

    def with_touched(self, session: Session, ids: Sequence[str], opened: Opened) -> Delta:
        """The same, with these as they are in the database now."""
        touched, read = frozenset(ids), load(session, ids, opened.today, opened.closeness)
        links = [one for one in self.links if one.a not in touched and one.b not in touched]
        return Delta(
            self.ids | touched,
            _without(self.profiles, touched) | {one.id: one for one in read.profiles},
            links + load_links(session, ids),
            (self.parted - touched) | read.parted,
            _without(self.reserved, touched) | dict(read.reserved),
        )


@dataclass(frozen=True, slots=True)
class _State:
    """A version, what lies over it, and the snapshot of both."""

    opened: Opened
    delta: Delta
    snapshot: Snapshot

    def is_of(self, version: Version, today: date) -> bool:
        return self.opened.version is version and self.opened.today == today


class KeptNetwork:
    """Holds the newest snapshot of a large network for readers of one closeness."""

    def __init__(self, closeness: Closeness) -> None:
        self._closeness = closeness
        self._lock = Lock()
        self._state: _State | None = None
        self._refused: date | None = None

    def snapshot(self, database: Database, today: date) -> Snapshot | None:
        """The network as it is committed now; None where no index can be had: it is fitted in memory then."""
        version, unfit = self._version(database, today), False
        # Opened after the version is known, so that it sees all that the version was made of.
        while version is not None:
            with database.reading() as session:
                revision, state = read_revision(session), self._state
                if state is not None and state.is_of(version, today) and state.snapshot.revision >= revision:
                    return state.snapshot
                try:
                    if self._refused == today or not is_outgrown(session, version):
                        with self._lock:
                            return self._renewed(session, database, version, today, revision).snapshot
                except UNFIT:
                    # Whole, but of another make than it says: as good as none.
                    log.exception("index.unfit", version=version.name)
                    if unfit or self._refused == today:
                        # What was made a moment ago is no better: the fault is not that of a version.
                        self._refused = today
                        return None
                    unfit = True
            version = self._version(database, today, outgrown=version)
        return None

    def _renewed(
        self, session: Session, database: Database, version: Version, today: date, revision: int
    ) -> _State:
        """The state as this session sees it; another thread may have been here with a newer one."""
        state, since = self._state, version.revision
        if state is not None and state.is_of(version, today):
            if (since := state.snapshot.revision) >= revision:
                return state
            ids = set(list_touched(session, since))
        else:
            opened = open_for(database, self._closeness, version, today)
            state = _State(opened, Delta(), _plain(database, opened))
            ids = {*list_touched(session, since), *list_turned(session, opened.day, today)}
        self._state = state = _renew(session, database, state, sorted(ids), revision)
        return state

    def _version(self, database: Database, today: date, outgrown: Version | None = None) -> Version | None:
        """The version to answer from; built now where there is none, or too much lies over it."""
        if database.folder is None:
            return None
        versions, state = versions_of(database.folder, self._closeness), self._state
        held = state.opened.version if state is not None else None
        found = versions.current(held)
        for fault in found.faults:
            log.warning("index.fault", version=fault.name, trouble=fault.trouble.value, why=fault.why)

        def wanted(version: Version | None) -> bool:
            if version is None or (outgrown is not None and version.name == outgrown.name):
                return True
            return version is not held and not belongs(database, version)

        if not wanted(found.version):
            return found.version
        if self._refused != today:
            try:
                build(database, self._closeness, today=today, outdated=wanted)
                return versions.current().version
            except (Busy, Outdated, CannotWrite) as error:
                # Each reader would try it again; the job of the day does, and says so as well.
                log.error("index.not_built", why=str(error))
                self._refused = today
        return outgrown


def is_outgrown(session: Session, version: Version) -> bool:
    """Whether so much lies over a version that a new one is quicker."""
    most = max(MOST_CHANGES, int(MOST_SHARE * version.facts["stakeholders"]))
    return count_touched(session, version.revision) > most


def _renew(session: Session, database: Database, state: _State, ids: Sequence[str], revision: int) -> _State:
    """The state with what was touched since; profiles and texts that stayed are not read again."""
    opened, before = state.opened, state.snapshot
    # Ages grow by themselves, also where nobody has changed.
    if not ids and (not opened.days or before.matcher is not opened.matcher):
        return _State(opened, state.delta, replace(before, revision=revision))
    delta = state.delta.with_touched(session, ids, opened)
    parted = (opened.parted - delta.ids) | delta.parted
    reserved = _without(opened.reserved, delta.ids) | dict(delta.reserved)
    there = _There(opened.matcher.pool_.number, delta)
    changes = Changes(
        profiles=delta.profiles,
        gone=delta.ids - delta.profiles.keys(),
        links=shown(delta.links, there, reserved, opened.closeness),
        days=opened.days,
    )
    matcher = changed(opened.matcher, changes, before.matcher)
    profiles = [delta.profiles[key] for key in ids if key in delta.profiles]
    snapshot = replace(
        before,
        revision=revision,
        profiles=KeptProfiles(opened.stored, matcher.pool_.number, delta.profiles),
        links=KeptLinks(database, matcher.pool_, opened.closeness, reserved, revision),
        matcher=matcher,
        directory=before.directory.changed(ids, profiles),
        parted=parted,
        reserved=reserved,
    )
    return _State(opened, delta, snapshot)


def _plain(database: Database, opened: Opened) -> Snapshot:
    """A version with nothing over it."""
    pool, closeness = opened.matcher.pool_, opened.closeness
    return Snapshot(
        revision=opened.version.revision,
        today=opened.today,
        profiles=KeptProfiles(opened.stored, pool.number, {}),
        links=KeptLinks(database, pool, closeness, opened.reserved, opened.version.revision),
        matcher=opened.matcher,
        directory=opened.directory,
        shared=opened.shared,
        closeness=closeness,
        parted=opened.parted,
        reserved=opened.reserved,
    )


@dataclass(frozen=True, slots=True)
class _There(Container[str]):
    """Who is in the network once a delta lies over it."""

    known: Container[str]
    delta: Delta

    def __contains__(self, key: object) -> bool:
        return key in (self.delta.profiles if key in self.delta.ids else self.known)


V = TypeVar("V")


def _without(values: Mapping[str, V], ids: frozenset[str]) -> dict[str, V]:
    return {key: value for key, value in values.items() if key not in ids}
