"""The index of a large network: versions in files, which one process builds and all of them map.

There are two of them, as there are two networks: what members may see, and, where somebody keeps something
from visitors, what everybody may. Each counts words and ties of its own readers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from matchmaker.core import kept
from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.audience import Closeness
from matchmaker.core.directory import Directory
from matchmaker.core.entities import Link
from matchmaker.core.kept.packing import packed, unpacked
from matchmaker.core.matcher import WHOLE, Matcher
from matchmaker.core.reader import Reader
from matchmaker.core.sparse import Array
from matchmaker.db import Database
from matchmaker.services import quality
from matchmaker.services.network.fitting import new_matcher
from matchmaker.services.network.loading import (
    Loaded,
    Weights,
    load,
    load_links,
    load_weights,
    read_revision,
)
from matchmaker.services.network.reading import Stored, shown
from matchmaker.services.network.shared import Shared, load_shared
from matchmaker.store.folders.opening import Version
from matchmaker.store.folders.places import FOLDER, drop_all
from matchmaker.store.folders.versions import Versions

LARGE = WHOLE
"""A network of more stakeholders than this is answered from files."""

LAYOUT = 1
"""Raised when the arrays come to mean something else: versions of another layout are left alone."""

PARTS = {Closeness.MEMBER: "members", Closeness.VISITOR: "visitors"}

STEPS = 3
"""Of each index: read, fitted, written."""

PATIENCE = 3600.0
"""Seconds to wait for another process that builds; it does our work."""

Progress = Callable[[int, int], None]

log = structlog.get_logger()


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def always(_version: Version | None) -> bool:
    """Build in any case."""
    return True


@dataclass(frozen=True, eq=False)
class Opened:
    """A version, opened for readers on a day: nothing of it is held but what is mapped."""

    version: Version
    closeness: Closeness
    day: date
    today: date
    stored: Stored
    matcher: Matcher
    directory: Directory
    parted: frozenset[str]
    reserved: Mapping[str, Closeness]
    shared: Shared

    @property
    def days(self) -> int:
        """How many days ago it was fitted."""
        return (self.today - self.day).days


def versions_of(folder: Path, closeness: Closeness) -> Versions:
    """The versions of one of the two indexes in an instance folder."""
    return Versions(folder / FOLDER / PARTS[closeness], LAYOUT)


def drop_index(folder: Path) -> None:
    """Take both indexes away, as after an old copy of the database was put back.

    Raises:
        Busy: somebody builds at this moment.
        CannotWrite: it cannot be removed.
    """
    for closeness in PARTS:
        drop_part(folder, closeness)


def drop_part(folder: Path, closeness: Closeness) -> None:
    """Take one of them away."""
    drop_all(versions_of(folder, closeness).root)


def belongs(database: Database, version: Version) -> bool:
    """Whether a version was made by this release of this database, in a state that it has been in."""
    if version.manifest.release != quality.installed() or version.facts.get("of") != _identity(database):
        return False
    with database.reading() as session:
        return version.revision <= read_revision(session)


def build(
    database: Database,
    closeness: Closeness,
    *,
    today: date,
    cutoffs: Mapping[Question, Cutoffs] | None = None,
    outdated: Callable[[Version | None], bool] = always,
    progress: Progress = silent,
) -> bool:
    """Read the network as it is committed now, fit it and publish it; whether that was still wanted.

    It takes minutes in a large network; nobody waits but who wants to build as well, and finds it done:
    `outdated` is asked once it is our turn. `cutoffs` are levels that hold already.

    Raises:
        Busy: another process builds for longer than `PATIENCE`.
        NoRoom, CannotWrite: the disk refuses; what answered before goes on answering.
    """
    assert database.folder is not None
    versions = versions_of(database.folder, closeness)
    with versions.building(wait=PATIENCE) as made:
        if not outdated(versions.current().version):
            return False
        found = _read(database, closeness, today)
        progress(1, STEPS)
        matcher = new_matcher(found.learnt, found.shared.attention)
        # It is fitted once and never again.
        matcher.reader, matcher.name_reader = Reader(remembers=False), Reader(remembers=False)
        matcher.fit(found.loaded.profiles, found.links, today=today, cutoffs=cutoffs)
        progress(2, STEPS)
        directory = Directory().fit(found.loaded.profiles)
        made.put_all(kept.arrays(matcher, _salt(database)), "network.")
        made.put_all(packed(directory.arrays()), "directory.")
        made.put_all(_ways_of_seeing(matcher, found.loaded), "seen.")
        made.publish(
            revision=found.revision,
            release=quality.installed(),
            facts={
                "of": _identity(database),
                "day": today.isoformat(),
                "stakeholders": len(matcher.pool_),
                "network": kept.facts(matcher),
                "shared": _told(found.shared),
            },
        )
        progress(3, STEPS)
    log.info("index.built", part=PARTS[closeness], stakeholders=len(matcher.pool_), revision=found.revision)
    return True


@dataclass(frozen=True, slots=True)
class _Found:
    revision: int
    loaded: Loaded
    links: list[Link]
    learnt: Weights
    shared: Shared


def _read(database: Database, closeness: Closeness, today: date) -> _Found:
    """All of it in one state, and what may be shown of it."""
    with database.reading() as session:
        revision, loaded = read_revision(session), load(session, None, today, closeness)
        links, learnt, shared = load_links(session, None), load_weights(session), load_shared(session)
    there = {one.id for one in loaded.profiles}
    return _Found(revision, loaded, shown(links, there, loaded.reserved, closeness), learnt, shared)


def open_for(database: Database, closeness: Closeness, version: Version, today: date) -> Opened:
    """The network of a version, for readers on a day; it takes milliseconds, however large it is."""
    stored = Stored(database, closeness, today, version.revision)
    facts = version.facts
    matcher = kept.matcher(version.part("network."), facts["network"], stored, _salt(database))
    ids = stored.ids = matcher.pool_.network.ids
    if matcher.candidates_ is not None:
        matcher.candidates_.warm()
    seen = version.part("seen.")
    near = [Closeness(value) for value in seen["near"].tolist()]
    return Opened(
        version,
        closeness,
        date.fromisoformat(facts["day"]),
        today,
        stored,
        matcher,
        Directory.from_arrays(unpacked(version.part("directory."))),
        frozenset(ids[number] for number in seen["parted"].tolist()),
        {ids[number]: one for number, one in zip(seen["reserved"].tolist(), near, strict=True)},
        Shared(_row(facts["shared"]), matcher.attention),
    )


def _ways_of_seeing(matcher: Matcher, loaded: Loaded) -> dict[str, Array]:
    """Of whom others see less, and who shows its ties to whom, by number."""
    number = matcher.pool_.number
    reserved = sorted((number[key], int(near)) for key, near in loaded.reserved.items())
    return {
        "parted": np.array(sorted(number[key] for key in loaded.parted), np.int32),
        "reserved": np.array([one for one, _ in reserved], np.int32),
        "near": np.array([near for _, near in reserved], np.int8),
    }


def _salt(database: Database) -> bytes:
    """What keys the hashes of words: the site's key, so that files alone tell no word."""
    return blake2b(database.secret.encode(), digest_size=32, person=b"matchmaker index").digest()


def _identity(database: Database) -> str:
    """Which database, with which key: an index of another one must not answer."""
    address = database.url.render_as_string(hide_password=True)
    return blake2b(address.encode(), digest_size=16, key=_salt(database)).hexdigest()


def _told(shared: Shared) -> list[Any] | None:
    return None if shared.row is None else [shared.row[0], shared.row[1].isoformat()]


def _row(told: list[Any] | None) -> tuple[int, datetime] | None:
    return None if told is None else (told[0], datetime.fromisoformat(told[1]))
