"""The network of each database, in each process: fitted once, brought up to date when its revision has moved.

There are two: what members may see, and what everybody may. As long as nobody keeps anything from visitors,
both are the same; else that of visitors is made of the other when one of them asks: only those of whom
visitors see less are read again, and whatever is counted is counted of public words alone.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.audience import Closeness
from matchmaker.core.directory import Directory
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.matcher import Matcher
from matchmaker.core.vocabulary import COMPLETES, SCHEMES, SUBJECTS
from matchmaker.db import Database, database_of
from matchmaker.services import places
from matchmaker.services.network.loading import (
    Weights,
    list_touched,
    load,
    load_links,
    load_weights,
    read_revision,
)
from matchmaker.services.network.shared import Shared, load_shared

SEEN = "snapshot"
"""Under this name a session remembers the networks that it saw, by closeness."""

READER = "reader"
"""Under this name a session knows who reads: a `Closeness`, that of a visitor where nobody has said."""

LABELS_OF_SUBJECTS = {term.key: term.label for scheme in SUBJECTS for term in SCHEMES[scheme]}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network at one revision; never changed, so that readers need no lock.

    `closeness` says whose: what is not for readers as near as that is not in it. `parted` are those of whom
    readers less close see less, `reserved` who shows with whom it works only to readers that near.
    """

    revision: int
    today: date
    profiles: dict[str, Profile]
    links: tuple[Link, ...]
    matcher: Matcher
    directory: Directory
    shared: Shared
    closeness: Closeness = Closeness.MEMBER
    parted: frozenset[str] = frozenset()
    reserved: Mapping[str, Closeness] = field(default_factory=dict)

    def shows_tie(self, one: str, other: str) -> bool:
        """Whether these readers may know of a tie between two, if there is one."""
        ends = (self.reserved.get(key, Closeness.VISITOR) for key in (one, other))
        return all(near <= self.closeness for near in ends)

    @cached_property
    def inhabited(self) -> dict[str, Counter[Kind | None]]:
        """How many of each kind are in every region with somebody in it, of all levels; all under ""."""
        found = defaultdict[str, Counter[Kind | None]](Counter, {EVERYBODY: Counter()})
        regions = places.get_regions()
        for place, kinds in self.directory.populations().items():
            around = (place[:size] for size in range(2, len(place) + 1))
            for code in (EVERYBODY, *(code for code in around if code in regions)):
                found[code] += kinds
        return dict(found)

    def inside(self, code: str) -> dict[str, Profile]:
        """The profiles of a region, by id; those of all under ""."""
        if code == EVERYBODY:
            return {key: self.profiles[key] for key in sorted(self.profiles)}
        known = code in places.get_regions()
        return {key: self.profiles[key] for key in self.directory.within(code)} if known else {}


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
                    self._snapshot = _fit(session, revision, today, present)
                    # The collector would walk through the whole network again and again, while readers wait.
                    gc.freeze()
                elif present.revision < revision:
                    self._snapshot = _renew(session, present, revision)
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
                    self._snapshot = _narrow(session, members, present)
                if present is None:
                    gc.freeze()
            assert self._snapshot is not None
            return self._snapshot


def _is_of(present: Snapshot, members: Snapshot) -> bool:
    """Whether what visitors see was made of a network as new as this one."""
    return present.today == members.today and present.revision >= members.revision


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
    found = known[near] = _newest(database_of(session), near, today)
    return found


def look_back(session: Session, live: Snapshot, *, today: date) -> None:
    """Let a session see a network on another day, too.

    For a past that is told afterwards: what was known on each of its days is known no more, and fitting a
    network for each would take minutes.
    """
    past = replace(live, today=today)
    session.info[SEEN] = dict.fromkeys((Closeness.VISITOR, Closeness.MEMBER), past)


def warm(database: Database, *, today: date) -> None:
    """Fit the network of a database before the first reader comes; quick when it is up to date."""
    _newest(database, Closeness.VISITOR, today)


def _newest(database: Database, closeness: Closeness, today: date) -> Snapshot:
    """What members see; for visitors the same, unless somebody keeps something from them."""
    with _making:
        of_members, of_visitors = _networks.setdefault(database, (LiveNetwork(), PublicNetwork()))
    found = of_members.snapshot(database, today)
    if closeness is Closeness.MEMBER or not found.parted:
        return found
    return of_visitors.snapshot(database, found)


def new_matcher(learnt: Weights | None = None, attention: Attention | None = None) -> Matcher:
    """A matcher as this program uses it everywhere, with what was learnt and how attention is shared out."""
    return Matcher(learnt=learnt, attention=attention, completes=COMPLETES, labels=LABELS_OF_SUBJECTS)


def _fit(session: Session, revision: int, today: date, yesterday: Snapshot | None) -> Snapshot:
    """A first snapshot, or that of a new day: all is read anew, but no text that is known already."""
    learnt, shared = load_weights(session), load_shared(session)
    loaded = load(session, None, today, Closeness.MEMBER)
    profiles = {one.id: one for one in loaded.profiles}
    directory = _directory(yesterday, profiles)
    found = Found(profiles, load_links(session, None), loaded.parted, loaded.reserved, directory)
    return _snapshot(revision, today, Closeness.MEMBER, found, learnt, shared, earlier=yesterday)


def _renew(session: Session, present: Snapshot, revision: int) -> Snapshot:
    """The snapshot with what was touched since; the matcher remembers the texts that stayed."""
    ids = list_touched(session, present.revision)
    gone, loaded = set(ids), load(session, ids, present.today, Closeness.MEMBER)
    profiles = {id_: one for id_, one in present.profiles.items() if id_ not in gone}
    profiles |= {one.id: one for one in loaded.profiles}
    links = [link for link in present.links if link.a not in gone and link.b not in gone]
    links += load_links(session, ids)
    reserved = {id_: near for id_, near in present.reserved.items() if id_ not in gone}
    found = Found(
        profiles,
        links,
        (present.parted - gone) | loaded.parted,
        {**reserved, **loaded.reserved},
        present.directory.changed(ids, loaded.profiles),
    )
    learnt, shared = load_weights(session), load_shared(session, present.shared)
    cutoffs = _levels(present.matcher, len(profiles), learnt)
    return _snapshot(
        revision, present.today, Closeness.MEMBER, found, learnt, shared, cutoffs=cutoffs, earlier=present
    )


def _levels(earlier: Matcher, size: int, learnt: Weights) -> Mapping[Question, Cutoffs] | None:
    """The levels of an earlier matcher, which stay put until the network has grown a tenth.

    Under other weights the same match has another score, so the levels are learnt anew.
    """
    grown = abs(size - len(earlier.pool_)) * 10 > len(earlier.pool_)
    return None if grown or earlier.learnt != learnt else earlier.cutoffs_


def _narrow(session: Session, members: Snapshot, present: Snapshot | None) -> Snapshot:
    """What is for everybody of what members see; of `present` are those who stayed as they were.

    The database may have moved on since: then somebody is read as they are now, and read again next time.
    """
    stayed = frozenset[str]()
    if present is not None and present.today == members.today:
        stayed = (members.parted & present.profiles.keys()) - set(list_touched(session, present.revision))
    read = load(session, sorted(members.parted - stayed), members.today, Closeness.VISITOR)
    others = {one.id: one for one in read.profiles}
    if present is not None:
        others |= {key: present.profiles[key] for key in stayed}
    profiles = {key: one for key, one in members.profiles.items() if key not in members.parted} | others
    directory = _directory(present or members, profiles)
    if present is None:
        # Made anew of what is left, so that not even a word of what is kept from visitors is in it.
        directory = directory.compact()
    return _snapshot(
        members.revision,
        members.today,
        Closeness.VISITOR,
        Found(profiles, members.links, members.parted, members.reserved, directory),
        members.matcher.learnt or {},
        members.shared,
        # The same people under the same weights: a strong match for members is one for visitors.
        cutoffs=members.matcher.cutoffs_,
        earlier=present or members,
        apart=present is None,
    )


def _directory(earlier: Snapshot | None, profiles: Mapping[str, Profile]) -> Directory:
    """A directory of `profiles`, in which only those are read that the earlier one did not hold so."""
    if earlier is None:
        return Directory().fit(profiles.values())
    known = earlier.profiles
    new = [one for key, one in profiles.items() if (before := known.get(key)) is not one and before != one]
    return earlier.directory.changed(known.keys() - profiles.keys(), new)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for readers of one closeness; the ties are not narrowed yet."""

    profiles: dict[str, Profile]
    links: Sequence[Link]
    parted: frozenset[str]
    reserved: Mapping[str, Closeness]
    directory: Directory

    def shown(self, closeness: Closeness) -> list[Link]:
        """The ties between two who are both there, and both show it to readers so near."""
        kept = {key for key, near in self.reserved.items() if near > closeness}
        there = self.profiles.keys() - kept
        return [link for link in self.links if link.a in there and link.b in there]


def _snapshot(
    revision: int,
    today: date,
    closeness: Closeness,
    found: Found,
    learnt: Weights,
    shared: Shared,
    *,
    cutoffs: Mapping[Question, Cutoffs] | None = None,
    earlier: Snapshot | None = None,
    apart: bool = False,
) -> Snapshot:
    """A network of what was found; what the `earlier` one has read stays known, `apart` from it or not."""
    profiles, links = found.profiles, found.shown(closeness)
    matcher = new_matcher(learnt, shared.attention)
    before = earlier.matcher if earlier else None
    matcher.fit(profiles.values(), links, today=today, cutoffs=cutoffs, earlier=before, apart=apart)
    return Snapshot(
        revision, today, profiles, tuple(links), matcher, found.directory, shared,
        closeness, found.parted, found.reserved,
    )  # fmt: skip


_networks: WeakKeyDictionary[Database, tuple[LiveNetwork, PublicNetwork]] = WeakKeyDictionary()
_making = Lock()
