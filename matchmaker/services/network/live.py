"""One network per database and process: fitted once, brought up to date when its revision has moved."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.directory import Directory
from matchmaker.core.ecosystem.scene import members_of
from matchmaker.core.entities import Link, Profile
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.matcher import Matcher
from matchmaker.core.vocabulary import COMPLETES, SCHEMES, SUBJECTS
from matchmaker.db import Database, database_of
from matchmaker.services import places
from matchmaker.services.network.loading import (
    Weights,
    list_touched,
    load_links,
    load_profiles,
    load_weights,
    read_revision,
)
from matchmaker.services.network.shared import Shared, load_shared

SEEN = "snapshot"
"""Under this name a session remembers the network that it saw."""

LABELS_OF_SUBJECTS = {term.key: term.label for scheme in SUBJECTS for term in SCHEMES[scheme]}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network at one revision; never changed, so that readers need no lock."""

    revision: int
    today: date
    profiles: dict[str, Profile]
    links: tuple[Link, ...]
    matcher: Matcher
    directory: Directory
    shared: Shared

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """The ids in every region with somebody in it, of all levels; all of them under ""."""
        return members_of(self.profiles.values(), places.get_regions())

    def inside(self, code: str) -> dict[str, Profile]:
        """The profiles of a region."""
        return {key: self.profiles[key] for key in self.members.get(code, ())}


class LiveNetwork:
    """Holds the newest snapshot of one database and renews it."""

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
                    self._snapshot = _fit(session, revision, today)
                    # The collector would walk through the whole network again and again, while readers wait.
                    gc.freeze()
                elif present.revision < revision:
                    self._snapshot = _renew(session, present, revision)
                assert self._snapshot is not None
                return self._snapshot


def snapshot(session: Session, *, today: date) -> Snapshot:
    """The live network of the database that a session is on; the same one as long as the session lasts.

    So all parts of a page tell of one network, and only the first asks whether there is a newer one.
    """
    known = session.info.get(SEEN)
    if isinstance(known, Snapshot) and known.today == today:
        return known
    database = database_of(session)
    with _making:
        network = _networks.setdefault(database, LiveNetwork())
    found = session.info[SEEN] = network.snapshot(database, today)
    return found


def look_back(session: Session, live: Snapshot, *, today: date) -> None:
    """Let a session see a network on another day, too.

    For a past that is told afterwards: what was known on each of its days is known no more, and fitting a
    network for each would take minutes.
    """
    session.info[SEEN] = replace(live, today=today)


def warm(database: Database, *, today: date) -> None:
    """Fit the network of a database before the first reader comes; quick when it is up to date."""
    with _making:
        network = _networks.setdefault(database, LiveNetwork())
    network.snapshot(database, today)


def new_matcher(learnt: Weights | None = None, attention: Attention | None = None) -> Matcher:
    """A matcher as this program uses it everywhere, with what was learnt and how attention is shared out."""
    return Matcher(learnt=learnt, attention=attention, completes=COMPLETES, labels=LABELS_OF_SUBJECTS)


def _fit(session: Session, revision: int, today: date) -> Snapshot:
    profiles = {one.id: one for one in load_profiles(session, None, today)}
    learnt, shared = load_weights(session), load_shared(session)
    return _snapshot(revision, today, profiles, load_links(session, None), learnt, shared, None)


def _renew(session: Session, present: Snapshot, revision: int) -> Snapshot:
    """The snapshot with what was touched since; the matcher remembers the texts that stayed."""
    ids = list_touched(session, present.revision)
    gone = set(ids)
    profiles = {id_: one for id_, one in present.profiles.items() if id_ not in gone}
    profiles |= {one.id: one for one in load_profiles(session, ids, present.today)}
    links = [link for link in present.links if link.a not in gone and link.b not in gone]
    links += load_links(session, ids)
    learnt, shared = load_weights(session), load_shared(session, present.shared)
    return _snapshot(revision, present.today, profiles, links, learnt, shared, present)


def _snapshot(
    revision: int,
    today: date,
    profiles: dict[str, Profile],
    links: Sequence[Link],
    learnt: Weights,
    shared: Shared,
    present: Snapshot | None,
) -> Snapshot:
    links = [link for link in links if link.a in profiles and link.b in profiles]
    matcher = new_matcher(learnt, shared.attention)
    earlier = cutoffs = None
    if present is not None:
        # Texts that were read once stay known, and levels stay put until the network has grown a tenth. Under
        # other weights the same match has another score, so the levels are learnt anew.
        earlier = present.matcher
        grown = abs(len(profiles) - len(earlier.pool_)) * 10 > len(earlier.pool_)
        if not grown and earlier.learnt == learnt:
            cutoffs = earlier.cutoffs_
    matcher.fit(profiles.values(), links, today=today, cutoffs=cutoffs, earlier=earlier)
    directory = Directory()
    if present is not None:
        directory.reader = present.directory.reader
    directory.fit(profiles.values())
    return Snapshot(revision, today, profiles, tuple(links), matcher, directory, shared)


_networks: WeakKeyDictionary[Database, LiveNetwork] = WeakKeyDictionary()
_making = Lock()
